// Holds every row of the registry against the last leaf that is about it, and every leaf against the one before: a row
// that was changed by hand is found even when the service has changed it again since.
import { entriesBetween, rowBytes, statesOf, type Entry } from '../../db/audit-chunks.ts';
import { sha256 } from '../../db/audit-log.ts';
import { CURRENT_SHAPE, isLoggedTable, type LoggedTable, type ShapeName } from '../../db/audit-shapes.ts';
import type { Executor } from '../../db/connect.ts';
import { equalBytes } from '../../domain/bytes.ts';
import { commitment, saltOf } from '../../domain/log/leaf.ts';
import type { Findings } from './findings.ts';

/** Rows looked at in one go; what has to be in memory is their states and commitments. */
const PAGE = 2000;

/** Returns how many rows there are. */
export async function checkRegistry(tx: Executor, findings: Findings): Promise<number> {
  let rows = 0;
  for (const table of Object.keys(CURRENT_SHAPE).filter(isLoggedTable)) rows += await checkTable(tx, table, findings);
  return rows;
}

async function checkTable(tx: Executor, table: LoggedTable, findings: Findings): Promise<number> {
  // Beyond the last row there may be leaves about rows that are gone.
  const [bounds] = await tx.query<{ last: number | null }>(
    `select greatest((select max(id) from ${table}),
       (select max(upper(span)) - 1 from log_rows where shape like $1))::bigint as last`,
    [`${table}.%`],
  );
  const last = bounds?.last ?? 0;
  let rows = 0;
  // From before the first id that the service would give: a hand may have given others.
  for (let low = Number.MIN_SAFE_INTEGER; low <= last;) {
    const ids = (
      await tx.query<{ id: number }>(
        `select id::bigint as id from ${table} where id >= $1::bigint order by id limit $2`,
        [low, PAGE],
      )
    ).map(({ id }) => id);
    const high = ids.length < PAGE ? last : (ids.at(-1) ?? last);
    await checkRange(tx, table, { low, high, ids }, findings);
    rows += ids.length;
    low = high + 1;
  }
  return rows;
}

interface Range {
  low: number;
  high: number;
  /** Of the rows that are there. */
  ids: readonly number[];
}

async function checkRange(tx: Executor, table: LoggedTable, { low, high, ids }: Range, findings: Findings) {
  const latest = new Map<number, Entry>();
  const covered = new Map<number, number>();
  for (const [id, entry] of await entriesBetween(tx, table, low, high)) {
    const earlier = latest.get(id);
    const follows = earlier === undefined ? isBlank(entry.before) : equalBytes(entry.before, earlier.after);
    if (!follows && !covered.has(id)) covered.set(id, entry.leaf);
    latest.set(id, entry);
  }
  const shapes = new Set([...latest.values()].map(({ shape }) => shape));
  const states = new Map<ShapeName, Map<number, string>>();
  for (const shape of shapes) states.set(shape, await statesOf(tx, shape, ids));

  const there = new Set(ids);
  for (const id of [...new Set([...ids, ...latest.keys()])].toSorted((a, b) => a - b)) {
    const entry = latest.get(id);
    const between = covered.get(id);
    if (entry === undefined) findings.add('row_added', `${table} ${id}`);
    else if (!there.has(id)) findings.add('row_removed', `${table} ${id}`, entry.leaf);
    else if (between !== undefined) findings.add('row_changed_between', `${table} ${id}`, between);
    else if (!isAsLogged(id, entry, states.get(entry.shape)?.get(id)))
      findings.add('row_changed', `${table} ${id}`, entry.leaf);
  }
}

function isAsLogged(id: number, { shape, position, salt, after }: Entry, state: string | undefined): boolean {
  if (state === undefined) return false;
  return equalBytes(after, commitment(sha256, saltOf(sha256, salt, position), rowBytes(shape, id, state)));
}

const isBlank = (hash: Uint8Array): boolean => hash.every((byte) => byte === 0);
