// The proof of work that stands between a limit and a refusal (D12): a moment for a phone, a bill for a guesser.
// A challenge is stateless until it is redeemed: signed, bound to one route, good for a few minutes and one request.
import { createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import * as v from 'valibot';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { Deps } from './deps.ts';
import type { Refusal } from './problem.ts';

const ALGORITHM = 'PBKDF2/SHA-256';
// 256 derivations on average, of 1000 rounds each: 0.1 to 0.4 s in a phone's worker. Checking one costs us one derivation.
const ROUNDS = 1000;
const GOOD_FOR_MS = 5 * 60_000;
const MAX_HEADER = 2048;

type ChallengeDeps = Pick<Deps, 'now' | 'limits' | 'challengeSecret'>;

/**
 * A new challenge for one route. It is not bound to the client's address: phones change theirs between two requests,
 * and a solution passed on to somebody else is still only one request, counted against whoever makes it.
 */
export function issueChallenge(deps: ChallengeDeps, purpose: string): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: ROUNDS,
    deriveKey,
    hmacSignatureSecret: deps.challengeSecret,
    expiresAt: Math.floor((deps.now() + GOOD_FOR_MS) / 1000),
    data: { for: purpose },
  });
}

const HEX = /^(?:[0-9a-f]{2}){1,64}$/;
const Payload = v.strictObject({
  challenge: v.strictObject({
    parameters: v.strictObject({
      algorithm: v.literal(ALGORITHM),
      cost: v.literal(ROUNDS),
      data: v.strictObject({ for: v.pipe(v.string(), v.maxLength(40)) }),
      expiresAt: v.pipe(v.number(), v.safeInteger()),
      keyLength: v.literal(32),
      keyPrefix: v.literal('00'),
      nonce: v.pipe(v.string(), v.regex(HEX)),
      salt: v.pipe(v.string(), v.regex(HEX)),
    }),
    signature: v.pipe(v.string(), v.regex(HEX)),
  }),
  solution: v.object({
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffffffff)),
    derivedKey: v.pipe(v.string(), v.regex(HEX)),
  }),
});

function readPayload(header: string): v.InferOutput<typeof Payload> | null {
  if (header.length > MAX_HEADER) return null;
  try {
    const read = v.safeParse(Payload, JSON.parse(atob(header)));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Takes the solution in a Proof-Of-Work header for one request on the route it was issued for. */
export async function redeemChallenge(
  deps: ChallengeDeps,
  purpose: string,
  header: string,
): Promise<Result<null, Refusal>> {
  const payload = readPayload(header);
  if (!payload) return refuse({ code: 'challenge_malformed' });
  const { data, expiresAt, nonce } = payload.challenge.parameters;
  if (data.for !== purpose) return refuse({ code: 'challenge_foreign' });
  if (expiresAt * 1000 <= deps.now()) return refuse({ code: 'challenge_expired' });
  const proof = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: deps.challengeSecret });
  if (proof.expired) return refuse({ code: 'challenge_expired' });
  if (proof.invalidSignature) return refuse({ code: 'challenge_foreign' });
  if (!proof.verified) return refuse({ code: 'challenge_wrong' });
  try {
    // Last, so that nobody can use up a challenge that is not theirs.
    return (await deps.limits.useOnce(nonce, expiresAt * 1000)) ? ok(null) : refuse({ code: 'challenge_used' });
  } catch (cause) {
    return refuse({ code: 'limits_unavailable', cause });
  }
}
