// Runs seals.json against the rules on whatever runtime this is bundled for; imports nothing that is not everywhere.
import { fromBase64url, hex } from '../../domain/bytes.ts';
import { checkId } from '../../domain/check-code.ts';
import { webCrypto } from '../../domain/crypto.ts';
import type { Jwk, Runtime } from '../../domain/crypto.ts';
import type { IdType } from '../../domain/id-document.ts';
import type { SealClaims } from '../../domain/seal.ts';
import { openTrustBundle } from '../../domain/trust-bundle.ts';
import { judge } from '../../domain/verdict.ts';
import type { Verdict } from '../../domain/verdict.ts';

export interface SealVectors {
  source: string;
  /** Seconds since 1970 at which everything was signed. */
  now: number;
  root: Jwk;
  bundle: string;
  /** What the first case says, the commitment in hexadecimal. */
  claims: Omit<SealClaims, 'idCommitment'> & { idCommitment: string };
  check: { code: string; idType: IdType; idNumber: string };
  /** zlib streams, and how many bytes they inflate to when at most 1000 are allowed; null = refused. */
  streams: { name: string; data: string; length: number | null }[];
  /** `after`: seconds from `now` at which the text is judged. */
  cases: ({ name: string; text: string; after: number } & Pick<Verdict, 'seal' | 'standing' | 'colour' | 'code'>)[];
}

const inOrder = (claims: object): unknown => Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What came out otherwise than it should have; empty when all is well. */
export async function failuresOf(vectors: SealVectors, runtime: Runtime): Promise<string[]> {
  const crypto = webCrypto(runtime);
  const trust = await openTrustBundle(vectors.bundle, [vectors.root], crypto);
  if (!trust.ok) return [`the bundle: ${trust.fault.code}`];
  const failures: string[] = [];
  const expectSame = (name: string, found: unknown, expected: unknown): void => {
    const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
    if (is !== should) failures.push(`${name}: ${is} instead of ${should}`);
  };

  for (const { name, data, length } of vectors.streams) {
    const inflated = await crypto.inflate(fromBase64url(data) ?? new Uint8Array(), 1000);
    expectSame(`inflating ${name}`, inflated?.length ?? null, length);
  }

  let first: SealClaims | null = null;
  for (const { name, text, after, ...expected } of vectors.cases) {
    const clock = { now: (vectors.now + after) * 1000, floor: vectors.now * 1000 };
    const verdict = await judge(text, { trust: trust.value, clock, crypto });
    const { seal, standing, colour, code } = verdict;
    first ??= verdict.claims;
    expectSame(name, [seal, standing, colour, code], [expected.seal, expected.standing, expected.colour, expected.code]);
  }
  if (first === null) return [...failures, 'the first case: no claims'];

  const { idCommitment, ...said } = first;
  const { idCommitment: shouldCommit, ...shouldSay } = vectors.claims;
  expectSame('the claims', inOrder(said), inOrder(shouldSay));
  expectSame('the commitment', hex(idCommitment), shouldCommit);
  const { code, idType, idNumber } = vectors.check;
  expectSame('the right ID', await checkId(first, code, idType, idNumber, crypto), 'match');
  expectSame('a wrong ID', await checkId(first, code, idType, `${idNumber.slice(0, -1)}0`, crypto), 'no_match');
  return failures;
}
