// The check code (校验码, D6): printed beside the QR and not in it, so that whoever holds the paper can check an ID number
// without network, and whoever holds a photograph of the QR cannot try one out.
import { concat, equalBytes, utf8 } from './bytes.ts';
import type { CryptoPort } from './crypto.ts';
import { parseIdNumber } from './id-document.ts';
import type { IdType } from './id-document.ts';
import type { SealClaims } from './seal-claims.ts';

/** Crockford's base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CHECK_CODE_LENGTH = 10;
/** 50 bits of code under this many rounds: about 10^20 rounds to find one by trying. */
const ROUNDS = 300_000;
const COMMITMENT_BYTES = 16;

/** A check code from 7 or more random bytes, of which it uses the first 50 bits. */
export function checkCodeFrom(random: Uint8Array): string {
  if (random.length < 7) throw new RangeError('a check code needs 7 random bytes');
  let value = random.subarray(0, 7).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) >> 6n;
  let code = '';
  for (let i = 0; i < CHECK_CODE_LENGTH; i++, value >>= 5n) code = ALPHABET.charAt(Number(value & 31n)) + code;
  return code;
}

/** As printed: ABCDE-FGHJK. */
export function formatCheckCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** The code as a person typed it: any case, spaces and hyphens, full width, O for 0, I and L for 1; null when it is none. */
export function readCheckCode(text: string): string | null {
  if (text.length > 64) return null;
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015\u2212]/gu, '');
  const code = bare.replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === CHECK_CODE_LENGTH && /^[0-9A-HJKMNP-TV-Z]*$/.test(code) ? code : null;
}

/**
 * The 16 bytes that stand in the seal: HMAC-SHA-256 under PBKDF2(code, salt = number) over ID type ‖ ID number, each
 * with its length in front. Throws RangeError on a code or an ID number that is none.
 */
export async function idCommitment(
  crypto: CryptoPort,
  { code, number, idType, idNumber }: { code: string; number: string; idType: IdType; idNumber: string },
): Promise<Uint8Array> {
  const canonical = readCheckCode(code);
  const id = parseIdNumber(idNumber, idType);
  if (canonical === null || !id.ok) throw new RangeError('not a check code, or not an ID number of its type');
  const key = await crypto.pbkdf2Sha256(utf8(canonical), utf8(number), ROUNDS, 32);
  const message = concat(delimited(idType), delimited(id.value));
  return (await crypto.hmacSha256(key, message)).subarray(0, COMMITMENT_BYTES);
}

/** Whether the ID number belongs to the certificate, by the code on its paper. Malformed input is no match, like any other. */
export async function checkId(
  claims: Pick<SealClaims, 'number' | 'idCommitment'>,
  code: string,
  idType: IdType,
  idNumber: string,
  crypto: CryptoPort,
): Promise<'match' | 'no_match'> {
  if (readCheckCode(code) === null || !parseIdNumber(idNumber, idType).ok) return 'no_match';
  const commitment = await idCommitment(crypto, { code, number: claims.number, idType, idNumber });
  return equalBytes(commitment, claims.idCommitment) ? 'match' : 'no_match';
}

function delimited(text: string): Uint8Array {
  const bytes = utf8(text);
  return concat(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
}
