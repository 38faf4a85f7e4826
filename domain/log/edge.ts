// A growing Merkle tree of which only the right edge is kept: the roots of the perfect subtrees that no later leaf can
// change. That is all it takes to append and to know the root, at any size.
import { concat } from '../bytes.ts';
import { HASH_BYTES, nodeHasher, type Sha256 } from './hash.ts';

export interface Edge {
  /** Leaves so far. */
  readonly size: number;
  /** One root for every 1 in the binary form of `size`, the largest subtree, which is the leftmost, first. */
  readonly roots: readonly Uint8Array[];
}

/** A node over the leaves [index · 2^level, (index + 1) · 2^level), all of which exist. */
export interface NodeId {
  /** 0: the leaves' hashes themselves. */
  readonly level: number;
  readonly index: number;
}

export type NodeSink = (level: number, index: number, hash: Uint8Array) => void;

export const EMPTY_EDGE: Edge = { size: 0, roots: [] };

/**
 * The edge after these leaf hashes; the edge given is left as it was. `onNode` is told every node that becomes
 * complete, leaves included, children before their parent: what a store of tiles needs. Throws RangeError for an edge
 * that is none and for hashes of another length.
 */
export function append(edge: Edge, leaves: Iterable<Uint8Array>, sha256: Sha256, onNode?: NodeSink): Edge {
  requireEdge(edge);
  const hashNodes = nodeHasher(sha256);
  const roots = [...edge.roots];
  let size = edge.size;
  for (const leaf of leaves) {
    if (leaf.length !== HASH_BYTES) throw new RangeError('a leaf hash has 32 bytes');
    let node = leaf;
    let level = 0;
    let index = size;
    onNode?.(level, index, node);
    // Every 1 at the end of the size is a subtree as large as the new one: the two become one, as in adding with carry.
    while (index % 2 === 1) {
      const left = roots.pop();
      if (left === undefined) throw new RangeError('an edge without its roots');
      node = hashNodes(left, node);
      level += 1;
      index = (index - 1) / 2;
      onNode?.(level, index, node);
    }
    roots.push(node);
    size += 1;
  }
  return { size, roots };
}

/** The tree's root (MTH of RFC 6962); for a tree without leaves the hash of nothing. */
export function rootOf(edge: Edge, sha256: Sha256): Uint8Array {
  requireEdge(edge);
  return edge.roots.length === 0 ? sha256(new Uint8Array(0)) : foldRight(edge.roots, sha256);
}

/** The hash over neighbouring perfect subtrees, the smaller ones to the right, at least one. */
export function foldRight(roots: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const hashNodes = nodeHasher(sha256);
  return roots.reduceRight((right, left) => hashNodes(left, right));
}

/** How it is stored beside its size. */
export const encodeEdge = (edge: Edge): Uint8Array => concat(...edge.roots);

/** The edge that was stored; null when bytes and size do not belong together. */
export function decodeEdge(size: number, bytes: Uint8Array): Edge | null {
  if (!Number.isSafeInteger(size) || size < 0 || bytes.length !== HASH_BYTES * subtrees(size)) return null;
  const roots = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) roots.push(bytes.slice(at, at + HASH_BYTES));
  return { size, roots };
}

/** How many perfect subtrees a tree of this size is made of: the ones in its binary form. */
function subtrees(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

function requireEdge({ size, roots }: Edge): void {
  const whole = Number.isSafeInteger(size) && size >= 0 && roots.length === subtrees(size);
  if (!whole || roots.some((root) => root.length !== HASH_BYTES)) throw new RangeError('not an edge');
}
