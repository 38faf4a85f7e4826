import { createHmac, hkdfSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newKeySet } from '../../server/key-set.ts';
import { keyedHash, plainKeyedHash } from '../../server/keyed-hash.ts';
import { loadKeys, openKeySet, platformCrypto, type KeySource } from '../../server/keys.ts';
import { delimited } from '../../server/sealed-bytes.ts';
import { PLACES, statusPlaces } from '../../server/status-places.ts';
import { keyringOf } from '../harness/service.ts';

const NOW = Date.UTC(2026, 10, 20);
const SECOND = NOW / 1000;

describe('where the keys come from (D9)', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'zhengyan-keys-')), 'data');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));
  const source = (change: Partial<KeySource> = {}): KeySource => ({
    production: false,
    dataDir,
    keysFile: null,
    keys: null,
    ...change,
  });

  test('in production nothing starts without keys, and nothing is made up', async () => {
    const loaded = await loadKeys(source({ production: true }), NOW);
    expect(loaded).toMatchObject({ ok: false, fault: expect.stringMatching(/KEYS_FILE.*server\/cli\/keys\.ts/) });
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT');
  });

  test('the demo makes its own, for nobody else to read, and uses the same ones ever after', async () => {
    const both = await Promise.all([loadKeys(source(), NOW), loadKeys(source(), NOW + 1)]);
    const again = await loadKeys(source(), NOW + 2);
    const kids = [...both, again].map((loaded) => loaded.ok && loaded.value.signer('seal', SECOND + 9).kid);
    expect(new Set(kids).size).toBe(1);
    expect(kids[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(await readdir(dataDir)).toEqual(['keys.json']);
    expect(((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toString(8)).toBe('600');
  });

  test('a demo key set that was damaged is never replaced: what it has sealed could not be opened again', async () => {
    await loadKeys(source(), NOW);
    const path = join(dataDir, 'keys.json');
    const damaged = (await readFile(path, 'utf8')).slice(0, -100);
    await writeFile(path, damaged);
    expect(await loadKeys(source(), NOW)).toMatchObject({ ok: false, fault: expect.stringMatching(/not JSON/) });
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });

  test('KEYS comes before KEYS_FILE, and a file that is not there is said to be so', async () => {
    const inline = await newKeySet(NOW);
    const file = join(dataDir, '..', 'production.json');
    await writeFile(file, await newKeySet(NOW));
    const production = { production: true, keysFile: file };
    const kid = async (from: KeySource) => {
      const loaded = await loadKeys(from, NOW);
      return loaded.ok ? loaded.value.roots[0]?.signer.kid : loaded.fault;
    };
    const fromFile = await kid(source(production));
    expect(await kid(source({ ...production, keys: inline }))).not.toBe(fromFile);
    expect(await kid(source({ production: true, keysFile: `${file}.gone` }))).toBe('KEYS_FILE cannot be read.');
  });
});

async function changed(change: (set: Record<string, never[]>) => void) {
  const set = JSON.parse(await newKeySet(NOW));
  change(set);
  return openKeySet(JSON.stringify(set), 'KEYS');
}

describe('a key set', () => {
  test('that is not whole is refused by the names of the places, and never by what stands in them', async () => {
    const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ';
    const wrong = await changed((set) => Object.assign(set, { wrapping: [secret], places: 7, more: secret }));
    expect(wrong).toMatchObject({ ok: false, fault: expect.stringMatching(/wrapping\.0.*places/) });
    expect(JSON.stringify(wrong)).not.toContain(secret);
    expect(await openKeySet('[]', 'KEYS')).toMatchObject({ ok: false });
  });

  test('whose private key is another one than its public key says is refused', async () => {
    const other = JSON.parse(await newKeySet(NOW));
    const swapped = await changed((set) => Object.assign(set['root']?.[0] ?? {}, { d: other.root[0].d }));
    expect(swapped).toMatchObject({ ok: false, fault: expect.stringMatching(/does not fit/) });
  });

  test('signs with the first key whose window is open, and goes on trusting all of them', async () => {
    const set = JSON.parse(await newKeySet(NOW));
    const [older] = JSON.parse(await newKeySet(NOW)).seal;
    const [future] = JSON.parse(await newKeySet(NOW)).seal;
    const { d: _, ...publicOnly } = older.jwk;
    set.seal = [
      { ...future, notBefore: SECOND + 1000 },
      ...set.seal,
      { jwk: publicOnly, notBefore: 0, notAfter: SECOND - 1 },
    ];
    const keyring = await keyringOf(JSON.stringify(set));
    expect(keyring.signer('seal', SECOND + 5).kid).toBe(keyring.trusted[1]?.kid);
    expect(keyring.signer('seal', SECOND + 1000).kid).toBe(keyring.trusted[0]?.kid);
    expect(keyring.trusted.filter(({ use }) => use === 'seal')).toHaveLength(3);
    expect(() => keyring.signer('seal', SECOND - 100)).toThrow(/needs a new one/);
    expect(JSON.stringify(keyring.trusted)).not.toContain('"d"');
  });

  test('signatures are what their public keys verify', async () => {
    const keyring = await keyringOf(await newKeySet(NOW));
    const data = new TextEncoder().encode('seal');
    for (const use of ['seal', 'status'] as const) {
      const signer = keyring.signer(use, SECOND);
      const jwk = keyring.trusted.find(({ kid }) => kid === signer.kid)?.jwk;
      expect(jwk && (await platformCrypto.verify('ES256', jwk, await signer.sign(data), data))).toBe(true);
    }
  });

  test('wraps a data key for one context, and unwraps it for no other and under no other key', async () => {
    const keyring = await keyringOf(await newKeySet(NOW));
    const dataKey = new Uint8Array(32).fill(7);
    const { kekId, wrapped } = keyring.wrap(dataKey, 'data key', '1');
    expect(new Uint8Array(keyring.unwrap(kekId, wrapped, 'data key', '1'))).toEqual(dataKey);
    expect(() => keyring.unwrap(kekId, wrapped, 'data key', '2')).toThrow(/authenticate/);
    expect(() => keyring.unwrap(kekId, wrapped, 'data key1', '')).toThrow(/authenticate/);
    const other = await keyringOf(await newKeySet(NOW));
    expect(() => other.unwrap(kekId, wrapped, 'data key', '1')).toThrow(/not those of this database/);
  });

  test('derives index keys by HKDF-SHA-256, another one for every purpose, version and salt', async () => {
    const text = await newKeySet(NOW);
    const keyring = await keyringOf(text);
    const salt = new Uint8Array(32).fill(1);
    const key = keyring.indexKey(keyring.indexRootId, salt, 'index number_name', '1');
    const root = Buffer.from(JSON.parse(text).index[0], 'base64url');
    const info = delimited(['zhengyan', 'index number_name', '1']);
    expect(key).toEqual(new Uint8Array(hkdfSync('sha256', root, salt, info, 32)));
    const others = [
      keyring.indexKey(keyring.indexRootId, salt, 'index number_id', '1'),
      keyring.indexKey(keyring.indexRootId, salt, 'index number_name', '2'),
      keyring.indexKey(keyring.indexRootId, salt, 'index number_name1', ''),
      keyring.indexKey(keyring.indexRootId, new Uint8Array(32), 'index number_name', '1'),
    ];
    expect(new Set([key, ...others].map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(5);
  });
});

describe('the keyed hash of blind indexes (D2)', () => {
  const key = Buffer.alloc(32, 9);

  test('is HMAC-SHA-256 over fields with their lengths, cut to 16 bytes', () => {
    const message = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from('a'),
      Buffer.from([0, 0, 0, 3]),
      Buffer.from('张'),
    ]);
    const expected = createHmac('sha256', key).update(message).digest().subarray(0, 16);
    expect(keyedHash(key)('a', '张')).toEqual(expected);
    expect(plainKeyedHash(key)('a', '张')).toEqual(expected);
  });

  test('is the same by both ways of computing it, whatever the fields', () => {
    const fast = keyedHash(key);
    const plain = plainKeyedHash(key);
    const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ minLength: 200, maxLength: 900 }));
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), (fields) => {
        expect(fast(...fields)).toEqual(plain(...fields));
      }),
    );
  });

  test('tells fields apart that are one text together, and gives every caller bytes of its own', () => {
    const hash = keyedHash(key);
    const first = hash('ab', 'c');
    const kept = Buffer.from(first);
    expect(hash('a', 'bc')).not.toEqual(first);
    expect(first).toEqual(kept);
  });
});

function firstPlaces(key: number, shard: number): number[] {
  return Array.from({ length: 20 }, (_, at) => statusPlaces(Buffer.alloc(32, key))(shard, at));
}

describe('status places (D7)', () => {
  test('are a permutation: all 2^20 places of a shard, each once', () => {
    const place = statusPlaces(Buffer.alloc(32, 3));
    const seen = new Uint8Array(PLACES);
    for (let count = 0; count < PLACES; count++) seen[place(0, count)] = 1;
    expect(seen.reduce((sum, one) => sum + one, 0)).toBe(PLACES);
  });

  test('never collide, whatever key and shard, and are other ones under another key or in another shard', () => {
    const count = fc.integer({ min: 0, max: PLACES - 1 });
    const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(anyKey, fc.nat(2000), count, count, (key, shard, a, b) => {
        const place = statusPlaces(key);
        const [left, right] = [place(shard, a), place(shard, b)];
        expect(left >= 0 && left < PLACES).toBe(true);
        expect(left === right).toBe(a === b);
      }),
    );
    expect(firstPlaces(1, 0)).not.toEqual(firstPlaces(2, 0));
    expect(firstPlaces(1, 0)).not.toEqual(firstPlaces(1, 1));
  });

  test('do not tell who was certified after whom', () => {
    const place = statusPlaces(Buffer.alloc(32, 5));
    const places = Array.from({ length: 200 }, (_, count) => place(0, count));
    const rising = places.filter((here, at) => at > 0 && here > (places[at - 1] ?? 0)).length;
    expect(rising).toBeGreaterThan(60);
    expect(rising).toBeLessThan(140);
    expect(() => place(0, PLACES)).toThrow(RangeError);
  });
});
