// How the rows of a leaf are stored: up to 256 neighbouring ids with their commitments in one row of log_rows, found
// again by the range of their ids. A million rows are four thousand of these.
import { utf8 } from '../domain/bytes.ts';
import { HASH_BYTES } from '../domain/log/hash.ts';
import { eightBytes } from '../domain/log/leaf.ts';
import { isShape, selectState, tableOf, type LoggedTable, type ShapeName } from './audit-shapes.ts';
import type { Executor } from './connect.ts';

export interface Chunk {
  shape: ShapeName;
  /** Of its first row, in the tree of the leaf's rows. */
  position: number;
  /** Ascending. */
  ids: readonly number[];
  /** 32 bytes a row. */
  befores: Uint8Array;
  afters: Uint8Array;
}

const CHUNK_ROWS = 256;
/** A chunk of scattered ids would be in the way of every search between its first and its last. */
const CHUNK_SPAN = 4096;
const STATEMENT_CHUNKS = 64;
const ID_BYTES = 8;

/** Ids in ascending order, each once, cut into chunks. */
export function chunked(ids: readonly number[]): number[][] {
  const chunks: number[][] = [];
  let chunk: number[] = [];
  for (const id of [...new Set(ids)].toSorted((a, b) => a - b)) {
    if (chunk.length === CHUNK_ROWS || id - (chunk[0] ?? id) >= CHUNK_SPAN) chunk = [];
    if (chunk.length === 0) chunks.push(chunk);
    chunk.push(id);
  }
  return chunks;
}

/** Keeps others from changing the rows until the transaction ends; always in the order of their ids. */
export async function lockRows(tx: Executor, table: LoggedTable, ids: readonly number[]): Promise<void> {
  await tx.query(`select from ${table} where id = any ($1::bigint[]) order by id for update`, [ids]);
}

/** Row states by id, as the shape writes them down. */
export async function statesOf(tx: Executor, shape: ShapeName, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.query<{ id: number; state: string }>(`${selectState(shape)} where t.id = any ($1::bigint[])`, [
    ids,
  ]);
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** The bytes that a row's commitment is about: shape and id, a newline, the state as JSON without blanks. */
export function rowBytes(shape: ShapeName, id: number, state: string): Uint8Array {
  return utf8(`${shape}:${id}\n${JSON.stringify(JSON.parse(state))}`);
}

export async function insertChunks(tx: Executor, leaf: number, chunks: readonly Chunk[]): Promise<void> {
  for (let from = 0; from < chunks.length; from += STATEMENT_CHUNKS) {
    const some = chunks.slice(from, from + STATEMENT_CHUNKS);
    await tx.query(
      `insert into log_rows (leaf, position, shape, span, ids, befores, afters)
       select $1, position, shape, int8range(low, high, '[]'), ids, befores, afters
       from unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[], $8::bytea[])
         as chunk (position, shape, low, high, ids, befores, afters)`,
      [
        leaf,
        some.map(({ position }) => position),
        some.map(({ shape }) => shape),
        some.map(({ ids }) => ids[0] ?? 0),
        some.map(({ ids }) => ids.at(-1) ?? 0),
        some.map(({ ids }) => encodeIds(ids)),
        some.map(({ befores }) => befores),
        some.map(({ afters }) => afters),
      ],
    );
  }
}

/** What one leaf says of one row. */
export interface Entry {
  leaf: number;
  shape: ShapeName;
  position: number;
  before: Uint8Array;
  after: Uint8Array;
  /** Of the leaf, for `after`. */
  salt: Uint8Array;
}

/** What all leaves say of the rows of a table between two ids, the oldest first. */
export async function entriesBetween(
  db: Executor,
  table: LoggedTable,
  low: number,
  high: number,
): Promise<[id: number, entry: Entry][]> {
  const chunks = await db.query<{
    leaf: number;
    position: number;
    shape: string;
    ids: Uint8Array;
    befores: Uint8Array;
    afters: Uint8Array;
    salt: Uint8Array;
  }>(
    `select r.leaf, r.position, r.shape, r.ids, r.befores, r.afters, s.after_salt as salt
     from log_rows r join log_salt s on s.leaf = r.leaf
     where r.span && int8range($1, $2, '[]') order by r.leaf, r.position`,
    [low, high],
  );
  const entries: [number, Entry][] = [];
  for (const { leaf, position, shape, ids, befores, afters, salt } of chunks) {
    if (!isShape(shape) || tableOf(shape) !== table) continue;
    for (const [at, id] of decodeIds(ids).entries()) {
      if (id < low || id > high) continue;
      const [from, to] = [at * HASH_BYTES, (at + 1) * HASH_BYTES];
      const hashes = { before: befores.subarray(from, to), after: afters.subarray(from, to) };
      entries.push([id, { leaf, shape, position: position + at, ...hashes, salt }]);
    }
  }
  return entries;
}

/** What the last leaf about each row says of it; rows that no leaf is about are left out. */
export async function lastEntries(
  db: Executor,
  table: LoggedTable,
  ids: readonly number[],
): Promise<Map<number, Entry>> {
  return new Map(await entriesBetween(db, table, ids[0] ?? 0, ids.at(-1) ?? 0));
}

function encodeIds(ids: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(ids.length * ID_BYTES);
  for (const [at, id] of ids.entries()) bytes.set(eightBytes(id), at * ID_BYTES);
  return bytes;
}

export function decodeIds(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / ID_BYTES }, (_, at) => Number(view.getBigUint64(at * ID_BYTES)));
}
