// How far certificates are on their way to the public (R46): written by whoever moves them, read by their holders.
import type { ProgressEvent } from '../domain/progress.ts';
import type { ProgressReader, ProgressRow } from '../server/deps.ts';
import type { Executor } from './connect.ts';

/**
 * Records what was done with certificates, in the transaction that does it (`tx`); any number of them in one statement.
 * `at`: milliseconds since 1970. What was recorded is never changed.
 */
export async function recordStep(
  tx: Pick<Executor, 'query'>,
  certificates: number | readonly number[],
  step: ProgressEvent,
  at: number,
): Promise<void> {
  const ids = typeof certificates === 'number' ? [certificates] : certificates;
  if (ids.length === 0) return;
  await tx.query(
    `insert into certificate_step (certificate_id, step, done_at)
     select id, $2, to_timestamp($3::double precision / 1000) from unnest($1::bigint[]) as id`,
    [ids, step, at],
  );
}

const COLUMN = { number_id: 'number_id_key', name_id: 'name_id_key' } as const;

const PART = `select c.number as "certificateNumber", c.occupation, c.level, c.issue_date::text as "issueDate", c.stage,
    c.standing, floor(extract(epoch from c.stage_since) * 1000)::bigint as "stageSince",
    i.code as "institutionCode", i.name as "institutionName", i.tier, i.status, i.phone, i.authority,
    coalesce((select jsonb_agg(jsonb_build_object('event', s.step, 'at', floor(extract(epoch from s.done_at) * 1000))
                order by s.done_at, s.id)
              from certificate_step s where s.certificate_id = c.id), '[]') as events
  from certificate_progress c join institution i on i.id = c.institution_id`;

// Both halves are read whatever the first one finds, so that what is not public yet costs what everything else costs (D4).
const readOf = (column: string): string =>
  `${PART} where c.stage = 'published' and c.${column} = any ($1::bytea[])
   union all ${PART} where c.stage <> 'published' and c.${column} = any ($1::bytea[])
   order by "issueDate" desc, "certificateNumber" desc`;

const READ = { number_id: readOf(COLUMN.number_id), name_id: readOf(COLUMN.name_id) };

/** One read, of two indexes, for every call; the latest certificate first. */
export function openProgressReader(db: Pick<Executor, 'query'>): ProgressReader {
  return { find: (pair, keys) => db.query<ProgressRow>(READ[pair], [keys]) };
}
