// The only file that reads private keys (D9). What leaves it are operations, public keys, and keys derived for one
// purpose. No file is touched at import: the same module runs on Workers, where the keys come as a secret.
import { createHash, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, webcrypto } from 'node:crypto';
import { base64url, utf8 } from '../domain/bytes.ts';
import { keyId, publicJwk, webCrypto, type CryptoPort, type Jwk, type Signer } from '../domain/crypto.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { TrustedKey } from '../domain/seal.ts';
import type { NoteSigner } from '../domain/log/signed-note.ts';
import { newKeySet, parseKeySet, type KeyPair, type KeySet } from './key-set.ts';
import { decrypt, delimited, encrypt } from './sealed-bytes.ts';

export const platformCrypto: CryptoPort = webCrypto(globalThis);

/** What the rest of the server can do with the keys. */
export interface Keyring {
  /** Wraps a 32-byte data key under the wrapping key in use; `context` has to be the same when it is unwrapped. */
  wrap(dataKey: Uint8Array, ...context: string[]): { kekId: string; wrapped: Uint8Array };
  /** Throws when the key set does not hold the wrapping key, or the bytes are not what wrap() made. */
  unwrap(kekId: string, wrapped: Uint8Array, ...context: string[]): Buffer;
  /** Id of the index root in use for new key versions. */
  readonly indexRootId: string;
  /** A key of 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869); the fields of the purpose are length-delimited. */
  indexKey(rootId: string, salt: Uint8Array, ...purpose: string[]): Uint8Array;
  readonly placesKey: Uint8Array;
  readonly limitsKey: Uint8Array;
  /** For the proof-of-work challenges. */
  readonly challengeSecret: string;
  /** The signer in use at a moment (seconds). Throws when no key with a private part covers it. */
  signer(use: 'seal' | 'status', at: number): Signer;
  readonly roots: { jwk: Jwk; signer: Signer }[];
  /** Public keys with their windows, old ones included: the trust list (D9). */
  readonly trusted: TrustedKey[];
  /** Sign the checkpoints of the audit log, all of them (Ed25519); their names are the log's to give. */
  readonly logSigners: Omit<NoteSigner, 'name'>[];
}

export interface KeySource {
  production: boolean;
  dataDir: string;
  keysFile: string | null;
  keys: string | null;
}

/**
 * Reads the keys: KEYS, else KEYS_FILE, else the demo's own in the data folder, made at the first start. A sentence for
 * the operator when that is not possible; it never holds a part of a key.
 */
export async function loadKeys(source: KeySource, now: number): Promise<Result<Keyring, string>> {
  if (source.keys !== null) return openKeySet(source.keys, 'KEYS');
  if (source.keysFile !== null) {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(source.keysFile, 'utf8').catch(() => null);
    return text === null ? refuse('KEYS_FILE cannot be read.') : openKeySet(text, 'KEYS_FILE');
  }
  if (source.production) {
    return refuse(
      'No keys: in production KEYS_FILE (a path) or KEYS (their JSON) has to be set. Make a set once, on a machine ' +
        'you trust, with `npx tsx server/cli/keys.ts`, and keep it as you keep the seal of the office.',
    );
  }
  return openKeySet(await demoKeySet(source.dataDir, now), 'keys.json in the data folder');
}

/** The demo's key set: whoever comes first writes it, whole or not at all, and everybody else reads that one. */
async function demoKeySet(dataDir: string, now: number): Promise<string> {
  const { link, mkdir, open, readFile, rename, rm } = await import('node:fs/promises');
  const path = `${dataDir}/keys.json`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const held = await readFile(path, 'utf8').catch(() => null);
  if (held !== null) return held;

  const draft = `${path}.${base64url(randomBytes(6))}`;
  const file = await open(draft, 'w', 0o600);
  await file.writeFile(await newKeySet(now));
  await file.sync();
  await file.close();
  // A link, unlike a renaming, does not replace the set that somebody else has just begun to use.
  try {
    await link(draft, path);
  } catch (error) {
    // A file system without links (a memory stick) has to make do with a renaming.
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!exists) await rename(draft, path);
  }
  await rm(draft, { force: true });
  const folder = await open(dataDir, 'r').catch(() => null); // Windows does not open folders, and need not
  await folder?.sync();
  await folder?.close();
  return readFile(path, 'utf8');
}

/** Reads a key set and tries every private key against its public part. `name` is what the operator knows it by. */
export async function openKeySet(text: string, name: string): Promise<Result<Keyring, string>> {
  const read = parseKeySet(text, name);
  if (!read.ok) return read;
  const set = read.value;
  const windowed = [...set.seal, ...set.status].map(({ jwk }) => privatePart(jwk));
  for (const pair of [...set.root, ...windowed]) {
    if (pair !== null && !(await fits(pair)))
      return refuse(`${name} has a private key that does not fit its public key.`);
  }
  if (set.log?.some(({ x, d }) => base64url(logSigner(bytesOf(d)).publicKey) !== x) === true)
    return refuse(`${name} has a private key that does not fit its public key.`);
  return ok(await keyring(set));
}

async function keyring(set: KeySet): Promise<Keyring> {
  const wrapping = named('wrapping', set.wrapping);
  const index = named('index', set.index);
  const windowed = { seal: await windowedKeys('seal', set.seal), status: await windowedKeys('status', set.status) };
  const wrappingKey = (id: string): Buffer => {
    const key = wrapping.get(id);
    if (key === undefined) throw new Error('The keys given are not those of this database: wrapping key unknown.');
    return key;
  };
  const [kekId = ''] = wrapping.keys();
  const [indexRootId = ''] = index.keys();
  return {
    wrap: (dataKey, ...context) => ({ kekId, wrapped: encrypt(wrappingKey(kekId), dataKey, delimited(context)) }),
    unwrap: (id, wrapped, ...context) => decrypt(wrappingKey(id), wrapped, delimited(context)),
    indexRootId,
    indexKey(rootId, salt, ...purpose) {
      const root = index.get(rootId);
      if (root === undefined) throw new Error('The keys given are not those of this database: index root unknown.');
      return new Uint8Array(hkdfSync('sha256', root, salt, delimited(['zhengyan', ...purpose]), 32));
    },
    placesKey: bytesOf(set.places),
    limitsKey: bytesOf(set.limits),
    challengeSecret: set.challenges,
    signer(use, at) {
      const key = windowed[use].find(
        ({ trusted, signer }) =>
          signer !== null &&
          trusted.revokedAt === undefined &&
          trusted.notBefore <= at &&
          (trusted.notAfter === null || at <= trusted.notAfter),
      );
      if (!key?.signer) throw new Error(`No ${use} key is in use at this time: the key set needs a new one.`);
      return key.signer;
    },
    roots: await Promise.all(set.root.map(async (pair) => ({ jwk: publicJwk(pair), signer: await signerOf(pair) }))),
    trusted: [...windowed.seal, ...windowed.status].map(({ trusted }) => trusted),
    logSigners: (set.log?.map(({ d }) => bytesOf(d)) ?? [derivedLogSeed(set)]).map(logSigner),
  };
}

async function windowedKeys(use: TrustedKey['use'], keys: KeySet['seal']) {
  return Promise.all(
    keys.map(async ({ jwk: pair, notBefore, notAfter, revokedAt }) => {
      const jwk = publicJwk(pair);
      const kid = await keyId(jwk, platformCrypto);
      const trusted: TrustedKey = { kid, use, alg: 'ES256', jwk, notBefore, notAfter };
      if (revokedAt !== undefined) trusted.revokedAt = revokedAt;
      const whole = privatePart(pair);
      return { trusted, signer: whole === null ? null : await signerOf(whole) };
    }),
  );
}

function privatePart({ d, ...jwk }: KeySet['seal'][number]['jwk']): KeyPair | null {
  return d === undefined ? null : { ...jwk, d };
}

async function signerOf(pair: KeyPair): Promise<Signer> {
  const key = await webcrypto.subtle.importKey('jwk', pair, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  return {
    kid: await keyId(publicJwk(pair), platformCrypto),
    alg: 'ES256',
    sign: async (data) =>
      new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Uint8Array.from(data))),
  };
}

/**
 * The log's key of a set that is older than the log: derived from the one secret that never changes, so that every
 * process, and every later start, has the same one without writing to anybody's key file.
 */
function derivedLogSeed({ places }: KeySet): Buffer {
  const purpose = delimited(['zhengyan', 'audit log checkpoint key']);
  return Buffer.from(hkdfSync('sha256', bytesOf(places), new Uint8Array(), purpose, 32));
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, section 10.3). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function logSigner(seed: Buffer): Omit<NoteSigner, 'name'> {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: bytesOf(x), sign: (text) => sign(null, text, key) };
}

async function fits(pair: KeyPair): Promise<boolean> {
  try {
    const probe = utf8('does the private key fit?');
    const signature = await (await signerOf(pair)).sign(probe);
    return await platformCrypto.verify('ES256', publicJwk(pair), signature, probe);
  } catch {
    return false;
  }
}

/** Keys by an id that is made of the key, so that no id can point to another key. Order is kept. */
function named(purpose: string, secrets: readonly string[]): Map<string, Buffer> {
  return new Map(
    secrets.map((secret) => {
      const key = bytesOf(secret);
      const id = createHash('sha256').update(`zhengyan key id ${purpose}`).update(key).digest('hex').slice(0, 16);
      return [id, key];
    }),
  );
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret, 'base64url');
}
