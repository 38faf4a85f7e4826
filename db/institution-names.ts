// Names of institutions for lookups: a join would cost more than a third of the lookup itself, and they hardly ever change.
import type { Executor } from './connect.ts';

interface Named {
  id: number;
  code: string;
  name: string;
}

/** After so long the names are read again, while lookups go on with the ones held. */
const REFRESH_MS = 5_000;
/** Older than this they are not used: lookups wait for the new ones, and fail if there are none. */
const LIMIT_MS = 30_000;

/** Code and name by row id, at most half a minute old; an id that is not known yet is read at once. */
export function openInstitutionNames(
  db: Pick<Executor, 'query'>,
  now: () => number = Date.now,
): { forIds(ids: readonly number[]): Promise<ReadonlyMap<number, Named>> } {
  let held = new Map<number, Named>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const startedAt = now();
    const rows = await db.query<Named>('select id, code, name from institution');
    held = new Map(rows.map((row) => [row.id, row]));
    readAt = startedAt;
  }
  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    async forIds(ids) {
      const age = now() - readAt;
      if (age > LIMIT_MS || ids.some((id) => !held.has(id))) await refresh();
      else if (age > REFRESH_MS) refresh().catch(() => undefined); // tried again by the next; LIMIT_MS ends it
      return held;
    },
  };
}
