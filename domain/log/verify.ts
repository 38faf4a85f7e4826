// Checking proofs, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2: written from the RFC and not from
// prove.ts, so that one mistake cannot be made on both sides. Everything here comes from somebody else and is hostile.
import { equalBytes } from '../bytes.ts';
import { ok, refuse, type Result } from '../result.ts';
import { HASH_BYTES, nodeHash, type AnySha256 } from './hash.ts';

/**
 * proof_sizes: an index outside the tree, a tree that shrinks, or no whole numbers; proof_hash: something of other than
 * 32 bytes; proof_length: more or fewer hashes than these sizes need; root_differs: it proves another tree.
 */
export type ProofFault = 'proof_sizes' | 'proof_hash' | 'proof_length' | 'root_differs';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the leaf hash stands at this place of the tree with this root. */
export async function verifyInclusion(claim: InclusionClaim, sha256: AnySha256): Promise<Result<true, ProofFault>> {
  const { index, size, leaf, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return refuse('proof_sizes');
  if (![leaf, root, ...proof].every(isHash)) return refuse('proof_hash');
  let node = leaf;
  let at = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return refuse('proof_length');
    if (isOdd(at) || at === last) {
      node = await nodeHash(sha256, sibling, node);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = await nodeHash(sha256, node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) return refuse('proof_length');
  return equalBytes(node, root) ? ok(true) : refuse('root_differs');
}

export interface ConsistencyClaim {
  readonly first: number;
  readonly firstRoot: Uint8Array;
  readonly second: number;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the second tree is the first with leaves behind it. Two trees of one size are consistent when they are one
 * tree; with the empty tree every tree is. For both the proof has no hashes.
 */
export async function verifyConsistency(claim: ConsistencyClaim, sha256: AnySha256): Promise<Result<true, ProofFault>> {
  const { first, firstRoot, second, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first > second) return refuse('proof_sizes');
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return refuse('proof_hash');
  if (first === 0 || first === second) {
    if (proof.length > 0) return refuse('proof_length');
    const expected = first === second ? secondRoot : await sha256(new Uint8Array(0));
    return equalBytes(firstRoot, expected) ? ok(true) : refuse('root_differs');
  }
  let at = first - 1;
  let last = second - 1;
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // A first tree that is one perfect subtree starts the path itself; the proof leaves it out.
  const path = at === 0 ? [firstRoot, ...proof] : proof;
  const [start, ...siblings] = path;
  if (start === undefined) return refuse('proof_length');
  let [inFirst, inSecond] = [start, start];
  for (const sibling of siblings) {
    if (last === 0) return refuse('proof_length');
    if (isOdd(at) || at === last) {
      inFirst = await nodeHash(sha256, sibling, inFirst);
      inSecond = await nodeHash(sha256, sibling, inSecond);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      inSecond = await nodeHash(sha256, inSecond, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) return refuse('proof_length');
  return equalBytes(inFirst, firstRoot) && equalBytes(inSecond, secondRoot) ? ok(true) : refuse('root_differs');
}

// Not by bit operators: they cut at 32 bits.
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
