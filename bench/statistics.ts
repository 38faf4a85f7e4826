// The few figures that every part needs.

/** The value below which `share` (0 to 1) of the sorted values lie; NaN for none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle value; of an even number the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Median of the ratios of each round: what disturbs the machine during one round disturbs both of its figures. */
export function medianRatio(values: readonly number[], ceilings: readonly number[]): number {
  return median(values.map((value, round) => value / (ceilings[round] ?? Number.NaN)));
}
