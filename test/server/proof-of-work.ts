// What the page's worker does with a challenge.
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** The value of a Proof-Of-Work header. */
export async function solve(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('no solution within the time limit');
  return payloadOf(challenge, solution);
}

export function payloadOf(challenge: Challenge, solution: { counter: number; derivedKey: string }): string {
  return btoa(JSON.stringify({ challenge, solution }));
}

/** The challenge in a problem document. */
export function challengeOf(document: { code?: unknown; challenge?: unknown }): Challenge {
  const { code, challenge } = document;
  if (code !== 'challenge_required' || !isChallenge(challenge)) throw new Error(`no challenge: ${String(code)}`);
  return challenge;
}

function isChallenge(value: unknown): value is Challenge {
  return typeof value === 'object' && value !== null && 'parameters' in value && 'signature' in value;
}

/** The challenge in a 429 answer. */
export async function challengeIn(response: Response): Promise<Challenge> {
  return challengeOf(await response.json());
}
