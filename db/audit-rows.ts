// Which rows a leaf of the audit log is about (D11): every change of a logged table commits to the Merkle root of its
// rows as they were and as they are, one row or a million, so that each row can be proven alone and none is shown.
//
//   const watch = await watchRows(tx, { certificate: [id] });      before the change: locks the rows
//   …                                                              the change
//   await appendChange(tx, { at, actor, action, object }, watch);  last of all
import { append, EMPTY_EDGE, rootOf, type Edge } from '../domain/log/edge.ts';
import { HASH_BYTES, leafHash } from '../domain/log/hash.ts';
import { commitment, rowsSummary, saltOf } from '../domain/log/leaf.ts';
import { appendLeaf, drawSalts, sha256, type Act, type LeafDraft, type LeafSalts } from './audit-log.ts';
import { chunked, insertChunks, lastEntries, lockRows, rowBytes, statesOf, type Chunk } from './audit-chunks.ts';
import { CURRENT_SHAPE, isLoggedTable, type LoggedTable, type ShapeName } from './audit-shapes.ts';
import type { Executor } from './connect.ts';

/** Row ids by table. */
export type RowIds = { readonly [T in LoggedTable]?: readonly number[] };

interface Part {
  table: LoggedTable;
  /** Ascending. */
  ids: readonly number[];
  /** A commitment of each row as it was found; zeros for a row that is yet to be. */
  befores: Uint8Array;
}
export interface Watch {
  readonly parts: readonly Part[];
  readonly salts: LeafSalts;
}

/** For a change that only adds rows. */
export const watchNothing = (): Watch => ({ parts: [], salts: drawSalts() });

/**
 * Locks rows that are about to change and remembers, as commitments, what they are. Each is made with the salt of the
 * leaf that wrote the row last: if the row is not what that leaf said, somebody has been there in between, and the
 * audit will see it even after this change has covered the traces.
 */
export async function watchRows(tx: Executor, rows: RowIds): Promise<Watch> {
  const { salts } = watchNothing();
  const parts: Part[] = [];
  for (const [table, ids] of byTable(rows)) parts.push({ table, ids, befores: await befores(tx, table, ids, salts) });
  return { parts, salts };
}

async function befores(tx: Executor, table: LoggedTable, ids: readonly number[], salts: LeafSalts) {
  // A statement of its own, before anything is read: what is read then is what the last change has left.
  await lockRows(tx, table, ids);
  const last = await lastEntries(tx, table, ids);
  const states = new Map<ShapeName, Map<number, string>>();
  const hashes = new Uint8Array(ids.length * HASH_BYTES);
  for (const [at, id] of ids.entries()) {
    const entry = last.get(id);
    const shape = entry?.shape ?? CURRENT_SHAPE[table];
    const inShape = states.get(shape) ?? (await statesOf(tx, shape, ids));
    states.set(shape, inShape);
    const state = inShape.get(id);
    if (state === undefined) throw new Error(`there is no ${table} ${id} to be changed`);
    const salt = saltOf(sha256, entry?.salt ?? salts.before, entry?.position ?? id);
    hashes.set(commitment(sha256, salt, rowBytes(shape, id, state)), at * HASH_BYTES);
  }
  return hashes;
}

/** A change as its leaf will tell it. */
export type ChangeDraft = Act & Pick<LeafDraft, 'action' | 'object'>;

/**
 * Logs what the watched rows have become, and rows that have come to be, as one leaf. Call it last in the transaction
 * (see appendLeaf). Throws when one of the rows is not there.
 */
export async function appendChange(
  tx: Executor,
  { at, actor, action, object }: ChangeDraft,
  { parts, salts }: Watch,
  added: RowIds = {},
): Promise<{ index: number }> {
  const chunks: Chunk[] = [];
  let position = 0;
  let [before, after] = [EMPTY_EDGE, EMPTY_EDGE];
  const fresh = byTable(added).map(([table, ids]) => ({
    table,
    ids,
    befores: new Uint8Array(ids.length * HASH_BYTES),
  }));
  for (const part of [...parts, ...fresh]) {
    const afters = await aftersOf(tx, part, position, salts.after);
    chunks.push({ ...part, shape: CURRENT_SHAPE[part.table], position, afters });
    before = grow(before, part.befores);
    after = grow(after, afters);
    position += part.ids.length;
  }
  const leaf = await appendLeaf(
    tx,
    { at, actor, action, object, before: summaryOf(before), after: summaryOf(after) },
    salts,
  );
  await insertChunks(tx, leaf.index, chunks);
  return leaf;
}

async function aftersOf(tx: Executor, { table, ids }: Part, position: number, salt: Uint8Array): Promise<Uint8Array> {
  const shape = CURRENT_SHAPE[table];
  const states = await statesOf(tx, shape, ids);
  const hashes = new Uint8Array(ids.length * HASH_BYTES);
  for (const [at, id] of ids.entries()) {
    const state = states.get(id);
    if (state === undefined) throw new Error(`there is no ${table} ${id} to be logged`);
    const bytes = rowBytes(shape, id, state);
    hashes.set(commitment(sha256, saltOf(sha256, salt, position + at), bytes), at * HASH_BYTES);
  }
  return hashes;
}

/** The tree with these commitments behind it; a place of zeros is no commitment. */
export function grow(edge: Edge, commitments: Uint8Array): Edge {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < commitments.length; at += HASH_BYTES) {
    const one = commitments.subarray(at, at + HASH_BYTES);
    if (one.some((byte) => byte !== 0)) leaves.push(leafHash(sha256, one));
  }
  return append(edge, leaves, sha256);
}

export const summaryOf = (edge: Edge): Uint8Array | null =>
  edge.size === 0 ? null : rowsSummary(rootOf(edge, sha256), edge.size);

/**
 * For a database that is older than its log: one leaf that takes all rows of the registry as they are. False when the
 * log has begun already, or there is nothing to begin with.
 */
export async function adoptRegistry(tx: Executor, act: Act): Promise<boolean> {
  const [head] = await tx.query<{ size: number }>('select size from log_head for update');
  if (head?.size !== 0) return false;
  const rows: { [T in LoggedTable]?: number[] } = {};
  for (const table of Object.keys(CURRENT_SHAPE).filter(isLoggedTable)) {
    const ids = await tx.query<{ id: number }>(`select id::bigint as id from ${table} order by id`);
    if (ids.length > 0) rows[table] = ids.map(({ id }) => id);
  }
  if (Object.keys(rows).length === 0) return false;
  await appendChange(tx, { ...act, action: 'registry.adopt', object: 'registry:all' }, watchNothing(), rows);
  return true;
}

function byTable(rows: RowIds): [LoggedTable, number[]][] {
  return Object.keys(CURRENT_SHAPE)
    .filter(isLoggedTable)
    .flatMap((table) => chunked(rows[table] ?? []).map((ids): [LoggedTable, number[]] => [table, ids]));
}
