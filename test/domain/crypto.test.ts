import { createSign, generateKeyPairSync } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, test } from 'vitest';
import { concat, fromBase64url, hex, utf8 } from '../../domain/bytes.ts';
import { keyId, publicJwk, readJwk, webCrypto } from '../../domain/crypto.ts';
import { crypto, newKey } from '../harness/authority.ts';
import ecdsa from '../vectors/ecdsa-p256-p1363.json' with { type: 'json' };
import hashes from '../vectors/sha256-hmac-pbkdf2.json' with { type: 'json' };
import { hexBytes } from './coin.ts';

const cases = ecdsa.groups.flatMap(({ jwk, tests }) => tests.map((each) => ({ jwk, ...each })));

describe('ES256 (Wycheproof)', () => {
  test.for(cases)('$tcId: $comment, $result', async ({ jwk, msg, sig, result }) => {
    const key = publicJwk(jwk);
    // "acceptable" is a signature of another length; here it is not.
    expect(await crypto.verify('ES256', key, hexBytes(sig), hexBytes(msg))).toBe(result === 'valid');
  });

  test('is not what a point outside the curve can sign', async () => {
    const { jwk, signer } = await newKey();
    const signature = await signer.sign(utf8('x'));
    expect(await crypto.verify('ES256', jwk, signature, utf8('x'))).toBe(true);
    expect(await crypto.verify('ES256', { ...jwk, x: jwk.y }, signature, utf8('x'))).toBe(false);
    expect(await crypto.verify('ES256', { ...jwk, x: 'AA' }, signature, utf8('x'))).toBe(false);
  });

  test('agrees with OpenSSL’s signatures', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signature = createSign('sha256').update('seal').sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
    const jwk = publicJwk(publicKey.export({ format: 'jwk' }));
    expect(await crypto.verify('ES256', jwk, signature, utf8('seal'))).toBe(true);
    expect(await crypto.verify('ES256', jwk, signature, utf8('seat'))).toBe(false);
  });
});

describe('Hashes', () => {
  test.for(hashes.sha256)('SHA-256 of $text', async ({ text, digest }) => {
    expect(hex(await crypto.sha256(utf8(text)))).toBe(digest);
  });
  test.for(hashes.hmac)('HMAC-SHA-256 of $text', async ({ key, text, mac }) => {
    expect(hex(await crypto.hmacSha256(utf8(key), utf8(text)))).toBe(mac);
  });
  test.for(hashes.pbkdf2)('PBKDF2 of $password, $rounds rounds', async ({ password, salt, rounds, key }) => {
    expect(hex(await crypto.pbkdf2Sha256(utf8(password), utf8(salt), rounds, key.length / 2))).toBe(key);
  });
});

describe('A public key', () => {
  test('is known by the first 8 bytes of its RFC 7638 thumbprint', async () => {
    const { jwk } = await newKey();
    const thumbprint = fromBase64url(await calculateJwkThumbprint({ ...jwk }));
    expect(await keyId(jwk, crypto)).toBe(hex(thumbprint ?? new Uint8Array()).slice(0, 16));
  });

  test('is read with its four members and nothing else', async () => {
    const { jwk } = await newKey();
    expect(readJwk({ ...jwk })).toEqual(jwk);
    const wrong = [
      null,
      'key',
      [],
      {},
      { ...jwk, d: jwk.x },
      { ...jwk, kid: 'x' },
      { ...jwk, kty: 'OKP' },
      { ...jwk, crv: 'P-384' },
      { ...jwk, x: `${jwk.x}=` },
      { ...jwk, x: jwk.x.slice(1) },
      { ...jwk, y: 1 },
      { ...jwk, x: 'é'.repeat(43) },
      JSON.parse(`{"__proto__":{},${JSON.stringify(jwk).slice(1)}`),
    ];
    expect(wrong.filter((value) => readJwk(value) !== null)).toEqual([]);
  });

  test('is taken out of a private one', async () => {
    const { jwk } = await newKey();
    expect(publicJwk({ ...jwk, d: 'secret', kid: 'x' } as object)).toEqual(jwk);
    expect(() => publicJwk({ kty: 'RSA' })).toThrow(TypeError);
  });
});

describe('Inflating', () => {
  const plain = new Uint8Array(262_144).fill(7, 1000, 90_000);
  const packed = deflateSync(plain);

  test('gives back what was deflated, up to the limit and not a byte more', async () => {
    expect(await crypto.inflate(packed, plain.length)).toEqual(plain);
    expect(await crypto.inflate(packed, plain.length - 1)).toBeNull();
    expect(await crypto.inflate(deflateSync(new Uint8Array()), 0)).toEqual(new Uint8Array());
  });

  test.for([
    ['nothing', new Uint8Array()],
    ['a stream that is cut', packed.subarray(0, -1)],
    ['a stream without its checksum', packed.subarray(0, -4)],
    ['a wrong checksum', packed.with(packed.length - 1, (packed.at(-1) ?? 0) ^ 1)],
    ['a byte behind the end', concat(packed, Uint8Array.of(0))],
    ['a second stream behind the first', concat(packed, packed)],
    ['another format: gzip', gzipSync(plain)],
    ['another format: raw', deflateRawSync(plain)],
    ['text', utf8('<!doctype html><title>Sign in</title>')],
  ] as const)('refuses %s', async ([, data]) => {
    expect(await crypto.inflate(data, plain.length)).toBeNull();
  });

  test('gives a bomb up early: of 64 KB that would be 64 MB it takes in a fraction', async () => {
    let takenIn = 0;
    class Counting {
      readonly readable;
      readonly writable;
      constructor() {
        const stream = new DecompressionStream('deflate');
        const writer = stream.writable.getWriter();
        const write = (chunk: Uint8Array<ArrayBuffer>): Promise<void> => {
          takenIn += chunk.length;
          return writer.write(chunk);
        };
        this.readable = stream.readable;
        this.writable = { getWriter: () => ({ write, close: () => writer.close() }) };
      }
    }
    const bomb = deflateSync(new Uint8Array(64_000_000));
    const counting = webCrypto({ crypto: globalThis.crypto, DecompressionStream: Counting });
    expect(await counting.inflate(bomb, plain.length)).toBeNull();
    expect(bomb.length).toBeGreaterThan(60_000);
    expect(takenIn).toBeLessThan(20_000); // Node takes in 16 KB before it looks;
  });
});
