// The directory of filed institutions (R14, R37, R43): public, and small enough to be searched without an index.
import type { LevelCode } from '../domain/level.ts';
import type { Institution, InstitutionDirectory } from '../server/deps.ts';
import type { Executor } from './connect.ts';

/** What an institution has filed and may issue (R14). */
export interface FiledScope {
  occupation: string;
  jobs: string[];
  levels: LevelCode[];
}

const COLUMNS = 'code, name, tier, place, status, address, contact, phone, authority, scope';

/** Reads of the directory. A cursor that is none of ours gives an empty last page. */
export function openInstitutionDirectory(db: Executor): InstitutionDirectory {
  return {
    async search({ q = '', place, cursor, limit }) {
      const after = cursor === undefined ? '' : readCursor(cursor);
      if (after === null) return { items: [], nextCursor: null };
      // position() takes the text as it is: % and _ are no wildcards. Full width and case do not matter.
      const items = await db.query<Institution>(
        `select ${COLUMNS} from institution
         where ($1 = '' or position($1 in lower(normalize(name, NFKC))) > 0 or position($1 in lower(code)) > 0)
           and ($2::text is null or place = $2)
           and code > $3
         order by code limit $4`,
        [q.normalize('NFKC').trim().toLowerCase(), place ?? null, after, limit + 1],
      );
      const last = items.length > limit ? items[limit - 1] : undefined;
      return { items: items.slice(0, limit), nextCursor: last === undefined ? null : writeCursor(last.code) };
    },
    async byCode(code) {
      const [found] = await db.query<Institution>(`select ${COLUMNS} from institution where code = $1`, [code]);
      return found ?? null;
    },
  };
}

// Opaque to callers, so that the order may change some day.
function writeCursor(code: string): string {
  return Buffer.from(`after:${code}`).toString('base64url');
}

function readCursor(cursor: string): string | null {
  return /^after:([SY]\d{12})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1] ?? null;
}

/** Files institutions, in one transaction with whatever else `tx` does; returns their row ids by code. */
export async function fileInstitutions(tx: Executor, filed: readonly Institution[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const one of filed) {
    const [row] = await tx.query<{ id: number }>(
      `insert into institution (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        one.code,
        one.name,
        one.tier,
        one.place,
        one.status,
        one.address,
        one.contact,
        one.phone,
        one.authority,
        JSON.stringify(one.scope),
      ],
    );
    if (row !== undefined) ids.set(one.code, row.id);
  }
  return ids;
}
