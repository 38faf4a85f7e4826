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

/** What a request owes to one bucket: how much before the outcome is known, and what is settled after it. */
interface Entry extends LimitCharge {
  afterHit: number;
  afterMiss: number;
}
interface Charged {
  entry: Entry;
  decision: LimitDecision;
}

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
  const paid = await charge(deps, account, now);
  if (!paid.ok) return paid;

  const waits = paid.value.map((charged) => waitMs(charged, guard)).filter((wait) => wait > 0);
  if (waits.length > 0) {
    // What was taken elsewhere is given back, so that a blocked source cannot use up the bucket of a subject.
    const taken = paid.value.filter(({ entry, decision }) => entry.cost > 0 && decision.allowed);
    const returned = await charge(
      deps,
      taken.map(({ entry }) => again(entry, -entry.cost)),
      now,
    );
    if (!returned.ok) return returned;
    return refusePastLimit(deps, ask, guard, proof !== null, Math.max(...waits), paid.value);
  }

  if (proof !== null) {
    // Checked after paying: a wrong proof costs its sender a miss, and us no more hashing than the bucket allows.
    const redeemed = await redeemChallenge(deps, guard.name, proof);
    if (!redeemed.ok) return redeemed;
    ask.limited = 'proven';
  }
  return ok({
    async settle(outcome) {
      const due = account.map((entry) => again(entry, outcome === 'hit' ? entry.afterHit : entry.afterMiss));
      const settled = await charge(
        deps,
        due.filter((entry) => entry.cost !== 0),
        deps.now(),
      );
      if (!settled.ok) return settled;
      return ok(rateLimitHeaders(guard, paid.value, outcome === 'hit' ? guard.miss - guard.hit : 0));
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
function openAccount(
  deps: AllowDeps,
  ask: Ask,
  guard: Guard,
  subjects: readonly string[],
  set: '' | 'proven:',
): Entry[] {
  const { name, hit, miss } = guard;
  const source = sourceOf(ask.peer, ask.request.headers.get('x-forwarded-for'), deps.config.trustedProxyHops);
  const bySource = { cost: miss, afterHit: hit - miss, afterMiss: 0 };
  const account: Entry[] = [{ key: `${set}${name}:s:${source.near}`, limit: guard.source, ...bySource }];
  if (guard.network) account.push({ key: `${set}${name}:n:${source.wide}`, limit: guard.network, ...bySource });
  if (guard.subject) {
    for (const subject of subjects) {
      account.push({
        key: `${set}${name}:t:${subject}`,
        limit: guard.subject,
        cost: miss,
        afterHit: -miss,
        afterMiss: 0,
      });
    }
  }
  // Looked at now and charged on a miss: one row that every request wrote to would be the bottleneck of them all.
  if (guard.everyone) {
    account.push({ key: `${set}${name}:all`, limit: guard.everyone, cost: 0, afterHit: 0, afterMiss: miss });
  }
  return account;
}

/** How long until this charge would pass; 0 when it did. A peek passes as long as a miss would still fit. */
function waitMs({ entry, decision }: Charged, guard: Guard): number {
  if (!decision.allowed) return decision.retryAfterMs;
  const missing = entry.cost === 0 ? guard.miss - decision.remaining : 0;
  return Math.max(0, (missing * 60_000) / entry.limit.perMinute);
}

function again({ key, limit, afterHit, afterMiss }: Entry, cost: number): Entry {
  return { key, limit, afterHit, afterMiss, cost };
}

async function refusePastLimit(
  deps: AllowDeps,
  ask: Ask,
  guard: Guard,
  proven: boolean,
  retryAfterMs: number,
  paid: readonly Charged[],
): Promise<Result<never, Refusal>> {
  const headers = rateLimitHeaders(guard, paid, 0);
  ask.limited = proven ? 'refused' : 'challenged';
  if (proven) return refuse({ code: 'rate_limited', retryAfterMs, headers });
  const challenge = await issueChallenge(deps, guard.name);
  return refuse({ code: 'challenge_required', challenge, retryAfterMs, headers });
}

async function charge(deps: AllowDeps, entries: Entry[], now: number): Promise<Result<Charged[], Refusal>> {
  if (entries.length === 0) return ok([]);
  try {
    const decisions = await deps.limits.charge(entries, now);
    return ok(
      entries.map((entry, at) => {
        const decision = decisions[at];
        if (!decision) throw new Error('the limiter left a charge undecided');
        return { entry, decision };
      }),
    );
  } catch (cause) {
    return refuse({ code: 'limits_unavailable', cause });
  }
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): q = burst, w = seconds in which it refills. */
function rateLimitHeaders({ name, source }: Guard, [first]: readonly Charged[], givenBack: number): HeaderMap {
  const { burst, perMinute } = source;
  const unitMs = 60_000 / perMinute;
  const policy = { 'RateLimit-Policy': `"${name}";q=${burst};w=${Math.ceil((burst * unitMs) / 1000)}` };
  if (!first) return policy;
  const remaining = Math.min(burst, first.decision.remaining + givenBack);
  const reset = Math.max(0, Math.ceil((first.decision.resetMs - givenBack * unitMs) / 1000));
  return { ...policy, RateLimit: `"${name}";r=${remaining};t=${reset}` };
}
