// Where in its shard a seal's status stands (D7): random to look at, so that nobody reads from it who was certified
// together or how many there are; and never the place of another, without asking the database.
import { keyedHash } from './keyed-hash.ts';

const HALF_BITS = 10;
const HALF = 2 ** HALF_BITS;
const ROUNDS = 8;

/** Places in one shard, 2^20: as many as a status list has (domain/status-list.ts). */
export const PLACES = HALF * HALF;

/**
 * A permutation of 0 … 2^20 - 1 for each shard: a Feistel network over two halves of ten bits, whose round function is
 * HMAC-SHA-256 under `key`. `count` is how many seals the shard had before.
 */
export function statusPlaces(key: Uint8Array): (shard: number, count: number) => number {
  const hash = keyedHash(key);
  return (shard, count) => {
    if (!Number.isInteger(count) || count < 0 || count >= PLACES) throw new RangeError('a shard has 2^20 places');
    let left = Math.floor(count / HALF);
    let right = count % HALF;
    for (let round = 0; round < ROUNDS; round++) {
      const mixed = hash('status place', String(shard), String(round), String(right)).readUInt16BE() % HALF;
      [left, right] = [right, left ^ mixed];
    }
    return left * HALF + right;
  };
}
