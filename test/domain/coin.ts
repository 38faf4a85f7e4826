// Makes seals byte by byte, right ones and wrong ones: the rules' own writer cannot be made to write a wrong one.
import { createPublicKey, verify } from 'node:crypto';
import { concat, fromHex, fromInteger, toInteger } from '../../domain/bytes.ts';
import { encodeCbor } from '../../domain/cbor.ts';
import type { CborItem } from '../../domain/cbor.ts';
import { lowS, toBeSigned } from '../../domain/cose.ts';
import { ALGORITHMS } from '../../domain/crypto.ts';
import type { SealClaims } from '../../domain/seal.ts';
import { CLAIMS } from '../harness/authority.ts';
import type { KeyPair } from '../harness/authority.ts';

export interface Coiner {
  host: string;
  seals: KeyPair;
  status: KeyPair;
  stranger: KeyPair;
}
/** Pieces of a message; whatever is not given is as it should be. Bytes are CBOR as it will stand in the message. */
export interface Pieces {
  key?: KeyPair;
  tag?: Uint8Array;
  array?: Uint8Array;
  /** What stands inside the byte string of the protected header, and is signed. */
  header?: Uint8Array;
  unprotected?: Uint8Array;
  payload?: Uint8Array;
  payloadItem?: (payload: Uint8Array) => Uint8Array;
  signature?: (signature: Uint8Array) => Uint8Array;
  signatureItem?: (signature: Uint8Array) => Uint8Array;
  after?: Uint8Array;
}

export const hexBytes = (text: string): Uint8Array => {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (bytes === null) throw new TypeError('not hexadecimal');
  return bytes;
};
export const NONE: Uint8Array = new Uint8Array();
const { order } = ALGORITHMS.ES256;

export const headerOf = (kid: Uint8Array, algorithm: CborItem = -7): Uint8Array =>
  encodeCbor(
    new Map<number, CborItem>([
      [1, algorithm],
      [4, kid],
    ]),
  );

/** The nine parts of the claims, in their order. */
export function partsOf(claims: SealClaims): CborItem[] {
  const days = Date.parse(claims.issueDate) / 86_400_000;
  const { holderName, occupation, job, level, institutionName, statusIndex, idCommitment } = claims;
  return [packed(claims.number), holderName, occupation, job, level, days, institutionName, statusIndex, idCommitment];
}
export const packed = (number: string): Uint8Array =>
  fromInteger(BigInt(number.charCodeAt(0) - 65) * 10n ** 21n + BigInt(number.slice(1)), 10);

export const payloadOf = (parts: CborItem, sealedAt: CborItem = CLAIMS.sealedAt): Uint8Array =>
  encodeCbor(
    new Map<number, CborItem>([
      [6, sealedAt],
      [-65537, parts],
    ]),
  );

/** The bytes of a seal, signed over what it says, with any piece replaced. */
export async function coin(coiner: Coiner, pieces: Pieces = {}): Promise<Uint8Array> {
  const { signer } = pieces.key ?? coiner.seals;
  const header = pieces.header ?? headerOf(hexBytes(signer.kid));
  const payload = pieces.payload ?? payloadOf(partsOf(CLAIMS));
  const signature = lowS(await signer.sign(toBeSigned(header, payload)), 'ES256');
  const changed = pieces.signature?.(signature) ?? signature;
  return concat(
    pieces.tag ?? Uint8Array.of(0xd2),
    pieces.array ?? Uint8Array.of(0x84),
    encodeCbor(header),
    pieces.unprotected ?? Uint8Array.of(0xa0),
    pieces.payloadItem?.(payload) ?? encodeCbor(payload),
    pieces.signatureItem?.(changed) ?? encodeCbor(changed),
    pieces.after ?? NONE,
  );
}

export const half = (signature: Uint8Array, which: 0 | 1): Uint8Array =>
  signature.subarray(32 * which, 32 * which + 32);
export const negated = (signature: Uint8Array): Uint8Array =>
  concat(half(signature, 0), fromInteger(order - toInteger(half(signature, 1)), 32));

export function der(signature: Uint8Array): Uint8Array {
  const integers = [half(signature, 0), half(signature, 1)].map((bytes) => {
    const minimal = hexBytes(evenHex(toInteger(bytes)));
    const positive = (minimal[0] ?? 0) > 127 ? concat(Uint8Array.of(0), minimal) : minimal;
    return concat(Uint8Array.of(2, positive.length), positive);
  });
  const body = concat(...integers);
  return concat(Uint8Array.of(0x30, body.length), body);
}
const evenHex = (value: bigint): string => {
  const text = value.toString(16);
  return text.length % 2 === 0 ? text : `0${text}`;
};

/** Whether OpenSSL takes a signature for right, so that the tests know that a refusal is ours. */
export function opensslTakes(key: KeyPair, signature: Uint8Array, data: Uint8Array): boolean {
  const publicKey = createPublicKey({ key: { ...key.jwk }, format: 'jwk' });
  return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

export const withPart = (index: number, value: CborItem): CborItem[] => partsOf(CLAIMS).with(index, value);
/** Raw CBOR in the place of one part: for what our own encoder does not write. */
export function withRawPart(index: number, raw: Uint8Array): Uint8Array {
  const parts = partsOf(CLAIMS)
    .map((part): Uint8Array => encodeCbor(part))
    .with(index, raw);
  return concat(hexBytes('a2 06'), encodeCbor(CLAIMS.sealedAt), encodeCbor(-65537), Uint8Array.of(0x89), ...parts);
}
