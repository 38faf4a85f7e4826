// Hashing as RFC 6962, section 2.1 has it: one byte in front keeps leaves and inner nodes apart, so that nobody can
// pass off two hashes side by side as an entry.
import { concat } from '../bytes.ts';

/**
 * SHA-256 answered at once, for trees of a million leaves: node:crypto on Node and in workerd. It must not keep `data`,
 * which is written over after the call, and must answer with an array of its own.
 */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** Where a proof is checked a few dozen hashes are enough, and WebCrypto's (CryptoPort.sha256) serves as well. */
export type AnySha256 = (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry; a promise when the hash function gives one. */
export const leafHash = <R>(sha256: (data: Uint8Array) => R, entry: Uint8Array): R => sha256(concat(LEAF, entry));

/** The hash of an inner node. */
export const nodeHash = <R>(sha256: (data: Uint8Array) => R, left: Uint8Array, right: Uint8Array): R =>
  sha256(concat(NODE, left, right));

/** The same without a new array for every node. Good for one caller at a time, which is all there is without await. */
export function nodeHasher(sha256: Sha256): (left: Uint8Array, right: Uint8Array) => Uint8Array {
  const scratch = new Uint8Array(1 + 2 * HASH_BYTES);
  scratch.set(NODE);
  return (left, right) => {
    if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('a hash has 32 bytes');
    scratch.set(left, 1);
    scratch.set(right, 1 + HASH_BYTES);
    return sha256(scratch);
  };
}
