import {
  CompactSign,
  GeneralSign,
  compactVerify,
  createLocalJWKSet,
  generalVerify,
  generateKeyPair,
  exportJWK,
} from 'jose';
import { describe, expect, test } from 'vitest';
import { base64url, fromBase64url, utf8 } from '../../domain/bytes.ts';
import { keyId, publicJwk } from '../../domain/crypto.ts';
import {
  hasExactly,
  isSignedBy,
  readCompact,
  readGeneral,
  signCompact,
  signGeneral,
  signingInput,
} from '../../domain/jws.ts';
import type { Jws, VerificationKey } from '../../domain/jws.ts';
import type { Result } from '../../domain/result.ts';
import { crypto, newKey } from '../harness/authority.ts';
import rfc from '../vectors/jws-rfc7515.json' with { type: 'json' };

const TYP = 'test+jws';
const pair = await newKey();
const key: VerificationKey = { kid: pair.signer.kid, alg: 'ES256', jwk: pair.jwk };
const token = await signCompact(TYP, utf8('{"a":1}'), pair.signer);
const [head = '', body = '', tail = ''] = token.split('.');

const header = (members: unknown): string => base64url(utf8(JSON.stringify(members)));
async function signedBy(read: Result<Jws, string>, by: VerificationKey): Promise<boolean> {
  const signature = read.ok ? read.value.signatures[0] : undefined;
  return signature !== undefined && isSignedBy(signature, by, crypto);
}

describe('RFC 7515', () => {
  test.for([rfc.compact, { ...rfc.general.signatures[1], payload: rfc.general.payload }])(
    'appendix A: the ES256 signature over $protected is right',
    async ({ protected: protectedHeader = '', payload, signature = '' }) => {
      const bytes = fromBase64url(signature) ?? new Uint8Array();
      expect(await crypto.verify('ES256', publicJwk(rfc.jwk), bytes, signingInput(protectedHeader, payload))).toBe(
        true,
      );
    },
  );

  test('appendix A.3 has no key id and no type, and appendix A.6 unprotected headers: not our profile', () => {
    const { protected: h, payload, signature } = rfc.compact;
    expect(readCompact(`${h}.${payload}.${signature}`, TYP)).toEqual({ ok: false, fault: 'jws_form' });
    expect(readGeneral(JSON.stringify(rfc.general), TYP)).toEqual({ ok: false, fault: 'jws_form' });
  });
});

describe('With jose', () => {
  test('what we sign verifies there', async () => {
    const jwks = createLocalJWKSet({ keys: [{ ...pair.jwk, kid: key.kid, alg: 'ES256' }] });
    const { payload, protectedHeader } = await compactVerify(token, jwks, { algorithms: ['ES256'] });
    expect(new TextDecoder().decode(payload)).toBe('{"a":1}');
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: key.kid, typ: TYP });
    const general: Parameters<typeof generalVerify>[0] = JSON.parse(
      await signGeneral(TYP, utf8('{"a":1}'), [pair.signer, (await newKey()).signer]),
    );
    await expect(generalVerify(general, jwks)).resolves.toBeDefined();
  });

  test('what it signs verifies here', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = publicJwk(await exportJWK(publicKey));
    const theirs: VerificationKey = { kid: await keyId(jwk, crypto), alg: 'ES256', jwk };
    const protectedHeader = { alg: 'ES256', kid: theirs.kid, typ: TYP };
    const compact = await new CompactSign(utf8('x')).setProtectedHeader(protectedHeader).sign(privateKey);
    expect(await signedBy(readCompact(compact, TYP), theirs)).toBe(true);
    const general = await new GeneralSign(utf8('x'))
      .addSignature(privateKey)
      .setProtectedHeader(protectedHeader)
      .sign();
    expect(await signedBy(readGeneral(JSON.stringify(general), TYP), theirs)).toBe(true);
    expect(await signedBy(readCompact(compact, TYP), key)).toBe(false);
  });
});

describe('A JWS', () => {
  test('is signed by its key, and not after any change', async () => {
    expect(await signedBy(readCompact(token, TYP), key)).toBe(true);
    expect(await signedBy(readCompact(`${head}.${base64url(utf8('{"a":2}'))}.${tail}`, TYP), key)).toBe(false);
    const otherHead = header({ kid: key.kid, alg: 'ES256', typ: TYP });
    expect(await signedBy(readCompact(`${otherHead}.${body}.${tail}`, TYP), key)).toBe(false);
    expect(await signedBy(readCompact(token, TYP), { ...key, jwk: (await newKey()).jwk })).toBe(false);
  });

  test.for([
    ['none', { alg: 'none', kid: key.kid, typ: TYP }],
    ['HS256, with the public key for a secret', { alg: 'HS256', kid: key.kid, typ: TYP }],
    ['ES384', { alg: 'ES384', kid: key.kid, typ: TYP }],
    ['es256 in lower case', { alg: 'es256', kid: key.kid, typ: TYP }],
    ['another key id', { alg: 'ES256', kid: '0000000000000000', typ: TYP }],
  ] as const)('whose header says %s is signed by nobody', async ([, members]) => {
    const h = header(members);
    const mac = base64url(await crypto.hmacSha256(utf8(JSON.stringify(pair.jwk)), signingInput(h, body)));
    const signature = base64url(await pair.signer.sign(signingInput(h, body)));
    const answers = [];
    for (const each of ['', mac, signature, tail])
      answers.push(await signedBy(readCompact(`${h}.${body}.${each}`, TYP), key));
    expect(answers).toEqual([false, false, false, false]);
  });

  test.for([
    ['another type', header({ alg: 'ES256', kid: 'k', typ: 'statuslist+jwt' }), 'jws_type'],
    ['no type', header({ alg: 'ES256', kid: 'k' }), 'jws_form'],
    ['a critical extension', header({ alg: 'ES256', kid: 'k', typ: TYP, crit: ['b64'], b64: false }), 'jws_form'],
    ['a key of its own', header({ alg: 'ES256', kid: 'k', typ: TYP, jwk: pair.jwk }), 'jws_form'],
    ['an address for keys', header({ alg: 'ES256', kid: 'k', typ: TYP, jku: 'https://evil.example' }), 'jws_form'],
    [
      'a member called __proto__',
      base64url(utf8(`{"alg":"ES256","kid":"k","typ":"${TYP}","__proto__":{}}`)),
      'jws_form',
    ],
    ['a number for a key id', header({ alg: 'ES256', kid: 1, typ: TYP }), 'jws_form'],
    ['an array for an algorithm', header({ alg: ['ES256'], kid: 'k', typ: TYP }), 'jws_form'],
    ['an array', header(['ES256', 'k', TYP]), 'jws_form'],
    ['no JSON', base64url(utf8('{')), 'jws_form'],
    ['a byte order mark', base64url(utf8(`\ufeff{"alg":"ES256","kid":"k","typ":"${TYP}"}`)), 'jws_form'],
    ['bytes that are no text', base64url(Uint8Array.of(0xff)), 'jws_form'],
    ['padding', `${head}=`, 'jws_form'],
  ] as const)('whose header has %s is not read', ([, protectedHeader, fault]) => {
    expect(readCompact(`${protectedHeader}.${body}.${tail}`, TYP)).toEqual({ ok: false, fault });
    const general = { payload: body, signatures: [{ protected: protectedHeader, signature: tail }] };
    expect(readGeneral(JSON.stringify(general), TYP)).toEqual({ ok: false, fault });
  });

  test.for([
    '',
    'a',
    'a.b',
    `${token}.x`,
    `.${body}.${tail}`,
    `${head}.${body}.!`,
    `${head}.é.${tail}`,
    ` ${token}`,
    `${token}\n`,
  ])('is not %j in compact form', (text) => {
    expect(readCompact(text, TYP)).toEqual({ ok: false, fault: 'jws_form' });
  });

  test.for([
    '',
    'null',
    '[]',
    '1',
    '{}',
    '<!doctype html>',
    `{"payload":"${body}"}`,
    `{"payload":1,"signatures":[]}`,
    `{"payload":"${body}","signatures":{}}`,
    `{"payload":"${body}","signatures":[null]}`,
    `{"payload":"${body}","signatures":[{"protected":"${head}","signature":"${tail}","header":{}}]}`,
    `{"payload":"${body}","signatures":[{"protected":"${head}","signature":1}]}`,
    `{"payload":"${body}","signatures":[{"protected":{},"signature":"${tail}"}]}`,
    `{"payload":"${body}","signatures":[],"__proto__":{}}`,
    `{"payload":"${body}","protected":"${head}","signature":"${tail}"}`,
  ])('is not %s in JSON form', (text) => {
    expect(readGeneral(text, TYP)).toEqual({ ok: false, fault: 'jws_form' });
  });
});

test('an object has exactly the members asked for, of its own', () => {
  expect(hasExactly({ a: 1, b: 2 }, ['a', 'b'])).toBe(true);
  expect(hasExactly({ a: 1 }, ['a'], ['b'])).toBe(true);
  expect(hasExactly({ a: 1, c: 2 }, ['a'], ['b'])).toBe(false);
  expect(hasExactly(JSON.parse('{"a":1,"__proto__":{"b":2}}'), ['a', 'b'])).toBe(false);
  expect(hasExactly(Object.create({ a: 1 }), ['a'])).toBe(false);
  expect([null, undefined, 'a', [], 1].filter((value) => hasExactly(value, []))).toEqual([]);
});
