// What the rules need of cryptography, and the one implementation of it over WebCrypto: Node 20, workerd and browsers alike.
import { concat, fromBase64url, hex, utf8 } from './bytes.ts';

/**
 * Everything about a signature algorithm in one entry. Which one a key uses is said by the trust list, never by the message (D5).
 *
 * SM2 with SM3 (GB/T 32918) will stand here as a second entry beside ES256: cose -65541 or what IANA gives by then, curve
 * 'SM2', 64 bytes r ‖ s, user id 1234567812345678. No WebCrypto has it, so that it also needs a second CryptoPort.
 */
export const ALGORITHMS = {
  ES256: {
    cose: -7, // RFC 9053, table 1
    jose: 'ES256', // RFC 7518, section 3.4
    kty: 'EC',
    curve: 'P-256',
    hash: 'SHA-256',
    signatureLength: 64, // r ‖ s, IEEE P1363
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n, // n, SEC 2 section 2.4.2
  },
} as const;
export type AlgorithmName = keyof typeof ALGORITHMS;

/** A public key as JWK (RFC 7517), these four members and no others. */
export interface Jwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

/** A private key that stays where it is: in a file read by server/keys.ts, or in a key vault (D9). */
export interface Signer {
  kid: string;
  alg: AlgorithmName;
  /** The signature as r ‖ s (IEEE P1363), 64 bytes; s may be high. Rejects when the vault is out of reach. */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface CryptoPort {
  sha256(data: Uint8Array): Promise<Uint8Array>;
  hmacSha256(key: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
  /** PBKDF2 (RFC 8018) with HMAC-SHA-256; `length` in bytes. */
  pbkdf2Sha256(password: Uint8Array, salt: Uint8Array, rounds: number, length: number): Promise<Uint8Array>;
  /** False for a wrong signature, a signature of another length and a key that is no point of the curve. */
  verify(alg: AlgorithmName, jwk: Jwk, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
  /**
   * Inflates one zlib stream (RFC 1950). Null when it is broken, cut, followed by anything, or larger than maxBytes;
   * a hostile stream costs at most about 1 MB more than maxBytes before it is given up.
   */
  inflate(data: Uint8Array, maxBytes: number): Promise<Uint8Array | null>;
}

/** Web types want bytes of which it is certain that no other thread writes them. */
type Own = Uint8Array<ArrayBuffer>;

/** Whatever importKey of the same runtime returned. */
// oxlint-disable-next-line typescript/no-explicit-any
type KeyOfRuntime = any;

interface SubtleLike {
  digest(hash: 'SHA-256', data: Own): Promise<ArrayBuffer>;
  importKey(
    format: 'jwk',
    key: Jwk,
    algorithm: { name: 'ECDSA'; namedCurve: string },
    extractable: boolean,
    usages: 'verify'[],
  ): Promise<KeyOfRuntime>;
  importKey(
    format: 'raw',
    key: Own,
    algorithm: { name: 'HMAC'; hash: 'SHA-256' } | 'PBKDF2',
    extractable: boolean,
    usages: ('sign' | 'deriveBits')[],
  ): Promise<KeyOfRuntime>;
  sign(algorithm: 'HMAC', key: KeyOfRuntime, data: Own): Promise<ArrayBuffer>;
  verify(algorithm: { name: 'ECDSA'; hash: 'SHA-256' }, key: KeyOfRuntime, signature: Own, data: Own): Promise<boolean>;
  deriveBits(
    algorithm: { name: 'PBKDF2'; hash: 'SHA-256'; salt: Own; iterations: number },
    key: KeyOfRuntime,
    bits: number,
  ): Promise<ArrayBuffer>;
}

interface StreamLike {
  writable: { getWriter(): { write(chunk: Own): Promise<void>; close(): Promise<void> } };
  readable: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<void> };
  };
}
/** The part of globalThis that is used; pass globalThis itself. */
export interface Runtime {
  crypto: { subtle: SubtleLike };
  DecompressionStream: new (format: 'deflate') => StreamLike;
}

function own(data: Uint8Array): Own {
  return isOwn(data) ? data : Uint8Array.from(data);
}

function isOwn(data: Uint8Array): data is Own {
  return data.buffer instanceof ArrayBuffer;
}

const CACHED_KEYS = 256;

/** The one implementation of CryptoPort: `webCrypto(globalThis)` on Node, in workerd and in browsers. */
export function webCrypto(runtime: Runtime): CryptoPort {
  const { subtle } = runtime.crypto;
  const imported = new Map<string, Promise<KeyOfRuntime>>();

  // Importing costs as much as verifying, and a service checks against few keys.
  function importJwk(jwk: Jwk): Promise<KeyOfRuntime> {
    const name = `${jwk.x}.${jwk.y}`;
    const known = imported.get(name);
    if (known !== undefined) return known;
    const { kty, crv, x, y } = jwk;
    const key = subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: crv }, false, ['verify']);
    if (imported.size >= CACHED_KEYS) imported.clear();
    imported.set(name, key);
    return key;
  }

  return {
    sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', own(data))),
    async hmacSha256(key, data) {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' } as const;
      return new Uint8Array(
        await subtle.sign('HMAC', await subtle.importKey('raw', own(key), algorithm, false, ['sign']), own(data)),
      );
    },
    async pbkdf2Sha256(password, salt, iterations, length) {
      const key = await subtle.importKey('raw', own(password), 'PBKDF2', false, ['deriveBits']);
      const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations } as const;
      return new Uint8Array(await subtle.deriveBits(algorithm, key, 8 * length));
    },
    async verify(alg, jwk, signature, data) {
      const { hash, signatureLength } = ALGORITHMS[alg];
      if (signature.length !== signatureLength) return false;
      let key: KeyOfRuntime;
      try {
        key = await importJwk(jwk);
      } catch {
        return false; // not a point of the curve: nothing is signed by it
      }
      return subtle.verify({ name: 'ECDSA', hash }, key, own(signature), own(data));
    },
    async inflate(data, maxBytes) {
      const whole = await inflateBounded(runtime, own(data), maxBytes);
      if (whole === null) return null;
      // Node lets anything follow the end of the stream; then the stream is still whole without its last byte.
      const shortened = await inflateBounded(runtime, own(data.subarray(0, -1)), maxBytes);
      return shortened === null ? whole : null;
    },
  };
}

/** Deflate grows by at most 1032 times, so that one slice never becomes more than 1 MB, whatever a runtime buffers. */
const SLICE = 1024;

async function inflateBounded(runtime: Runtime, data: Own, maxBytes: number): Promise<Uint8Array | null> {
  const stream = new runtime.DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const writing = (async () => {
    for (let at = 0; at < data.length; at += SLICE) await writer.write(data.subarray(at, at + SLICE));
    await writer.close();
  })().catch(() => undefined); // the reader is told as well, and answers for both
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      length += value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
  } catch {
    return null;
  } finally {
    await writing;
  }
  return concat(...chunks);
}

/** The key id used everywhere here: first 8 bytes of the RFC 7638 thumbprint, as 16 hexadecimal digits. */
export async function keyId(jwk: Jwk, crypto: Pick<CryptoPort, 'sha256'>): Promise<string> {
  const members = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y });
  return hex((await crypto.sha256(utf8(members))).subarray(0, 8));
}

/** A P-256 public key with canonical coordinates and no member besides; null otherwise, and so for any private key. */
export function readJwk(value: unknown): Jwk | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kty, crv, x, y, ...others }: { kty?: unknown; crv?: unknown; x?: unknown; y?: unknown } = value;
  if (kty !== 'EC' || crv !== 'P-256' || Object.keys(others).length > 0) return null;
  if (!isCoordinate(x) || !isCoordinate(y)) return null;
  return { kty, crv, x, y };
}

function isCoordinate(value: unknown): value is string {
  return typeof value === 'string' && value.length === 43 && fromBase64url(value)?.length === 32;
}

/** The public part of a P-256 JWK, private or with further members; throws on anything else. */
export function publicJwk(jwk: { kty?: unknown; crv?: unknown; x?: unknown; y?: unknown }): Jwk {
  const read = readJwk({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y });
  if (read === null) throw new TypeError('not a P-256 key');
  return read;
}
