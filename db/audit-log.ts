// The audit log (D11, R27): appending to it. Reading it is audit-reads.ts's, and which rows a leaf is about audit-rows.ts's.
import { createHash, randomBytes } from 'node:crypto';
import { append, decodeEdge, encodeEdge, type Edge } from '../domain/log/edge.ts';
import { leafHash, type Sha256 } from '../domain/log/hash.ts';
import { commitment, encodeLeaf, saltOf } from '../domain/log/leaf.ts';
import type { Executor } from './connect.ts';

export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();

/** Who does something, and when. */
export interface Act {
  /** Milliseconds since 1970. */
  at: number;
  /** A pseudonym (never a name): the account's, or `system`. */
  actor: string;
}

export interface LeafDraft extends Act {
  /** A stable word, such as `batch.report`. */
  action: string;
  /** Kind and opaque id, such as `batch:17`; no personal data and no certificate number. */
  object: string;
  /** What the object was and what it is, in any canonical form; the leaf holds salted commitments only. */
  before: Uint8Array | null;
  after: Uint8Array | null;
}

/** The two secrets of a leaf. Drawn by the caller when what is committed to has to be made with them. */
export interface LeafSalts {
  before: Uint8Array;
  after: Uint8Array;
}

export const drawSalts = (): LeafSalts => ({ before: randomBytes(32), after: randomBytes(32) });

/** Tiles above the leaves' hashes hold every eighth level of the tree. */
const TILE_HEIGHT = 8;

/**
 * For acts that change no row of certificate, seal or institution (a sign-in, an account, a review); whoever changes one
 * of those uses watchRows and appendChange (audit-rows.ts), or the audit will take it for a change by hand.
 *
 * Appends a leaf, in the transaction of the change that it is about: both are there or neither is. Call it last: the
 * head of the log stays locked until the transaction ends, and all who write wait for it.
 */
export async function appendLeaf(
  tx: Executor,
  draft: LeafDraft,
  salts: LeafSalts = drawSalts(),
): Promise<{ index: number }> {
  const { before, after } = draft;
  const committed = (salt: Uint8Array, bytes: Uint8Array | null) =>
    bytes && commitment(sha256, saltOf(sha256, salt, 'leaf'), bytes);
  const leaf = encodeLeaf({
    ...draft,
    before: committed(salts.before, before),
    after: committed(salts.after, after),
  });
  const hash = leafHash(sha256, leaf);

  const edge = await lockHead(tx);
  const nodes: { level: number; index: number; hash: Uint8Array }[] = [];
  const grown = append(edge, [hash], sha256, (level, index, node) => {
    if (level > 0 && level % TILE_HEIGHT === 0) nodes.push({ level: level / TILE_HEIGHT, index, hash: node });
  });
  for (const node of nodes) {
    await tx.query('insert into log_node (level, seq, hash) values ($1, $2, $3)', [node.level, node.index, node.hash]);
  }
  await tx.query(
    `with leaf as (insert into log_leaf (seq, leaf, hash) values ($1, $2, $3)),
       salt as (insert into log_salt (leaf, before_salt, after_salt) values ($1, $4, $5))
     update log_head set size = $6, edge = $7`,
    [edge.size, leaf, hash, salts.before, salts.after, grown.size, encodeEdge(grown)],
  );
  return { index: edge.size };
}

async function lockHead(tx: Executor): Promise<Edge> {
  return edgeOf(await tx.query<HeadRow>('select size, edge from log_head for update'));
}

export interface HeadRow {
  size: number;
  edge: Uint8Array;
}

/** Throws when the head of the log is gone or broken: nothing may be changed then, for it could not be logged. */
export function edgeOf([row]: readonly HeadRow[]): Edge {
  const edge = row === undefined ? null : decodeEdge(row.size, row.edge);
  if (edge === null) throw new Error('the head of the audit log is not what was written there');
  return edge;
}
