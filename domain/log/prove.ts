// Inclusion and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2). Which nodes a proof needs is arithmetic and
// stands apart from where they come from: tiles, a table, or one pass over the leaves.
import { append, EMPTY_EDGE, foldRight, type Edge, type NodeId } from './edge.ts';
import type { Sha256 } from './hash.ts';

/** For every hash of the proof, in its order, the complete nodes that it is folded from, left to right. */
export type ProofPlan = readonly (readonly NodeId[])[];

/** What proves that leaf `index` is in the tree of `size` leaves. Throws RangeError unless 0 <= index < size. */
export function planInclusion(index: number, size: number): ProofPlan {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('index must be 0 to size - 1');
  return inclusion(index, 0, size);
}

/** What proves that the tree of `first` leaves is the beginning of that of `second`. Throws unless 0 < first <= second. */
export function planConsistency(first: number, second: number): ProofPlan {
  if (!isCount(first) || !isCount(second) || first < 1 || first > second) throw new RangeError('0 < first <= second');
  return consistency(first, 0, second, true);
}

/** PATH of RFC 6962 for the leaves [from, to); `index` counts in the whole tree. */
function inclusion(index: number, from: number, to: number): ProofPlan {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...inclusion(index, from, middle), cover(middle, to)]
    : [...inclusion(index, middle, to), cover(from, middle)];
}

/** SUBPROOF of RFC 6962; `first` counts in the whole tree. `known`: the verifier has the root of [from, first) already. */
function consistency(first: number, from: number, to: number, known: boolean): ProofPlan {
  if (first === to) return known ? [] : [cover(from, to)];
  const middle = from + splitOf(to - from);
  return first <= middle
    ? [...consistency(first, from, middle, known), cover(middle, to)]
    : [...consistency(first, middle, to, false), cover(from, middle)];
}

/** The largest power of two below n, for n > 1. */
function splitOf(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The perfect subtrees that make up [from, to), where `from` is a multiple of the largest of them. */
function cover(from: number, to: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    let width = 1;
    while (at + width * 2 <= to) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** The proof itself. `read` answers for every node of the plan. */
export const assemble = (plan: ProofPlan, read: (node: NodeId) => Uint8Array, sha256: Sha256): Uint8Array[] =>
  plan.map((nodes) => foldRight(nodes.map(read), sha256));

/**
 * Edge and proof in one pass over all leaf hashes, with no more than the proof's nodes in memory: for a row in the tree
 * of its batch (D11). The plan must be made for as many leaves as come.
 */
export function proveByScan(
  leaves: Iterable<Uint8Array>,
  plan: ProofPlan,
  sha256: Sha256,
): { edge: Edge; proof: Uint8Array[] } {
  const wanted = new Map<number, Map<number, Uint8Array | null>>();
  for (const { level, index } of plan.flat()) {
    wanted.set(level, (wanted.get(level) ?? new Map<number, null>()).set(index, null));
  }
  const edge = append(EMPTY_EDGE, leaves, sha256, (level, index, hash) => {
    const row = wanted.get(level);
    if (row?.has(index) === true) row.set(index, hash);
  });
  const read = ({ level, index }: NodeId): Uint8Array => {
    const hash = wanted.get(level)?.get(index);
    if (hash === undefined || hash === null) throw new RangeError('the plan is for more leaves than came');
    return hash;
  };
  return { edge, proof: assemble(plan, read, sha256) };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
