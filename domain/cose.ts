// COSE_Sign1 (RFC 9052, section 4.2) in exactly one shape. The message comes from a piece of paper that anybody can
// print, so that nothing is optional here: one tag, two headers, deterministic CBOR, and one of the two signatures.
import { concat, fromInteger, toInteger } from './bytes.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import type { CborItem } from './cbor.ts';
import { ALGORITHMS } from './crypto.ts';
import type { AlgorithmName, Signer } from './crypto.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';

const TAG_18 = 0xd2;
const HEADER_ALGORITHM = 1;
const HEADER_KEY_ID = 4;
const KEY_ID_BYTES = 8;

export interface Sign1 {
  /** The protected header as it stood in the message: what was signed, byte for byte. */
  protectedBytes: Uint8Array;
  /** COSE algorithm id that the message claims; the key's own algorithm decides. */
  algorithm: number;
  kid: Uint8Array;
  payload: Uint8Array;
  signature: Uint8Array;
}
/** not_cbor: broken or not deterministic CBOR; not_sign1: another structure; header: other than {1: alg, 4: kid} protected, {} unprotected. */
export type Sign1Fault = 'not_cbor' | 'not_sign1' | 'header';

/** Reads a tagged COSE_Sign1; checks its shape and no signature. */
export function readSign1(bytes: Uint8Array): Result<Sign1, Sign1Fault> {
  if (bytes[0] !== TAG_18) return refuse('not_sign1');
  const decoded = decodeCbor(bytes.subarray(1));
  if (decoded === null) return refuse('not_cbor');
  const { item } = decoded;
  if (!Array.isArray(item) || item.length !== 4) return refuse('not_sign1');
  const [protectedBytes, unprotected, payload, signature] = item;
  if (!isBytes(protectedBytes) || !isBytes(payload) || !isBytes(signature)) return refuse('not_sign1');
  if (!(unprotected instanceof Map)) return refuse('not_sign1');
  if (unprotected.size > 0) return refuse('header');
  const header = decodeCbor(protectedBytes)?.item;
  if (!(header instanceof Map) || header.size !== 2) return refuse('header');
  const algorithm = header.get(HEADER_ALGORITHM);
  const kid = header.get(HEADER_KEY_ID);
  if (typeof algorithm !== 'number' || !isBytes(kid) || kid.length !== KEY_ID_BYTES) return refuse('header');
  return ok({ protectedBytes, algorithm, kid, payload, signature });
}

function isBytes(value: CborItem | undefined): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** What is signed (RFC 9052, section 4.4): Sig_structure with context "Signature1". */
export function toBeSigned(
  protectedBytes: Uint8Array,
  payload: Uint8Array,
  externalAad: Uint8Array = new Uint8Array(),
): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, externalAad, payload]);
}

/** Signs a payload; the result is tagged, deterministic and carries a low-S signature. */
export async function signSign1(payload: Uint8Array, kid: Uint8Array, signer: Signer): Promise<Uint8Array> {
  if (kid.length !== KEY_ID_BYTES) throw new RangeError('a key id has 8 bytes');
  const header = new Map<number, CborItem>([
    [HEADER_ALGORITHM, ALGORITHMS[signer.alg].cose],
    [HEADER_KEY_ID, kid],
  ]);
  const protectedBytes = encodeCbor(header);
  const signature = lowS(await signer.sign(toBeSigned(protectedBytes, payload)), signer.alg);
  return concat(Uint8Array.of(TAG_18), encodeCbor([protectedBytes, new Map(), payload, signature]));
}

export type SignatureFault = 'signature_form' | 'signature_range' | 'signature_high_s';

/**
 * What can be said of r ‖ s without a key: length (a DER signature has another), 0 < r, s < n, and s in the lower half.
 * (r, n - s) verifies whenever (r, s) does, without the key: only one of the two is a seal.
 */
export function checkSignatureForm(signature: Uint8Array, alg: AlgorithmName): SignatureFault | null {
  const { order, signatureLength } = ALGORITHMS[alg];
  if (signature.length !== signatureLength) return 'signature_form';
  const [r, s] = halves(signature);
  if (r === 0n || s === 0n || r >= order || s >= order) return 'signature_range';
  return s > order >> 1n ? 'signature_high_s' : null;
}

/** The low one of the two signatures (r, s) and (r, n - s); throws if it is no r ‖ s of the algorithm. */
export function lowS(signature: Uint8Array, alg: AlgorithmName): Uint8Array {
  const fault = checkSignatureForm(signature, alg);
  if (fault === null) return signature;
  if (fault !== 'signature_high_s') throw new RangeError(`the signer returned no r ‖ s: ${fault}`);
  const half = signature.length / 2;
  return concat(signature.subarray(0, half), fromInteger(ALGORITHMS[alg].order - halves(signature)[1], half));
}

function halves(signature: Uint8Array): [r: bigint, s: bigint] {
  const half = signature.length / 2;
  return [toInteger(signature.subarray(0, half)), toInteger(signature.subarray(half))];
}
