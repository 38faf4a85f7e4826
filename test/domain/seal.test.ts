import { decode } from 'cborg';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat, fromDecimal, toDecimal } from '../../domain/bytes.ts';
import { readSign1, toBeSigned } from '../../domain/cose.ts';
import type { Sign1 } from '../../domain/cose.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { MAX_SEAL_BYTES, SEAL_FAULTS, inspectSeal, issueSeal } from '../../domain/seal.ts';
import type { SealClaims, SealFinding, TrustedKey } from '../../domain/seal.ts';
import { CLAIMS, crypto, newKey } from '../harness/authority.ts';
import type { KeyPair } from '../harness/authority.ts';
import { coin, hexBytes, negated, opensslTakes, partsOf } from './coin.ts';
import type { Coiner } from './coin.ts';
import { hostileSeals } from './hostile-seals.ts';
import type { HostileSeal } from './hostile-seals.ts';

const HOST = 'zhengyan.skills.example';
const ORIGIN = `https://${HOST}`;
let coiner: Coiner;
let sealKey: TrustedKey;
let keys: TrustedKey[];
let hostile: HostileSeal[];
let digits: string;

const trusted = (pair: KeyPair, use: TrustedKey['use']): TrustedKey => ({
  kid: pair.signer.kid,
  use,
  alg: 'ES256',
  jwk: pair.jwk,
  notBefore: 0,
  notAfter: null,
});
const inspect = (text: string, trust: TrustedKey[] = keys): Promise<SealFinding> =>
  inspectSeal(text, { hosts: [HOST, 'localhost:8080'], keys: trust, crypto });
const ours = (fragment: string): string => `HTTPS://${HOST.toUpperCase()}/Q#${fragment}`;
const bytesOf = (text: string): Uint8Array => {
  const bytes = fromDecimal(text, MAX_SEAL_BYTES);
  if (typeof bytes === 'string') throw new TypeError(bytes);
  return bytes;
};
const messageOf = (bytes: Uint8Array): Sign1 => {
  const message = readSign1(bytes);
  if (!message.ok) throw new TypeError(message.fault);
  return message.value;
};
const codeOf = (finding: SealFinding): string => (finding.seal === 'genuine' ? 'genuine' : finding.code);

beforeAll(async () => {
  const [seals, status, stranger] = await Promise.all([newKey(), newKey(), newKey()]);
  coiner = { host: HOST, seals, status, stranger };
  sealKey = trusted(seals, 'seal');
  keys = [trusted(status, 'status'), sealKey];
  hostile = await hostileSeals(coiner);
  digits = await issueSeal(CLAIMS, seals.signer);
});

describe('A genuine seal (D5)', () => {
  test('gives back every claim and the key that sealed it', async () => {
    expect(await inspect(sealUrl(ORIGIN, digits))).toEqual({ seal: 'genuine', claims: CLAIMS, key: sealKey });
  });

  test('of a usual certificate is about 205 bytes, which a version 11 code holds', () => {
    expect(bytesOf(digits).length).toBeLessThanOrEqual(220);
  });

  test('is what an independent CBOR reader and OpenSSL take for a COSE_Sign1 with ES256', () => {
    const { protectedBytes, payload, signature } = messageOf(bytesOf(digits));
    const strict = { useMaps: true, strict: true, tags: { 18: (read: () => unknown) => ['tag 18', read()] } };
    expect(decode(bytesOf(digits), strict)).toEqual(['tag 18', [protectedBytes, new Map(), payload, signature]]);
    expect(decode(protectedBytes, strict)).toEqual(
      new Map<number, unknown>([
        [1, -7],
        [4, hexBytes(sealKey.kid)],
      ]),
    );
    expect(decode(payload, strict)).toEqual(
      new Map<number, unknown>([
        [6, CLAIMS.sealedAt],
        [-65537, partsOf(CLAIMS)],
      ]),
    );
    expect(opensslTakes(coiner.seals, signature, toBeSigned(protectedBytes, payload))).toBe(true);
  });

  test.for([
    ['as printed', () => ours(digits)],
    ['as a browser shows it', () => `https://${HOST}/q#${digits}`],
    ['in mixed case', () => `hTTps://${HOST.replace('z', 'Z')}/Q#${digits}`],
    ['without TLS', () => `http://${HOST}/Q#${digits}`],
    ['at another accepted host with its port', () => `HTTP://LOCALHOST:8080/Q#${digits}`],
    ['with white space around a pasted text', () => ` \t\r\n${ours(digits)}\n\v\f `],
  ] as const)('is read %s', async ([, text]) => {
    expect((await inspect(text())).seal).toBe('genuine');
  });

  test('is read whatever the names in it are, as long as they show as what they are', async () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((name) => name.trim() !== '');
    await fc.assert(
      fc.asyncProperty(names, fc.option(names), fc.nat(2 ** 30 - 1), async (holderName, job, statusIndex) => {
        const claims: SealClaims = { ...CLAIMS, holderName, job, statusIndex };
        const finding = await inspect(ours(await issueSeal(claims, coiner.seals.signer)));
        expect(finding).toEqual({ seal: 'genuine', claims, key: sealKey });
      }),
      { numRuns: 60 },
    );
  });

  test.for([
    ['a minority name with middle dots', { holderName: '阿卜杜热西提·阿卜杜热合曼·买买提艾力·吐尔逊尼亚孜' }],
    ['a Hanzi of an extension plane', { holderName: '𠮷田𬀩𰻝' }],
    ['no job', { job: null }],
    ['the last index of the last list', { statusIndex: 2 ** 30 - 1 }],
    ['an employer (Y, R2)', { number: `Y${CLAIMS.number.slice(1)}` }],
    ['the last second of the year 9999', { sealedAt: 253_402_300_799 }],
    ['names of 100 characters', { occupation: '电'.repeat(100), institutionName: '深'.repeat(100) }],
  ] as const)('holds %s', async ([, changes]) => {
    const claims: SealClaims = { ...CLAIMS, ...changes };
    expect(await inspect(ours(await issueSeal(claims, coiner.seals.signer)))).toMatchObject({ claims });
  });
});

describe('Issuing', () => {
  test.for([
    ['a number that contradicts the level (R10)', { level: 1 }],
    ['a number that contradicts the year (R10)', { issueDate: '2025-03-16' }],
    ['a number that is none (R1)', { number: '123' }],
    ['a number in lower case', { number: CLAIMS.number.toLowerCase() }],
    ['a date that does not exist', { issueDate: '2026-02-30' }],
    ['a date in another form', { issueDate: '2026-3-16' }],
    ['an empty name', { holderName: '' }],
    ['a name with half a surrogate pair', { holderName: '\ud842' }],
    ['a job of -- (R13 is for print)', { job: '' }],
    ['an index that is no whole number', { statusIndex: 0.5 }],
    ['a commitment of another length', { idCommitment: new Uint8Array(15) }],
    ['a time in milliseconds', { sealedAt: Date.UTC(2026, 2, 16) }],
  ] as const)('throws on %s, and says nothing of the claims', async ([, changes]) => {
    const claims: SealClaims = { ...CLAIMS, ...changes };
    await expect(issueSeal(claims, coiner.seals.signer)).rejects.toThrow(
      /^[a-z_]+$|^CBOR: not a (safe integer|well-formed text)$/,
    );
  });

  test('throws when the signer returns anything but r ‖ s', async () => {
    const signer = { ...coiner.seals.signer, sign: () => Promise.resolve(new Uint8Array(70)) };
    await expect(issueSeal(CLAIMS, signer)).rejects.toThrow('signature_form');
  });

  test('makes low-S signatures even of a signer that returns the other one', async () => {
    const { signer } = coiner.seals;
    for (let i = 0; i < 8; i++) {
      const high = { ...signer, sign: async (data: Uint8Array) => negated(await signer.sign(data)) };
      expect((await inspect(ours(await issueSeal(CLAIMS, high)))).seal).toBe('genuine');
    }
  });
});

describe('A seal that is not genuine', () => {
  test('is never called genuine, and gets the code of the first proof it fails', async () => {
    const wrong = [];
    for (const { name, text, seal, code } of hostile) {
      const finding = await inspect(text);
      if (finding.seal !== seal || codeOf(finding) !== code) wrong.push({ name, code, finding });
    }
    expect(wrong).toEqual([]);
  });

  test('is among the tried ones for every code there is, but for those that depend on the key’s times', () => {
    const tried = new Set<string>(hostile.map(({ code }) => code));
    expect(Object.keys(SEAL_FAULTS).filter((code) => !tried.has(code))).toEqual([
      'key_not_yet',
      'key_expired',
      'key_revoked',
    ]);
  });

  test('is told by us where OpenSSL sees no difference: (r, n - s) verifies without the key', async () => {
    const message = await coin(coiner, { signature: negated });
    const { protectedBytes, payload, signature } = messageOf(message);
    expect(opensslTakes(coiner.seals, signature, toBeSigned(protectedBytes, payload))).toBe(true);
    expect(codeOf(await inspect(ours(toDecimal(message))))).toBe('signature_high_s');
  });

  test.for([
    ['key_not_yet', { notBefore: CLAIMS.sealedAt + 1 }],
    ['key_expired', { notAfter: CLAIMS.sealedAt - 1 }],
    ['key_revoked', { revokedAt: CLAIMS.sealedAt + 1_000_000 }],
    ['key_revoked', { revokedAt: CLAIMS.sealedAt - 1_000_000 }],
    ['genuine', { notBefore: CLAIMS.sealedAt, notAfter: CLAIMS.sealedAt }],
  ] as const)('%s: a key with %o', async ([code, times]) => {
    expect(codeOf(await inspect(ours(digits), [{ ...sealKey, ...times }]))).toBe(code);
  });

  test('stays so when a single bit of a genuine one is changed', async () => {
    const genuine = bytesOf(digits);
    for (let bit = 0; bit < genuine.length * 8; bit++) {
      const changed = Uint8Array.from(genuine);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const finding = await inspect(ours(toDecimal(changed)));
      expect(finding.seal).toMatch(/^(altered|unknown_key)$/);
    }
  });

  test('stays so when any digit of a genuine one is changed, doubled, dropped or swapped with its neighbour', async () => {
    const variants = Array.from(digits, (digit, at) => [
      digits.slice(0, at) + ((Number(digit) + 1) % 10) + digits.slice(at + 1),
      digits.slice(0, at) + digit + digits.slice(at),
      digits.slice(0, at) + digits.slice(at + 1),
      digits.slice(0, at) + digits.charAt(at + 1) + digit + digits.slice(at + 2),
    ]).flat();
    const believed = [];
    for (const variant of variants) {
      if (variant !== digits && (await inspect(ours(variant))).seal === 'genuine') believed.push(variant);
    }
    expect(believed).toEqual([]);
  });

  test('stays so for random bytes, alone and spliced into a genuine seal', async () => {
    const genuine = bytesOf(digits);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), async (bytes, where) => {
        const at = where % genuine.length;
        const spliced = concat(genuine.slice(0, at), bytes, genuine.slice(at + bytes.length));
        for (const candidate of [bytes, spliced].map(toDecimal).filter((decimal) => decimal !== digits)) {
          expect((await inspect(ours(candidate))).seal).not.toBe('genuine');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('stays so for random text, alone, behind our address and around it', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true }),
      fc.stringMatching(/^[0-9]+$/),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        for (const candidate of [text, ours(text), `${text}${ours(digits)}x`, `${ours(digits)}${text}x`]) {
          expect((await inspect(candidate)).seal).not.toBe('genuine');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('stays so with no keys at all', async () => {
    expect(codeOf(await inspect(ours(digits), []))).toBe('unknown_key');
  });
});
