// The form of a key set, and how a new one is made (D9). Reading one for use is keys.ts's alone.
import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import * as v from 'valibot';
import { base64url, fromBase64url } from '../domain/bytes.ts';
import { ok, refuse, type Result } from '../domain/result.ts';

const Secret = v.pipe(
  v.string(),
  v.check((text) => fromBase64url(text)?.length === 32),
);
const Coordinate = Secret;
const PublicKey = { kty: v.literal('EC'), crv: v.literal('P-256'), x: Coordinate, y: Coordinate };
const Second = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const KeyPair = v.strictObject({ ...PublicKey, d: Coordinate });
export type KeyPair = v.InferOutput<typeof KeyPair>;
/** A signing key with its window; without `d` once it only verifies what it has signed. */
const WindowedKey = v.strictObject({
  jwk: v.strictObject({ ...PublicKey, d: v.optional(Coordinate) }),
  notBefore: Second,
  notAfter: v.nullable(Second),
  revokedAt: v.optional(Second),
});

/** An Ed25519 key pair (RFC 8037): what the readers of transparency logs know, and none of them knows P-256. */
const LogKeyPair = v.strictObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: Secret, d: Secret });
export type LogKeyPair = v.InferOutput<typeof LogKeyPair>;

/**
 * All private keys of an installation, as JSON in a file or a secret. In each list the first is used for what is new
 * and all are used for what exists, so that a key is changed by putting another one before it.
 */
const KeySet = v.strictObject({
  format: v.literal('zhengyan-keys-1'),
  /** Wrap the data keys in the database. */
  wrapping: v.pipe(v.array(Secret), v.minLength(1)),
  /** Roots of the blind index keys. */
  index: v.pipe(v.array(Secret), v.minLength(1)),
  /** Sign certificates' seals, status lists and the trust bundle. */
  seal: v.pipe(v.array(WindowedKey), v.minLength(1)),
  status: v.pipe(v.array(WindowedKey), v.minLength(1)),
  root: v.pipe(v.array(KeyPair), v.minLength(1)),
  /** Scatters status indexes. Never changes: another one would give out places that are taken. */
  places: Secret,
  /** Pseudonyms in the rate limiter's store, and the proof-of-work challenges. */
  limits: Secret,
  challenges: Secret,
  /**
   * Sign the audit log's checkpoints, all of them: a new one is put beside the old one until every reader knows it.
   * Sets that are older than the log have none; see keys.ts.
   */
  log: v.optional(v.pipe(v.array(LogKeyPair), v.minLength(1))),
});
export type KeySet = v.InferOutput<typeof KeySet>;

/** Reads a key set's JSON; a sentence that names the wrong places, and none of their values, when it is none. */
export function parseKeySet(text: string, name: string): Result<KeySet, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse(`${name} is not JSON.`);
  }
  const read = v.safeParse(KeySet, json);
  if (read.success) return ok(read.output);
  const places = read.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').slice(0, 5);
  return refuse(`${name} is not a key set; wrong or missing: ${places.join(', ')}.`);
}

/** A fresh production key set, as JSON text. */
export async function newKeySet(now: number): Promise<string> {
  const since = Math.floor(now / 1000);
  const windowed = async () => ({ jwk: await newKeyPair(), notBefore: since, notAfter: null });
  const set: KeySet = {
    format: 'zhengyan-keys-1',
    wrapping: [freshSecret()],
    index: [freshSecret()],
    seal: [await windowed()],
    status: [await windowed()],
    root: [await newKeyPair()],
    places: freshSecret(),
    limits: freshSecret(),
    challenges: freshSecret(),
    log: [newLogKeyPair()],
  };
  return `${JSON.stringify(set, null, 2)}\n`;
}

function freshSecret(): string {
  return base64url(randomBytes(32));
}

async function newKeyPair(): Promise<KeyPair> {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', pair.privateKey);
  return v.parse(KeyPair, { kty, crv, x, y, d });
}

function newLogKeyPair(): LogKeyPair {
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return v.parse(LogKeyPair, { kty, crv, x, d });
}
