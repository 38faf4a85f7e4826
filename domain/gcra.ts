// GCRA, the limiter's whole decision (D12): pure arithmetic over a limit, one stored time, a cost and the clock.
// All times are whole milliseconds, so that no rounding can ever be collected into a free request.

/** `burst` units at once from rest, `perMinute` units a minute from then on. */
export interface Limit {
  readonly name: string;
  readonly burst: number;
  readonly perMinute: number;
}

export interface GcraDecision {
  readonly allowed: boolean;
  /** The time to store. After a refusal or a peek it says what was stored before: writing it changes nothing. */
  readonly tat: number;
  /** Whole units left after this charge. */
  readonly remaining: number;
  /** How long until this very charge would be allowed; 0 when it was. */
  readonly retryAfterMs: number;
  /** How long until the full burst is there again. */
  readonly resetMs: number;
}

/**
 * Charges `cost` units at `now`. `storedTat` is the theoretical arrival time kept for the key, null for a new one;
 * cost 0 is a peek. In any stretch of time at most `burst + perMinute × minutes` units are allowed.
 *
 * A negative cost gives back what an earlier charge took (a request pays for a miss before it is read and gets the
 * difference back after a hit; paying afterwards would let everything in flight go for one unit). It is always allowed
 * and never raises a key above its full burst.
 *
 * The clock may go back. By less than one burst's length (two servers that disagree, an NTP step) it only makes callers
 * wait that much longer: nothing is handed out twice. A stored time further ahead than two bursts cannot come from
 * that, so it is a clock put right after running ahead: the key starts afresh, because a limit that locks everybody
 * out for the length of the jump is worse than one more burst.
 *
 * Throws RangeError for a cost that is no whole number from -`burst` to `burst` and for times that are no numbers: bugs both.
 */
export function gcra(limit: Limit, storedTat: number | null, cost: number, now: number): GcraDecision {
  if (!Number.isInteger(cost) || Math.abs(cost) > limit.burst) throw new RangeError('cost must be -burst..burst');
  if (!Number.isFinite(now) || (storedTat !== null && !Number.isFinite(storedTat))) throw new RangeError('time');
  const unit = Math.ceil(60_000 / limit.perMinute); // rounded up: never faster than the stated rate
  const window = limit.burst * unit;
  const usable = storedTat !== null && storedTat > now && storedTat <= now + 2 * window;
  const before = usable ? storedTat : now;
  const after = Math.max(now, before + cost * unit);
  const allowed = cost <= 0 || after - now <= window;
  const current = allowed ? after : before;
  return {
    allowed,
    tat: allowed && cost !== 0 ? after : (storedTat ?? now),
    remaining: Math.max(0, Math.floor((window - (current - now)) / unit)),
    retryAfterMs: allowed ? 0 : after - now - window,
    resetMs: current - now,
  };
}
