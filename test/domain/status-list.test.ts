import { deflateSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { SignJWT, createLocalJWKSet, generateKeyPair, exportJWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { base64url, fromBase64url, hex, utf8 } from '../../domain/bytes.ts';
import { keyId, publicJwk } from '../../domain/crypto.ts';
import { STANDINGS } from '../../domain/lifecycle.ts';
import type { Standing } from '../../domain/lifecycle.ts';
import { signCompact } from '../../domain/jws.ts';
import {
  STATUS_SHARD,
  emptyStatuses,
  encodeStatusList,
  openStatusList,
  setStatus,
  signStatusList,
  standingAt,
  statusAt,
  statusListUri,
} from '../../domain/status-list.ts';
import { TRUST_BUNDLE_TYPE } from '../../domain/trust-bundle.ts';
import { crypto } from '../harness/authority.ts';
import vectors from '../vectors/status-list-token.json' with { type: 'json' };
import { hexBytes } from './coin.ts';
import { HOST, NOW, ORIGIN, list, seals, status, statusesWith, stranger, trusted } from './trust-fixture.ts';

const keys = [trusted(seals, 'seal'), trusted(status, 'status')];
async function openingOf(token: string, changes: Partial<Parameters<typeof openStatusList>[1]> = {}): Promise<string> {
  const opened = await openStatusList(token, { shard: 0, hosts: [HOST], keys, ...changes }, crypto);
  return opened.ok ? 'ok' : opened.fault;
}

describe('The bits of a status list (D7, draft-ietf-oauth-status-list)', () => {
  test('are those of the draft’s example', () => {
    const bytes = hexBytes(vectors.short.bytes);
    expect(vectors.short.statuses.map((_, i) => statusAt(bytes, i))).toEqual(vectors.short.statuses);
    expect(inflateSync(fromBase64url(vectors.short.lst) ?? new Uint8Array()).toString('hex')).toBe(vectors.short.bytes);
  });

  test('are those of the draft’s test vector of 2^20 entries, at every index', async () => {
    const inflated = await crypto.inflate(fromBase64url(vectors.long.lst) ?? new Uint8Array(), 2 ** 20);
    const statuses = inflated ?? new Uint8Array();
    const found: Record<string, number> = {};
    for (let i = 0; i < vectors.long.entries; i++) {
      const value = statusAt(statuses, i);
      if (value !== 0 && value !== null) found[i] = value;
    }
    expect(found).toEqual(vectors.long.statuses);
    expect(statusAt(statuses, vectors.long.entries)).toBeNull();
  });

  test('are written as they are read', async () => {
    const names: Standing[] = ['valid', 'withdrawn', 'suspended', 'superseded'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(999), fc.constantFrom(...names))), (changes) => {
        const statuses = emptyStatuses(1000);
        const expected = new Map<number, Standing>();
        for (const [index, standing] of changes) {
          setStatus(statuses, index, standing);
          expected.set(index, standing);
        }
        for (let i = 0; i < 1000; i++) expect(standingAt([statuses], i)).toBe(expected.get(i) ?? 'valid');
      }),
    );
    const draft = emptyStatuses(12);
    vectors.short.statuses.forEach((code, i) =>
      setStatus(draft, i, names.find((name) => STANDINGS[name].code === code) ?? 'valid'),
    );
    expect(hex(draft)).toBe(vectors.short.bytes);
    const encoded = await encodeStatusList(draft, (data) => deflateSync(data, { level: 9 }));
    expect(encoded).toEqual({ bits: 2, lst: vectors.short.lst });
    expect(() => setStatus(draft, 12, 'valid')).toThrow(RangeError);
  });

  test.for([
    ['behind the last entry', 8192],
    ['in a list that is not there', STATUS_SHARD],
    ['far beyond', Number.MAX_SAFE_INTEGER],
    ['before the first', -1],
    ['between two', 0.5],
    ['that is no number', Number.NaN],
  ] as const)('say nothing of an index %s: unknown, never valid', ([, index]) => {
    expect(standingAt([statusesWith()], index)).toBe('unknown');
  });

  test('of the second list begin at 2^20', () => {
    const lists = [emptyStatuses(), statusesWith({ 5: 'withdrawn' })];
    expect(standingAt(lists, STATUS_SHARD + 5)).toBe('withdrawn');
    expect(standingAt(lists, 5)).toBe('valid');
    expect(standingAt(lists, STATUS_SHARD - 1)).toBe('valid');
  });
});

describe('A status list token', () => {
  test('that we sign verifies with jose, and holds what the draft asks for', async () => {
    const statuses = statusesWith({ 7: 'suspended' });
    const made = { origin: ORIGIN, shard: 0, issuedAt: NOW, expiresAt: NOW + 1000, ttl: 600, statuses };
    const token = await signStatusList(made, status.signer, (data) => deflateSync(data));
    const jwks = createLocalJWKSet({ keys: [{ ...status.jwk, kid: status.signer.kid, alg: 'ES256' }] });
    const { payload } = await jwtVerify(token, jwks, {
      typ: 'statuslist+jwt',
      subject: `${ORIGIN}/api/status-lists/0`,
      currentDate: new Date(NOW * 1000),
    });
    expect(payload).toMatchObject({ iat: NOW, exp: NOW + 1000, ttl: 600, status_list: { bits: 2 } });
    const opened = await openStatusList(token, { shard: 0, hosts: [HOST], keys }, crypto);
    expect(opened).toEqual({ ok: true, value: { statuses, issuedAt: NOW, expiresAt: NOW + 1000 } });
  });

  test('that jose signs verifies here', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = publicJwk(await exportJWK(publicKey));
    const kid = await keyId(jwk, crypto);
    const token = await new SignJWT({ status_list: { bits: 2, lst: vectors.short.lst } })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'statuslist+jwt' })
      .setSubject(statusListUri(ORIGIN, 3))
      .setIssuedAt(NOW)
      .setExpirationTime(NOW + 60)
      .sign(privateKey);
    const key = { ...trusted(status, 'status'), jwk, kid };
    expect(await openingOf(token, { shard: 3, keys: [key] })).toBe('ok');
  });

  test('of the http origin of a demo is as good', async () => {
    const token = await list({ sub: 'http://localhost:8080/api/status-lists/0' });
    expect(await openingOf(token, { hosts: ['localhost:8080'] })).toBe('ok');
  });

  test('may hold claims that we do not know (RFC 7519)', async () => {
    expect(await openingOf(await list({ iss: 'x', aggregation_uri: 'y', __proto__: null }))).toBe('ok');
  });

  test.for([
    ['the seal key', { by: seals }, 'list_key'],
    ['a stranger', { by: stranger }, 'list_key'],
    ['the right key, as a trust bundle', { typ: TRUST_BUNDLE_TYPE }, 'list_form'],
    ['the right key, as any JWT', { typ: 'JWT' }, 'list_form'],
  ] as const)('signed by %s is refused: %o', async ([, how, code]) => {
    expect(await openingOf(await list({}, how))).toBe(code);
  });

  test.for([
    ['revoked', { revokedAt: NOW + 1 }, 'list_key'],
    ['not yet in use', { notBefore: NOW + 1 }, 'list_key'],
    ['out of use', { notAfter: NOW - 1 }, 'list_key'],
    ['in use at that very second', { notBefore: NOW, notAfter: NOW }, 'ok'],
    ['there for seals', { use: 'seal' }, 'list_key'],
  ] as const)('of a key that is %s', async ([, changes, code]) => {
    expect(await openingOf(await list(), { keys: [trusted(status, 'status', changes)] })).toBe(code);
  });

  test('signed by a stranger under our key id is refused', async () => {
    const claims = utf8(JSON.stringify({ sub: statusListUri(ORIGIN, 0) }));
    const forged = { ...stranger.signer, kid: status.signer.kid };
    expect(await openingOf(await signCompact('statuslist+jwt', claims, forged))).toBe('list_signature');
  });

  test('with alg none or HS256 is refused', async () => {
    const [, body = ''] = (await list()).split('.');
    for (const alg of ['none', 'HS256']) {
      const head = base64url(utf8(JSON.stringify({ alg, kid: status.signer.kid, typ: 'statuslist+jwt' })));
      const mac = await crypto.hmacSha256(utf8(JSON.stringify(status.jwk)), utf8(`${head}.${body}`));
      expect(await openingOf(`${head}.${body}.${base64url(mac)}`)).toBe('list_signature');
      expect(await openingOf(`${head}.${body}.`)).toBe('list_signature');
    }
  });

  test.for([
    ['of another shard', { sub: `${ORIGIN}/api/status-lists/1` }, 'list_shard'],
    ['of another host', { sub: 'https://evil.example/api/status-lists/0' }, 'list_shard'],
    ['of a host with user information', { sub: `https://${HOST}@evil.example/api/status-lists/0` }, 'list_shard'],
    ['of a shard with a zero in front', { sub: `${ORIGIN}/api/status-lists/00` }, 'list_shard'],
    ['of no one', { sub: undefined }, 'list_form'],
    ['of a number', { sub: 0 }, 'list_form'],
    ['that never ends', { exp: undefined }, 'list_form'],
    ['that ends before it begins', { exp: NOW }, 'list_form'],
    ['without a beginning', { iat: undefined }, 'list_form'],
    ['from before 1970', { iat: -1 }, 'list_form'],
    ['of half a second', { iat: NOW + 0.5 }, 'list_form'],
    ['in milliseconds', { iat: NOW * 1000, exp: NOW * 1000 + 1 }, 'list_form'],
    ['with times of text', { iat: String(NOW) }, 'list_form'],
    ['of one bit', { status_list: { bits: 1, lst: vectors.short.lst } }, 'list_form'],
    ['of bits in text', { status_list: { bits: '2', lst: vectors.short.lst } }, 'list_form'],
    ['without a list', { status_list: undefined }, 'list_form'],
    ['with an array for a list', { status_list: [2, vectors.short.lst] }, 'list_form'],
    ['without data', { status_list: { bits: 2 } }, 'list_form'],
    ['with data in base64', { status_list: { bits: 2, lst: 'eNo76fITAAPfAgc=' } }, 'list_data'],
    ['with data that is cut', { status_list: { bits: 2, lst: vectors.short.lst.slice(0, -4) } }, 'list_data'],
    [
      'with data that is followed by more',
      { status_list: { bits: 2, lst: base64url(Buffer.concat([deflateSync(new Uint8Array(8)), Buffer.from([0])])) } },
      'list_data',
    ],
    ['with data that is not deflated', { status_list: { bits: 2, lst: base64url(new Uint8Array(8)) } }, 'list_data'],
    [
      'with data beyond 2^20 entries',
      { status_list: { bits: 2, lst: base64url(deflateSync(new Uint8Array(262_145))) } },
      'list_data',
    ],
    ['with a bomb', { status_list: { bits: 2, lst: base64url(deflateSync(new Uint8Array(32_000_000))) } }, 'list_data'],
  ] as const)('%s is refused', async ([, claims, code]) => {
    expect(await openingOf(await list(claims))).toBe(code);
  });

  test('is not what is no token', async () => {
    const codes = await Promise.all(['', 'a.b.c', '<!doctype html>'].map((text) => openingOf(text)));
    expect(codes).toEqual(['list_form', 'list_form', 'list_form']);
  });
});
