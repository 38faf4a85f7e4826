// JSON Web Signature (RFC 7515), compact and general JSON, for messages between our own programs. The key says which
// algorithm it signs with; a header may only agree. Reading proves nothing yet: `isSignedBy` does.
import { base64url, fromBase64url, fromUtf8, utf8 } from './bytes.ts';
import { ALGORITHMS } from './crypto.ts';
import type { AlgorithmName, CryptoPort, Jwk, Signer } from './crypto.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';

/** One signature with what it covers, not yet verified; `alg` is what the header claims. */
export interface JwsSignature {
  kid: string;
  alg: string;
  signature: Uint8Array;
  input: Uint8Array;
}
export interface Jws {
  payload: Uint8Array;
  signatures: JwsSignature[];
}
/** jws_form: not the serialisation, or a header other than exactly alg, kid, typ; jws_type: made for another purpose. */
export type JwsFault = 'jws_form' | 'jws_type';
export interface VerificationKey {
  kid: string;
  alg: AlgorithmName;
  jwk: Jwk;
}

/** header.payload.signature, of the given typ. */
export function readCompact(token: string, typ: string): Result<Jws, JwsFault> {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return refuse('jws_form');
  return readParts(payload, [{ protected: header, signature }], typ);
}

/** {"payload", "signatures": [{"protected", "signature"}]}, of the given typ; unprotected headers are refused. */
export function readGeneral(text: string, typ: string): Result<Jws, JwsFault> {
  const object = readJson(text);
  if (!hasExactly(object, ['payload', 'signatures'])) return refuse('jws_form');
  const { payload, signatures } = object;
  if (typeof payload !== 'string' || !Array.isArray(signatures)) return refuse('jws_form');
  return readParts(payload, signatures, typ);
}

function readParts(payload: string, signatures: unknown[], typ: string): Result<Jws, JwsFault> {
  const bytes = fromBase64url(payload);
  if (bytes === null) return refuse('jws_form');
  const read: JwsSignature[] = [];
  for (const entry of signatures) {
    if (!hasExactly(entry, ['protected', 'signature'])) return refuse('jws_form');
    const { protected: header, signature: signed } = entry;
    if (typeof header !== 'string' || typeof signed !== 'string') return refuse('jws_form');
    const signature = fromBase64url(signed);
    const members = readJson(fromUtf8(fromBase64url(header) ?? new Uint8Array()) ?? '');
    if (signature === null || !hasExactly(members, ['alg', 'kid', 'typ'])) return refuse('jws_form');
    if (typeof members['alg'] !== 'string' || typeof members['kid'] !== 'string') return refuse('jws_form');
    if (members['typ'] !== typ) return refuse('jws_type');
    read.push({ kid: members['kid'], alg: members['alg'], signature, input: signingInput(header, payload) });
  }
  return ok({ payload: bytes, signatures: read });
}

/** Whether this very key made the signature, with the key's own algorithm. */
export async function isSignedBy(signature: JwsSignature, key: VerificationKey, crypto: CryptoPort): Promise<boolean> {
  if (signature.kid !== key.kid || signature.alg !== ALGORITHMS[key.alg].jose) return false;
  return crypto.verify(key.alg, key.jwk, signature.signature, signature.input);
}

/** ASCII(header '.' payload), both in base64url (RFC 7515, section 5.1). */
export function signingInput(header: string, payload: string): Uint8Array {
  return utf8(`${header}.${payload}`);
}

/** A compact JWS whose header is exactly alg, kid, typ. */
export async function signCompact(typ: string, payload: Uint8Array, signer: Signer): Promise<string> {
  const body = base64url(payload);
  const { protected: header, signature } = await signPart(typ, body, signer);
  return `${header}.${body}.${signature}`;
}

/** A general JSON JWS with one signature by each signer, in their order. */
export async function signGeneral(typ: string, payload: Uint8Array, signers: readonly Signer[]): Promise<string> {
  const body = base64url(payload);
  return JSON.stringify({
    payload: body,
    signatures: await Promise.all(signers.map((signer) => signPart(typ, body, signer))),
  });
}

async function signPart(typ: string, body: string, signer: Signer): Promise<{ protected: string; signature: string }> {
  const header = base64url(utf8(JSON.stringify({ alg: ALGORITHMS[signer.alg].jose, kid: signer.kid, typ })));
  return { protected: header, signature: base64url(await signer.sign(signingInput(header, body))) };
}

/** JSON text as plain data; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the parser refuses by throwing
  }
}

/** An object with these members of its own and no others; `optional` ones may be missing. A member called __proto__ is one too many. */
export function hasExactly(
  value: unknown,
  names: readonly string[],
  optional: readonly string[] = [],
): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const present = Object.keys(value);
  return (
    names.every((name) => present.includes(name)) &&
    present.every((name) => names.includes(name) || optional.includes(name))
  );
}

/** A JSON object: no array, no null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
