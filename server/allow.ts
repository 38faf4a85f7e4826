// Applies a guard to one request (D12). A request pays for a miss before anything is read, and a hit gets the difference
// back: charging afterwards would let everything in flight at that moment through for the price of one.
import { ok, refuse, type Result } from '../domain/result.ts';
import { issueChallenge, redeemChallenge } from './challenge.ts';
import { sourceOf } from './client-address.ts';
import type { Deps, LimitCharge, LimitDecision } from './deps.ts';
import type { HeaderMap } from './headers.ts';
import type { Guard } from './limits.ts';
import type { Refusal } from './problem.ts';
import type { Ask } from './route.ts';

/** Leave to go on. `settle` closes the account once the outcome is known and gives the RateLimit headers. */
export interface Permit {
  settle(outcome: 'hit' | 'miss'): Promise<Result<HeaderMap, Refusal>>;
}

type AllowDeps = Pick<Deps, 'now' | 'limits' | 'challengeSecret' | 'config'>;

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
  const now = deps.now();
  const proof = ask.request.headers.get('proof-of-work');
  const account = openAccount(deps, ask, guard, subjects, proof === null ? '' : 'proven:');
  const charged = await charge(deps, account, now);
  if (!charged.ok) return charged;

  const refusals = charged.value.flatMap((decision, at) => shortage(account[at] as LimitCharge, decision, guard));
  if (refusals.length > 0) {
    // What was taken elsewhere is given back, so that a blocked source cannot use up the bucket of a subject.
    const taken = account.filter((entry, at) => entry.cost > 0 && charged.value[at]?.allowed);
    const returned = await charge(deps, taken.map(giveBack(guard.miss)), now);
    if (!returned.ok) return returned;
    const headers = rateLimitHeaders(guard, charged.value[0] as LimitDecision, 0);
    const retryAfterMs = Math.max(...refusals);
    ask.limited = proof === null ? 'challenged' : 'refused';
    if (proof !== null) return refuse({ code: 'rate_limited', retryAfterMs, headers });
    const challenge = await issueChallenge(deps, guard.name);
    return refuse({ code: 'challenge_required', challenge, retryAfterMs, headers });
  }

  if (proof !== null) {
    // Checked after paying: a wrong proof costs its sender a miss, and us no more hashing than the bucket allows.
    const redeemed = await redeemChallenge(deps, guard.name, proof);
    if (!redeemed.ok) return redeemed;
    ask.limited = 'proven';
  }
  return ok({ settle: (outcome) => settle(deps, guard, account, charged.value, outcome) });
}

/** For routes whose price does not depend on the outcome. */
export async function allowOne(deps: AllowDeps, ask: Ask, guard: Guard): Promise<Result<HeaderMap, Refusal>> {
  const permit = await allow(deps, ask, guard);
  return permit.ok ? permit.value.settle('hit') : permit;
}

// The source comes first: its bucket is the one that the RateLimit headers tell about. The others are not shown, since
// they say what other people ask.
function openAccount(
  deps: AllowDeps,
  ask: Ask,
  guard: Guard,
  subjects: readonly string[],
  set: '' | 'proven:',
): LimitCharge[] {
  const source = sourceOf(ask.peer, ask.request.headers.get('x-forwarded-for'), deps.config.trustedProxyHops);
  const cost = guard.miss;
  const account: LimitCharge[] = [{ key: `${set}${guard.name}:s:${source.near}`, limit: guard.source, cost }];
  if (guard.network) account.push({ key: `${set}${guard.name}:n:${source.wide}`, limit: guard.network, cost });
  if (guard.subject) {
    for (const subject of subjects)
      account.push({ key: `${set}${guard.name}:t:${subject}`, limit: guard.subject, cost });
  }
  // Looked at now and charged on a miss: one row that every request wrote to would be the bottleneck of them all.
  if (guard.everyone) account.push({ key: `${set}${guard.name}:all`, limit: guard.everyone, cost: 0 });
  return account;
}

/** How long until this charge would pass, when it did not; a peek passes as long as a miss would still fit. */
function shortage(entry: LimitCharge, decision: LimitDecision, guard: Guard): number[] {
  if (!decision.allowed) return [decision.retryAfterMs];
  const missing = entry.cost === 0 ? guard.miss - decision.remaining : 0;
  return missing > 0 ? [(missing * 60_000) / entry.limit.perMinute] : [];
}

const giveBack =
  (units: number) =>
  ({ key, limit }: LimitCharge): LimitCharge => ({ key, limit, cost: -units });

async function settle(
  deps: AllowDeps,
  guard: Guard,
  account: readonly LimitCharge[],
  decisions: readonly LimitDecision[],
  outcome: 'hit' | 'miss',
): Promise<Result<HeaderMap, Refusal>> {
  const change = outcome === 'hit' ? guard.miss - guard.hit : 0;
  const entries =
    outcome === 'hit'
      ? account
          .filter((entry) => entry.cost > 0)
          .map((entry) => giveBack(entry.limit === guard.subject ? guard.miss : change)(entry))
          .filter((entry) => entry.cost < 0)
      : account.filter((entry) => entry.cost === 0).map((entry) => ({ ...entry, cost: guard.miss }));
  const settled = await charge(deps, entries, deps.now());
  if (!settled.ok) return settled;
  return ok(rateLimitHeaders(guard, decisions[0] as LimitDecision, change));
}

async function charge(deps: AllowDeps, entries: LimitCharge[], now: number): Promise<Result<LimitDecision[], Refusal>> {
  if (entries.length === 0) return ok([]);
  try {
    return ok(await deps.limits.charge(entries, now));
  } catch (cause) {
    return refuse({ code: 'limits_unavailable', cause });
  }
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): q = burst, w = seconds in which it refills. */
function rateLimitHeaders(guard: Guard, decision: LimitDecision, givenBack: number): HeaderMap {
  const { burst, perMinute } = guard.source;
  const remaining = Math.min(burst, decision.remaining + givenBack);
  const reset = Math.max(0, Math.ceil((decision.resetMs - (givenBack * 60_000) / perMinute) / 1000));
  return {
    RateLimit: `"${guard.name}";r=${remaining};t=${reset}`,
    'RateLimit-Policy': `"${guard.name}";q=${burst};w=${Math.ceil((burst * 60) / perMinute)}`,
  };
}
