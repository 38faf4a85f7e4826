// Applies a guard to one request (D12). A request pays for a miss before anything is read, and a hit gets the difference
// back: charging afterwards would let everything in flight at that moment through for the price of one.
import { ok, refuse, type Result } from '../domain/result.ts';
import { issueChallenge, redeemChallenge } from './challenge.ts';
import { sourceOf } from './client-address.ts';
import type { Deps, LimitCharge, LimitDecision, LimitStore } from './deps.ts';
import type { HeaderMap } from './headers.ts';
import type { Guard } from './limits.ts';
import type { Refusal } from './problem.ts';
import type { Ask } from './route.ts';
import { Turnstile } from './turnstile.ts';

/**
 * Leave to go on. `settle` closes the account once the outcome is known and gives the RateLimit headers; it has to be
 * called, whatever happens in between.
 */
export interface Permit {
  settle(outcome: 'hit' | 'miss'): Promise<Result<HeaderMap, Refusal>>;
}

type AllowDeps = Pick<Deps, 'now' | 'limits' | 'challengeSecret' | 'config'>;

/** Those who may yet bring change, for each store of this process. */
const turnstiles = new WeakMap<LimitStore, Turnstile>();
function turnstileOf(store: LimitStore): Turnstile {
  const known = turnstiles.get(store) ?? new Turnstile();
  turnstiles.set(store, known);
  return known;
}

/** How long a request waits for the change of others, in all (ms). */
const PATIENCE_MS = 1000;

/**
 * Whether this request may go on under `guard`. Past a limit the caller is asked for a proof of work; whoever brings one
 * is counted in a second, equally bounded set of buckets; past that, only waiting helps. `subjects` are pseudonyms of
 * what is asked about. Nobody is locked out for good: every bucket refills, and the first one that does lets go on.
 */
export async function allow(
  deps: AllowDeps,
  ask: Ask,
  guard: Guard,
  subjects: readonly string[] = [],
): Promise<Result<Permit, Refusal>> {
  const proof = ask.request.headers.get('proof-of-work');
  const set = proof === null ? '' : 'proven:';
  const source = sourceOf(ask.peer, ask.request.headers.get('x-forwarded-for'), deps.config.trustedProxyHops);
  const charges = chargesFor(guard, set + guard.name, source, subjects);
  const keys = charges.filter(({ limit }) => limit === guard.subject).map(({ key }) => key);

  const turnstile = turnstileOf(deps.limits);
  const until = deps.now() + PATIENCE_MS;
  let paid: LimitDecision[];
  for (;;) {
    const decided = await charge(deps, charges);
    if (!decided.ok) return decided;
    paid = decided.value;
    const short = charges.filter((entry, at) => waitMs(entry, paid[at], guard) > 0);
    const [first] = short;
    if (!first) break;
    // What was taken elsewhere is given back, so that a blocked source cannot use up the bucket of a subject.
    const returned = await charge(deps, taken(charges, paid));
    if (!returned.ok) return returned;
    const left = until - deps.now();
    const isOnlySubjects = short.every(({ limit }) => limit === guard.subject);
    if (isOnlySubjects && left > 0 && (await turnstile.change(first.key, left))) continue;
    return refusePastLimit(deps, ask, guard, charges, paid);
  }

  if (proof !== null) {
    // Checked after paying: a wrong proof costs its sender a miss, and us no more hashing than the bucket allows.
    const redeemed = await redeemChallenge(deps, guard.name, proof);
    if (!redeemed.ok) return redeemed;
    ask.limited = 'proven';
  }
  for (const key of keys) turnstile.enter(key);
  return ok({
    async settle(outcome) {
      const settled = await charge(deps, outcome === 'hit' ? change(charges, guard) : debts(charges, guard));
      for (const key of keys) turnstile.leave(key);
      if (!settled.ok) return settled;
      return ok(rateLimitHeaders(guard, paid[0], outcome === 'hit' ? guard.miss - guard.hit : 0));
    },
  });
}

/** For routes whose price does not depend on the outcome. */
export async function allowOne(deps: AllowDeps, ask: Ask, guard: Guard): Promise<Result<HeaderMap, Refusal>> {
  const permit = await allow(deps, ask, guard);
  return permit.ok ? permit.value.settle('hit') : permit;
}

// The source comes first: its bucket is the one that the RateLimit headers tell about. The others are not shown, since
// they say what other people ask.
function chargesFor(
  { miss: cost, source, network, subject, everyone }: Guard,
  name: string,
  from: { near: string; wide: string },
  subjects: readonly string[],
): LimitCharge[] {
  const charges: LimitCharge[] = [{ key: `${name}:s:${from.near}`, limit: source, cost }];
  if (network) charges.push({ key: `${name}:n:${from.wide}`, limit: network, cost });
  if (subject) for (const about of subjects) charges.push({ key: `${name}:t:${about}`, limit: subject, cost });
  // Looked at now and charged on a miss: one row that every request wrote to would be the bottleneck of them all.
  if (everyone) charges.push({ key: `${name}:all`, limit: everyone, cost: 0 });
  return charges;
}

/** How long until this charge would pass; 0 when it did. A peek passes as long as a miss would still fit. */
function waitMs({ cost, limit }: LimitCharge, decision: LimitDecision | undefined, { miss }: Guard): number {
  if (!decision?.allowed) return Math.max(1, decision?.retryAfterMs ?? 0);
  return cost > 0 ? 0 : Math.max(0, ((miss - decision.remaining) * 60_000) / limit.perMinute);
}

/** Everything back that was paid. */
function taken(charges: readonly LimitCharge[], paid: readonly LimitDecision[]): LimitCharge[] {
  const back: LimitCharge[] = [];
  for (const [at, { key, limit, cost }] of charges.entries()) {
    if (cost > 0 && paid[at]?.allowed) back.push({ key, limit, cost: -cost });
  }
  return back;
}

/** What a hit gets back: the difference of the source, all of the subjects. */
function change(charges: readonly LimitCharge[], { hit, miss, subject }: Guard): LimitCharge[] {
  const back: LimitCharge[] = [];
  for (const { key, limit, cost } of charges) {
    const due = limit === subject ? miss : miss - hit;
    if (cost > 0 && due > 0) back.push({ key, limit, cost: -due });
  }
  return back;
}

/** What a miss still owes: to the bucket that was only looked at. */
function debts(charges: readonly LimitCharge[], { miss }: Guard): LimitCharge[] {
  return charges.flatMap(({ key, limit, cost }) => (cost === 0 ? [{ key, limit, cost: miss }] : []));
}

async function refusePastLimit(
  deps: AllowDeps,
  ask: Ask,
  guard: Guard,
  charges: readonly LimitCharge[],
  paid: readonly LimitDecision[],
): Promise<Result<never, Refusal>> {
  const retryAfterMs = Math.max(...charges.map((entry, at) => waitMs(entry, paid[at], guard)));
  const headers = rateLimitHeaders(guard, paid[0], 0);
  const isProven = ask.request.headers.get('proof-of-work') !== null;
  ask.limited = isProven ? 'refused' : 'challenged';
  if (isProven) return refuse({ code: 'rate_limited', retryAfterMs, headers });
  return refuse({
    code: 'challenge_required',
    challenge: await issueChallenge(deps, guard.name),
    retryAfterMs,
    headers,
  });
}

/** Answers at once where the store does, without a turn of the event loop. */
function charge(
  deps: AllowDeps,
  charges: LimitCharge[],
): Result<LimitDecision[], Refusal> | Promise<Result<LimitDecision[], Refusal>> {
  if (charges.length === 0) return ok([]);
  try {
    const decided = deps.limits.charge(charges, deps.now());
    return decided instanceof Promise ? decided.then(ok, unavailable) : ok(decided);
  } catch (cause) {
    return unavailable(cause);
  }
}

const unavailable = (cause: unknown): Result<never, Refusal> => refuse({ code: 'limits_unavailable', cause });

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): q = burst, w = seconds in which it refills. */
function rateLimitHeaders({ name, source }: Guard, decision: LimitDecision | undefined, givenBack: number): HeaderMap {
  const { burst, perMinute } = source;
  const unitMs = 60_000 / perMinute;
  const remaining = Math.min(burst, (decision?.remaining ?? 0) + givenBack);
  const reset = Math.max(0, Math.ceil(((decision?.resetMs ?? 0) - givenBack * unitMs) / 1000));
  return {
    RateLimit: `"${name}";r=${remaining};t=${reset}`,
    'RateLimit-Policy': `"${name}";q=${burst};w=${Math.ceil((burst * unitMs) / 1000)}`,
  };
}
