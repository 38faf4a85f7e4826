// GCRA, the limiter's whole decision (D12): pure arithmetic over a limit, one stored time, a cost and the clock.
// A unit lasts a whole number of milliseconds, so that no rounding can ever be collected into a free request.

/** `burst` units at once from rest, `perMinute` units a minute from then on. */
export interface Limit {
  readonly name: string;
  readonly burst: number;
  readonly perMinute: number;
}

export interface GcraDecision {
  readonly allowed: boolean;
  /** The time to store (ms). After a refusal or a peek it is what was stored before: writing it changes nothing. */
  readonly tat: number;
  /** Whole units left after this charge. */
  readonly remaining: number;
  /** How long until this very charge would be allowed; 0 when it was. */
  readonly retryAfterMs: number;
  /** How long until the full burst is there again. */
  readonly resetMs: number;
}

/**
 * Charges `cost` units at `now` (ms). `storedTat` is the theoretical arrival time kept for the key, null for a new
 * one. Cost 0 is a peek; a negative cost gives back what an earlier charge took, and never more than the full burst.
 * In any stretch of time at most `burst + perMinute × minutes` units are allowed, net of what was given back.
 *
 * The clock may go back. By up to a burst's length (two servers that disagree, an NTP step) that only makes callers
 * wait so much longer; nothing is handed out twice. A stored time further ahead than two bursts cannot come from that:
 * the clock had run ahead and was put right, and the key starts afresh, because a limit that locks everybody out for
 * the length of the jump is worse than one more burst.
 *
 * Throws RangeError for a cost that is no whole number up to `burst`, and for times that are no numbers: bugs both.
 */
export function gcra(limit: Limit, storedTat: number | null, cost: number, now: number): GcraDecision {
  if (!Number.isInteger(cost) || Math.abs(cost) > limit.burst) throw new RangeError('cost');
  if (!Number.isFinite(now) || !Number.isFinite(storedTat ?? 0)) throw new RangeError('time');
  const unit = Math.ceil(60_000 / limit.perMinute); // rounded up: never faster than the rate that is stated
  const window = limit.burst * unit;
  const stored = storedTat === null || storedTat > now + 2 * window ? now : storedTat;
  const before = Math.max(stored, now);
  const after = Math.max(before + cost * unit, now);
  const allowed = cost <= 0 || after - now <= window;
  const current = allowed ? after : before;
  return {
    allowed,
    tat: allowed && cost !== 0 ? after : (storedTat ?? now),
    remaining: Math.max(0, Math.floor((window - (current - now)) / unit)),
    retryAfterMs: allowed ? 0 : after - window - now,
    resetMs: current - now,
  };
}
