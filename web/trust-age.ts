// How old a trust list is, in the words of the verdict (D8).

const DAY = 24 * 3600;
/** A signed time further ahead of this device's clock than this means that the clock is wrong, as in the verdict. */
const CLOCK_SLACK = 5 * 60;

export type TrustAge = 'none' | 'fresh' | 'ageing' | 'stale' | 'clock_wrong';

/**
 * The same bounds as the verdict's: under 24 hours fresh, up to 7 days ageing, then stale. Times in seconds; `latestKnown` is
 * the latest time that this device has seen (D7).
 */
export function trustAge(issuedAt: number | null, now: number, latestKnown = 0): TrustAge {
  if (issuedAt === null) return 'none';
  if (Math.max(issuedAt, latestKnown) > now + CLOCK_SLACK) return 'clock_wrong';
  if (now - issuedAt < DAY) return 'fresh';
  return now - issuedAt <= 7 * DAY ? 'ageing' : 'stale';
}
