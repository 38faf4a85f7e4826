// The seal of a certificate (D5): a CWT claims set in a COSE_Sign1, written as digits behind the # of a printed address.
import { fromDecimal, fromHex, hex, toDecimal } from './bytes.ts';
import { checkSignatureForm, readSign1, signSign1, toBeSigned } from './cose.ts';
import type { Sign1Fault } from './cose.ts';
import { ALGORITHMS } from './crypto.ts';
import type { AlgorithmName, CryptoPort, Jwk, Signer } from './crypto.ts';
import { readSealUrl } from './qr-text.ts';
import { readClaims, writeClaims } from './seal-claims.ts';
import type { SealClaims } from './seal-claims.ts';

export type { SealClaims } from './seal-claims.ts';

/** A public key with what it may be used for and when. Times in seconds since 1970; notAfter null = still in use. */
export interface TrustedKey {
  kid: string;
  use: 'seal' | 'status';
  alg: AlgorithmName;
  jwk: Jwk;
  notBefore: number;
  notAfter: number | null;
  revokedAt?: number;
}

/** The proofs of a seal in the order in which they are made. */
export const SEAL_CHECKS = ['address', 'digits', 'structure', 'key', 'signature', 'claims', 'key_window'] as const;
export type SealCheck = (typeof SEAL_CHECKS)[number];

/** Every reason not to call a seal genuine: what the text is then, and which proof it failed. */
export const SEAL_FAULTS = {
  not_a_seal: { seal: 'not_ours', check: 'address' },
  foreign_address: { seal: 'not_ours', check: 'address' },
  no_digits: { seal: 'not_ours', check: 'address' },
  digits_form: { seal: 'altered', check: 'digits' },
  digits_length: { seal: 'altered', check: 'digits' },
  digits_range: { seal: 'altered', check: 'digits' },
  not_cbor: { seal: 'altered', check: 'structure' },
  not_sign1: { seal: 'altered', check: 'structure' },
  header: { seal: 'altered', check: 'structure' },
  unknown_key: { seal: 'unknown_key', check: 'key' },
  key_purpose: { seal: 'unknown_key', check: 'key' },
  algorithm: { seal: 'altered', check: 'key' },
  signature_form: { seal: 'altered', check: 'signature' },
  signature_range: { seal: 'altered', check: 'signature' },
  signature_high_s: { seal: 'altered', check: 'signature' },
  signature_wrong: { seal: 'altered', check: 'signature' },
  claims_form: { seal: 'altered', check: 'claims' },
  claims_number: { seal: 'altered', check: 'claims' },
  claims_level: { seal: 'altered', check: 'claims' },
  claims_year: { seal: 'altered', check: 'claims' },
  key_not_yet: { seal: 'unknown_key', check: 'key_window' },
  key_expired: { seal: 'unknown_key', check: 'key_window' },
  key_revoked: { seal: 'unknown_key', check: 'key_window' },
} as const satisfies Record<string, { seal: 'altered' | 'unknown_key' | 'not_ours'; check: SealCheck }>;
export type SealFaultCode = keyof typeof SEAL_FAULTS;

export type SealFinding =
  | { seal: 'genuine'; claims: SealClaims; key: TrustedKey }
  | { seal: 'altered' | 'unknown_key' | 'not_ours'; code: SealFaultCode };

/** A seal is about 205 bytes; nothing longer than this is read or made. */
export const MAX_SEAL_BYTES = 1024;

/** The digits of a new seal (see sealUrl for the address around them). Claims that no verifier would accept are a bug and throw. */
export async function issueSeal(claims: SealClaims, signer: Signer): Promise<string> {
  const kid = fromHex(signer.kid);
  if (kid === null) throw new TypeError('a key id is hexadecimal');
  const seal = await signSign1(writeClaims(claims), kid, signer);
  if (seal.length > MAX_SEAL_BYTES) throw new RangeError('the claims are too long for a seal');
  return toDecimal(seal);
}

/**
 * Proves a seal, or says which proof it fails. `text` is whatever a scanner or a person brought; `hosts` the accepted
 * host[:port]; `keys` from a verified trust bundle. Says nothing about the certificate's standing today.
 */
export async function inspectSeal(
  text: string,
  { hosts, keys, crypto }: { hosts: readonly string[]; keys: readonly TrustedKey[]; crypto: CryptoPort },
): Promise<SealFinding> {
  const address = readSealUrl(text, hosts);
  if (!address.ok) return fail(address.fault);

  const bytes = fromDecimal(address.value, MAX_SEAL_BYTES);
  if (typeof bytes === 'string') return fail(bytes);

  const message = readSign1(bytes);
  if (!message.ok) return fail(message.fault satisfies Sign1Fault);
  const { algorithm, protectedBytes, payload, signature } = message.value;

  const kid = hex(message.value.kid);
  const key = keys.find((trusted) => trusted.kid === kid);
  if (key === undefined) return fail('unknown_key');
  if (key.use !== 'seal') return fail('key_purpose');
  if (ALGORITHMS[key.alg].cose !== algorithm) return fail('algorithm');

  const malformed = checkSignatureForm(signature, key.alg);
  if (malformed !== null) return fail(malformed);
  const signed = await crypto.verify(key.alg, key.jwk, signature, toBeSigned(protectedBytes, payload));
  if (!signed) return fail('signature_wrong');

  // From here on our own key vouches for every byte; a slip of the issuer is still no genuine seal.
  const claims = readClaims(payload);
  if (!claims.ok) return fail(claims.fault);

  const outside = keyFault(key, claims.value.sealedAt);
  if (outside !== null) return fail(outside);
  return { seal: 'genuine', claims: claims.value, key };
}

/** A revoked key proves nothing about any time: whoever stole it also writes the dates. */
function keyFault(key: TrustedKey, sealedAt: number): SealFaultCode | null {
  if (key.revokedAt !== undefined) return 'key_revoked';
  if (sealedAt < key.notBefore) return 'key_not_yet';
  return key.notAfter !== null && sealedAt > key.notAfter ? 'key_expired' : null;
}

function fail(code: SealFaultCode): SealFinding {
  return { seal: SEAL_FAULTS[code].seal, code };
}
