// The proof of one row (D11): that a leaf of the public log commits to exactly this row, without opening any other row.
import { HASH_BYTES, leafHash } from '../domain/log/hash.ts';
import { saltOf } from '../domain/log/leaf.ts';
import { planInclusion, proveByScan } from '../domain/log/prove.ts';
import { lastEntries, rowBytes, statesOf } from './audit-chunks.ts';
import { sha256 } from './audit-log.ts';
import type { LoggedTable } from './audit-shapes.ts';
import type { Executor } from './connect.ts';

/**
 * Whoever has this and the log can check: SHA-256(rowSalt ‖ row) is the entry at `position` of the tree of `count` rows;
 * its root and count (8 bytes), behind leafSalt, hash to the `after` of the leaf. The row holds sealed personal data and is
 * for those who are entitled to it.
 */
export interface RowProof {
  /** Index of the leaf in the log. */
  leaf: number;
  row: Uint8Array;
  rowSalt: Uint8Array;
  position: number;
  count: number;
  /** Inclusion proof (RFC 6962) in the tree of the leaf's rows. */
  proof: Uint8Array[];
  leafSalt: Uint8Array;
}

/** By the last leaf about the row; null when there is none, or no such row. */
export async function proveRow(db: Executor, table: LoggedTable, id: number): Promise<RowProof | null> {
  const entry = (await lastEntries(db, table, [id])).get(id);
  const state = entry && (await statesOf(db, entry.shape, [id])).get(id);
  if (entry === undefined || state === undefined) return null;
  const chunks = await db.query<{ afters: Uint8Array }>(
    'select afters from log_rows where leaf = $1 order by position',
    [entry.leaf],
  );
  const leaves = chunks.flatMap(({ afters }) => hashes(afters));
  const { proof } = proveByScan(leaves, planInclusion(entry.position, leaves.length), sha256);
  return {
    leaf: entry.leaf,
    row: rowBytes(entry.shape, id, state),
    rowSalt: saltOf(sha256, entry.salt, entry.position),
    position: entry.position,
    count: leaves.length,
    proof,
    leafSalt: saltOf(sha256, entry.salt, 'leaf'),
  };
}

function hashes(commitments: Uint8Array): Uint8Array[] {
  return Array.from({ length: commitments.length / HASH_BYTES }, (_, at) =>
    leafHash(sha256, commitments.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
}
