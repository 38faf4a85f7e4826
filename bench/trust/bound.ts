// How small a set of changed seals can be written at all, and how small a code made for it gets.

/** Natural logarithm of n! (Stirling's series; exact enough from 10 on, and 0 below 2). */
function logFactorial(n: number): number {
  if (n < 2) return 0;
  if (n < 10) return Math.log(n) + logFactorial(n - 1);
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/**
 * Bytes that no code can beat on average: which of `places` differ, and which of them are of which kind, every such
 * picture being as likely as any other. `kinds` counts each kind.
 */
export function boundBytes(places: number, kinds: readonly number[]): number {
  const changed = kinds.reduce((sum, kind) => sum + kind, 0);
  const unchanged = places - changed;
  const pictures = [unchanged, ...kinds].reduce((sum, n) => sum - logFactorial(n), logFactorial(places));
  return pictures / Math.LN2 / 8;
}

/**
 * Bytes of the same in Golomb-Rice: each gap to the next changed place as a quotient in ones, a zero and `k` bits, then its
 * kind in 1 bit (the commonest) or 2. `positions` ascend; `kinds` counts each kind, the commonest first.
 */
export function golombRiceBytes(positions: ArrayLike<number>, kinds: readonly number[]): number {
  let kindBits = 0;
  for (const [rank, kind] of kinds.entries()) kindBits += kind * (rank === 0 ? 1 : 2);
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 24; k++) {
    let bits = 0;
    for (let i = 0; i < positions.length; i++) {
      const gap = (positions[i] ?? 0) - (i === 0 ? 0 : (positions[i - 1] ?? 0) + 1);
      bits += Math.floor(gap / 2 ** k) + 1 + k;
    }
    best = Math.min(best, bits);
  }
  return Math.ceil((best + kindBits) / 8);
}
