// Writes seals.json anew: npx tsx test/vectors/make-seals.ts. Needed only when the form of seals or bundles changes on
// purpose, for then printed paper changes too. The private keys live as long as this program runs.
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { base64url, concat, hex } from '../../domain/bytes.ts';
import { idCommitment } from '../../domain/check-code.ts';
import type { Standing } from '../../domain/lifecycle.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { issueSeal } from '../../domain/seal.ts';
import type { SealClaims } from '../../domain/seal.ts';
import { hostileSeals } from '../domain/hostile-seals.ts';
import { HOST, NOW, ORIGIN, bundle, list, root, seals, status, statusesWith, stranger } from '../domain/trust-fixture.ts';
import { CLAIMS, crypto } from '../harness/authority.ts';
import type { SealVectors } from './judge-seals.ts';

const DAY = 86_400;
const CHECK = { code: 'ABCDEFGHJK', idType: 'passport', idNumber: 'E12345678' } as const;
const standings: Record<number, Standing> = { 4712: 'withdrawn', 4713: 'suspended', 4714: 'superseded' };
const commitment = await idCommitment(crypto, { ...CHECK, number: CLAIMS.number });
const claims: SealClaims = { ...CLAIMS, idCommitment: commitment };
const seal = async (changes: Partial<SealClaims> = {}): Promise<string> =>
  sealUrl(ORIGIN, await issueSeal({ ...claims, ...changes }, seals.signer));

const genuine = { seal: 'genuine', standing: 'valid' } as const;
const text = await seal();
const stream = deflateSync(new Uint8Array(1000).fill(7, 500));
const vectors: SealVectors = {
  source: 'Made by make-seals.ts; people, numbers and keys belong to nobody',
  now: NOW,
  root: root.jwk,
  bundle: await bundle({ statusLists: [await list({}, { statuses: statusesWith(standings) })] }),
  claims: { ...claims, idCommitment: hex(commitment) },
  check: CHECK,
  streams: [
    { name: 'a whole one', data: base64url(stream), length: 1000 },
    { name: 'one that is cut', data: base64url(stream.subarray(0, -1)), length: null },
    { name: 'one followed by a byte', data: base64url(concat(stream, Uint8Array.of(0))), length: null },
    { name: 'one followed by itself', data: base64url(concat(stream, stream)), length: null },
    { name: 'one with a wrong checksum', data: base64url(concat(stream.subarray(0, -1), Uint8Array.of(0))), length: null },
    { name: 'one that grows beyond the limit', data: base64url(deflateSync(new Uint8Array(1_000_000))), length: null },
    { name: 'one that is none', data: base64url(new Uint8Array(20)), length: null },
    { name: 'nothing', data: '', length: null },
  ],
  cases: [
    { name: 'fresh', text, after: 0, ...genuine, colour: 'green', code: 'valid' },
    { name: 'a day old', text, after: DAY, ...genuine, colour: 'amber', code: 'valid_as_of' },
    { name: 'eight days old', text, after: 8 * DAY, ...genuine, colour: 'grey', code: 'standing_unconfirmed' },
    { name: 'clock turned back', text, after: -DAY, ...genuine, colour: 'grey', code: 'clock_wrong' },
    {
      name: 'a rare name and no job',
      text: await seal({ holderName: '𠮷田·买买提', job: null }),
      after: 0,
      ...genuine,
      colour: 'green',
      code: 'valid',
    },
  ],
};
for (const [index, standing] of Object.entries(standings)) {
  const printed = await seal({ statusIndex: Number(index) });
  const expected = { seal: 'genuine', standing, colour: 'red', code: standing } as const;
  vectors.cases.push({ name: standing, text: printed, after: 0, ...expected });
}
const unlisted = { seal: 'genuine', standing: 'unknown', colour: 'grey', code: 'standing_unlisted' } as const;
vectors.cases.push({ name: 'not in the list', text: await seal({ statusIndex: 9000 }), after: 0, ...unlisted });
for (const hostile of await hostileSeals({ host: HOST, seals, status, stranger })) {
  const colour = hostile.seal === 'not_ours' ? 'grey' : 'red';
  // Half a surrogate pair is more than some JSON readers can take.
  const portable = hostile.text.length < 4000 && !/\p{Surrogate}/u.test(hostile.text);
  if (portable) vectors.cases.push({ ...hostile, after: 0, standing: 'unknown', colour });
}
writeFileSync(new URL('seals.json', import.meta.url), `${JSON.stringify(vectors, null, 1)}\n`);
