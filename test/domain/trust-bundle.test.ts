import { GeneralSign, generalVerify, generateKeyPair, exportJWK, createLocalJWKSet } from 'jose';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64url, utf8 } from '../../domain/bytes.ts';
import { keyId, publicJwk } from '../../domain/crypto.ts';
import { signGeneral } from '../../domain/jws.ts';
import { STATUS_LIST_TYPE, statusListUri } from '../../domain/status-list.ts';
import {
  TRUST_BUNDLE_TYPE,
  acceptBundle,
  openTrustBundle,
  signTrustBundle,
  trustBundlePayload,
} from '../../domain/trust-bundle.ts';
import type { TrustBundle } from '../../domain/trust-bundle.ts';
import { crypto } from '../harness/authority.ts';
import {
  HOST,
  NOW,
  ORIGIN,
  bundle,
  content,
  list,
  opened,
  openingOf,
  otherRoot,
  root,
  seals,
  status,
  statusesWith,
  stranger,
  trusted,
} from './trust-fixture.ts';

describe('A trust bundle (D7)', () => {
  test('opens to what was put in, its lists inflated', async () => {
    const lists = [
      await list({}, { statuses: statusesWith({ 3: 'withdrawn' }) }),
      await list({ sub: statusListUri(ORIGIN, 1), iat: NOW - 60, exp: NOW + 60 }),
    ];
    const keys = [trusted(seals, 'seal', { notAfter: NOW, revokedAt: NOW }), trusted(status, 'status')];
    const text = await signTrustBundle(
      { version: 9, issuedAt: NOW, hosts: [HOST, 'localhost:8080'], roots: [root.jwk], keys, statusLists: lists },
      [root.signer],
    );
    expect(await openTrustBundle(text, [root.jwk], crypto)).toEqual({
      ok: true,
      value: {
        version: 9,
        issuedAt: NOW,
        hosts: [HOST, 'localhost:8080'],
        roots: [root.jwk],
        keys,
        statuses: [statusesWith({ 3: 'withdrawn' }), statusesWith()],
        listTimes: [NOW, NOW - 60],
        listsSignedAt: NOW - 60,
        listsExpireAt: NOW + 60,
      },
    });
  });

  test('without lists opens too, and says that it has none', async () => {
    expect(await opened({ statusLists: [] })).toMatchObject({ statuses: [], listsSignedAt: null, listsExpireAt: null });
  });

  test('that we sign verifies with jose', async () => {
    const jwks = createLocalJWKSet({ keys: [{ ...root.jwk, kid: root.signer.kid, alg: 'ES256' }] });
    const text: Parameters<typeof generalVerify>[0] = JSON.parse(await bundle());
    const { payload, protectedHeader } = await generalVerify(text, jwks, { algorithms: ['ES256'] });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: root.signer.kid, typ: TRUST_BUNDLE_TYPE });
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ version: 1, hosts: [HOST] });
  });

  test('that jose signs verifies here', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = publicJwk(await exportJWK(publicKey));
    const whole = {
      version: 1,
      issuedAt: NOW,
      hosts: [HOST],
      roots: [jwk],
      keys: [trusted(status, 'status')],
      statusLists: [await list()],
    };
    const text = await new GeneralSign(trustBundlePayload(whole))
      .addSignature(privateKey)
      .setProtectedHeader({ alg: 'ES256', kid: await keyId(jwk, crypto), typ: TRUST_BUNDLE_TYPE })
      .sign();
    expect(await openingOf(JSON.stringify(text), [jwk])).toBe('ok');
    expect(await openingOf(JSON.stringify(text), null)).toBe('ok');
  });
});

describe('Roots', () => {
  test('that are pinned are asked for; on a first visit the bundle’s own will do', async () => {
    const text = await bundle();
    expect(await openingOf(text, [root.jwk])).toBe('ok');
    expect(await openingOf(text, null)).toBe('ok');
    expect(await openingOf(text, [otherRoot.jwk])).toBe('bundle_untrusted');
    expect(await openingOf(text, [])).toBe('bundle_untrusted');
  });

  test('of a stranger are not trusted, however many he names', async () => {
    const text = await bundle({ roots: [stranger.jwk, root.jwk] }, { by: [stranger] });
    expect(await openingOf(text)).toBe('bundle_untrusted');
    expect(await openingOf(text, null)).toBe('bundle_signature');
    expect(await openingOf(await bundle({ roots: [stranger.jwk] }, { by: [stranger] }))).toBe('bundle_untrusted');
  });

  test('are changed with both signatures: verifiers of the old one and of the new one follow', async () => {
    const both = await bundle({ version: 2, roots: [root.jwk, otherRoot.jwk] }, { by: [root, otherRoot] });
    expect(await openingOf(both, [root.jwk])).toBe('ok');
    expect(await openingOf(both, [otherRoot.jwk])).toBe('ok');
    const after = await bundle({ version: 3, roots: [otherRoot.jwk] }, { by: [otherRoot] });
    expect(await openingOf(after, [root.jwk, otherRoot.jwk])).toBe('ok');
    expect(await openingOf(after, [root.jwk])).toBe('bundle_untrusted');
    const inOneStep = await bundle({ version: 3, roots: [otherRoot.jwk] }, { by: [root, otherRoot] });
    expect(await openingOf(inOneStep, [root.jwk])).toBe('ok');
  });

  test('that are named and did not sign cannot be pinned', async () => {
    expect(await openingOf(await bundle({ roots: [root.jwk, otherRoot.jwk] }))).toBe('bundle_signature');
    expect(await openingOf(await bundle({ roots: [root.jwk, otherRoot.jwk] }, { by: [root, stranger] }))).toBe(
      'bundle_signature',
    );
    expect(await openingOf(await bundle({}, { by: [] }))).toBe('bundle_untrusted');
    expect(await openingOf(await bundle({}, { by: [] }), null)).toBe('bundle_signature');
  });

  test('are known by their key, not by the id in a header', async () => {
    const forged = { ...stranger.signer, kid: root.signer.kid };
    const text = await signGeneral(TRUST_BUNDLE_TYPE, utf8(JSON.stringify(await content())), [forged]);
    expect(await openingOf(text)).toBe('bundle_untrusted');
  });
});

describe('A bundle is refused', () => {
  test.for([
    ['an empty answer', '', 'not_a_bundle'],
    ['a captive portal’s page', '<!doctype html><title>Wi-Fi</title>', 'not_a_bundle'],
    ['a problem document', '{"title":"Not Found","status":404}', 'not_a_bundle'],
    ['an array', '[]', 'not_a_bundle'],
    ['more text than any bundle', ' '.repeat(33_554_433), 'bundle_too_large'],
  ] as const)('when it is %s', async ([, text, code]) => {
    expect(await openingOf(text)).toBe(code);
    expect(await openingOf(text, null)).toBe(code);
  });

  test('when it is cut anywhere, or a byte of it is changed', async () => {
    const text = await bundle();
    expect(await openingOf(text)).toBe('ok');
    const change = fc.tuple(fc.nat(text.length - 1), fc.constantFrom('', 'A', '0', '_', '"', '{', '\0'));
    await fc.assert(
      fc.asyncProperty(change, async ([at, letter]) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        expect(changed === text || (await openingOf(changed)) !== 'ok').toBe(true);
        expect(await openingOf(text.slice(0, at))).toBe('not_a_bundle');
      }),
      { numRuns: 300 },
    );
  });

  test('when it was signed as something else: a status list, or nothing in particular', async () => {
    expect(await openingOf(await bundle({}, { typ: STATUS_LIST_TYPE }))).toBe('not_a_bundle');
    expect(await openingOf(await bundle({}, { typ: 'JWT' }))).toBe('not_a_bundle');
  });

  test('when it is a status list, even one of its own', async () => {
    expect(await openingOf(await list())).toBe('not_a_bundle');
  });

  const jwk = { ...seals.jwk };
  const key = trusted(seals, 'seal');
  test.for([
    ['a version of 0', { version: 0 }],
    ['a version in text', { version: '1' }],
    ['half a version', { version: 1.5 }],
    ['a version beyond counting', { version: 2 ** 53 }],
    ['no version', { version: undefined }],
    ['a time before 1970', { issuedAt: -1 }],
    ['a time in milliseconds', { issuedAt: NOW * 1000 }],
    ['a huge time', { issuedAt: 1e300 }],
    ['no hosts', { hosts: [] }],
    ['hosts in text', { hosts: HOST }],
    ['a host with a path', { hosts: [`${HOST}/q`] }],
    ['a host with user information', { hosts: [`a@${HOST}`] }],
    ['a host of look-alikes', { hosts: ['zhеngyan.example'] }],
    ['an empty host', { hosts: [''] }],
    ['a host that is none', { hosts: [null] }],
    ['more hosts than anybody has', { hosts: Array.from({ length: 33 }, () => HOST) }],
    ['no roots', { roots: [] }],
    ['a root with its private key', { roots: [{ ...root.jwk, d: root.jwk.x }] }],
    ['a root of another kind', { roots: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] }],
    ['a root with a byte less', { roots: [{ ...root.jwk, x: root.jwk.x.slice(1) }] }],
    ['more roots than anybody has', { roots: Array.from({ length: 9 }, () => root.jwk) }],
    ['keys in an object', { keys: {} }],
    ['a key that is none', { keys: [null] }],
    ['a key for everything', { keys: [{ ...key, use: 'any' }] }],
    ['a key with another algorithm', { keys: [{ ...key, alg: 'HS256' }] }],
    ['a key with an inherited algorithm', { keys: [{ ...key, alg: 'toString' }] }],
    ['a key without an end or null', { keys: [{ ...key, notAfter: undefined }] }],
    ['a key with an end in text', { keys: [{ ...key, notAfter: '2030' }] }],
    ['a key without a beginning', { keys: [{ ...key, notBefore: null }] }],
    ['a key revoked at no time', { keys: [{ ...key, revokedAt: null }] }],
    ['a key with its private part', { keys: [{ ...key, jwk: { ...jwk, d: jwk.x } }] }],
    ['a key with a restriction that we do not know', { keys: [{ ...key, onlyFor: '4403' }] }],
    ['lists in text', { statusLists: '' }],
    ['a list that is null', { statusLists: [null] }],
    ['a member that we do not know', { mustUnderstand: true }],
  ] as const)('when it has %s, though a root has signed it', async ([, changes]) => {
    expect(await openingOf(await bundle(changes))).toBe('bundle_form');
  });

  test('when it has members called __proto__, which are no way round a missing one', async () => {
    const { version, ...others } = await content();
    const smuggled = JSON.stringify(others).replace('{', `{"__proto__":{"version":${String(version)}},`);
    const extra = JSON.stringify(await content()).replace('{', '{"__proto__":{"hosts":["evil.example"]},');
    for (const text of [smuggled, extra, 'null', '[]', '"x"', '{', '\ufeff{}']) {
      expect(await openingOf(await signGeneral(TRUST_BUNDLE_TYPE, utf8(text), [root.signer]))).toBe('bundle_form');
    }
    const notText = { payload: base64url(Uint8Array.of(0xff, 0xfe)), signatures: [] };
    expect(await openingOf(JSON.stringify(notText))).toBe('bundle_form');
  });

  test.for([
    ['a key under another id', [{ ...key, kid: status.signer.kid }]],
    ['a key under an id in capitals', [{ ...key, kid: key.kid.toUpperCase() }]],
    ['a key twice, once for each use', [key, { ...key, use: 'status' }]],
    ['a revoked key that comes back', [{ ...key, revokedAt: NOW }, key]],
  ] as const)('when it has %s', async ([, keys]) => {
    expect(await openingOf(await bundle({ keys, statusLists: [] }))).toBe('bundle_key');
  });

  test('when one of its lists is wrong, whichever', async () => {
    const [first, second] = [await list(), await list({ sub: statusListUri(ORIGIN, 1) })];
    const openings = await Promise.all([
      bundle({ statusLists: [first, second] }),
      bundle({ statusLists: [second, first] }),
      bundle({ statusLists: [first, first] }),
      bundle({ statusLists: [second] }),
      bundle({ statusLists: [first, 'broken'] }),
      bundle({ statusLists: [first, await list({ sub: statusListUri(ORIGIN, 1) }, { by: stranger })] }),
      bundle({ statusLists: [await list({ sub: 'https://evil.example/api/status-lists/0' })] }),
      bundle({ hosts: ['other.example'], statusLists: [first] }),
    ]);
    const codes = await Promise.all(openings.map((text) => openingOf(text)));
    expect(codes).toEqual([
      'ok',
      'list_shard',
      'list_shard',
      'list_shard',
      'list_form',
      'list_key',
      'list_shard',
      'list_shard',
    ]);
  });
});

const older = (held: TrustBundle, candidate: TrustBundle): boolean => !acceptBundle(held, candidate).ok;

describe('Of two proven bundles', () => {
  test('the first is taken, and then the newer one', async () => {
    const [first, second] = [await opened(), await opened({ version: 2, issuedAt: NOW + 1 })];
    expect(acceptBundle(null, first)).toEqual({ ok: true, value: first });
    expect(acceptBundle(first, second)).toEqual({ ok: true, value: second });
    expect(acceptBundle(first, first).ok).toBe(true);
  });

  test('an older one is refused, whatever it is that is older', async () => {
    const two = [await list(), await list({ sub: statusListUri(ORIGIN, 1) })];
    const held = await opened({ version: 5, statusLists: two });
    const staleSecond = await list({ sub: statusListUri(ORIGIN, 1), iat: NOW - 1 });
    const first = await list();
    expect(acceptBundle(held, await opened({ version: 4, issuedAt: NOW + 9, statusLists: two }))).toEqual({
      ok: false,
      fault: { code: 'bundle_older' },
    });
    expect(older(held, await opened({ version: 6, issuedAt: NOW - 1, statusLists: two }))).toBe(true);
    expect(older(held, await opened({ version: 6, statusLists: [first, staleSecond] }))).toBe(true);
    expect(older(held, await opened({ version: 6, statusLists: [first] }))).toBe(true);
    expect(older(held, await opened({ version: 6, statusLists: [] }))).toBe(true);
    expect(older(held, await opened({ version: 6, statusLists: two }))).toBe(false);
  });
});
