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
  // What the rounds have mixed in so far, of the shard asked last: an import asks for the same 8192 values all the time.
  let ofShard = -1;
  const mixed = new Int16Array(ROUNDS * HALF);
  const mix = (round: number, half: number): number => {
    const at = round * HALF + half;
    if (mixed[at] === -1) {
      mixed[at] = hash('status place', String(ofShard), String(round), String(half)).readUInt16BE() % HALF;
    }
    return mixed[at] ?? 0;
  };
  return (shard, count) => {
    if (!Number.isInteger(count) || count < 0 || count >= PLACES) throw new RangeError('a shard has 2^20 places');
    if (shard !== ofShard) {
      ofShard = shard;
      mixed.fill(-1);
    }
    let left = Math.floor(count / HALF);
    let right = count % HALF;
    for (let round = 0; round < ROUNDS; round++) [left, right] = [right, left ^ mix(round, right)];
    return left * HALF + right;
  };
}
