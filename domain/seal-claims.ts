// What a seal says, and its bytes: CWT claims (RFC 8392) {6: sealed at, -65537: [...]}. One array under one private-use
// claim, because text keys and a URI for each would cost 45 bytes, which is two QR versions.
import { fromInteger, toInteger } from './bytes.ts';
import { parseCertificateNumber } from './certificate-number.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import type { CborItem } from './cbor.ts';
import { isLevelCode } from './level.ts';
import type { LevelCode } from './level.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';

export interface SealClaims {
  /** Certificate number, 22 characters (R1). */
  number: string;
  holderName: string;
  occupation: string;
  /** Job or direction; null when there is none (printed as --, R13). */
  job: string | null;
  level: LevelCode;
  /** YYYY-MM-DD, a date in China. */
  issueDate: string;
  institutionName: string;
  /** Index into the status list: shard · 2^20 + place (D7). */
  statusIndex: number;
  /** HMAC that proves the ID number to whoever holds the check code (D6), 16 bytes. */
  idCommitment: Uint8Array;
  /** Seconds since 1970. */
  sealedAt: number;
}

/** claims_form: not the claims of a seal; the others: its parts contradict each other (R1 to R10). */
export type ClaimsFault = 'claims_form' | 'claims_number' | 'claims_level' | 'claims_year';

const CLAIM_ISSUED_AT = 6;
const CLAIM_CERTIFICATE = -65537;
const NUMBER_BYTES = 10;
const COMMITMENT_BYTES = 16;
const LAST_SECOND = 253_402_300_799; // 9999-12-31T23:59:59Z
const LAST_INDEX = 2 ** 30 - 1; // 1024 shards
const DAY_MS = 86_400_000;
const TEN_21 = 10n ** 21n;

/** The payload bytes. Throws RangeError (naming the fault, never the claims) on claims that readClaims would refuse. */
export function writeClaims(claims: SealClaims): Uint8Array {
  const days = daysOf(claims.issueDate);
  if (days === null || !/^[A-Z][0-9]{21}$/.test(claims.number)) throw new RangeError('claims_form');
  const payload = encodeCbor(
    new Map<number, CborItem>([
      [CLAIM_ISSUED_AT, claims.sealedAt],
      [
        CLAIM_CERTIFICATE,
        [
          packNumber(claims.number),
          claims.holderName,
          claims.occupation,
          claims.job,
          claims.level,
          days,
          claims.institutionName,
          claims.statusIndex,
          claims.idCommitment,
        ],
      ],
    ]),
  );
  const read = readClaims(payload);
  if (!read.ok) throw new RangeError(read.fault);
  return payload;
}

/** The claims of a payload whose signature has been checked. Nothing may be missing, added or of another type. */
export function readClaims(payload: Uint8Array): Result<SealClaims, ClaimsFault> {
  const claims = decodeCbor(payload)?.item;
  if (!(claims instanceof Map) || claims.size !== 2) return refuse('claims_form');
  const sealedAt = claims.get(CLAIM_ISSUED_AT);
  const parts = claims.get(CLAIM_CERTIFICATE);
  if (!isCount(sealedAt, LAST_SECOND) || !Array.isArray(parts) || parts.length !== 9) return refuse('claims_form');
  const [packed, holderName, occupation, job, level, days, institutionName, statusIndex, idCommitment] = parts;
  if (!isBytes(packed, NUMBER_BYTES) || !isBytes(idCommitment, COMMITMENT_BYTES)) return refuse('claims_form');
  if (!isText(holderName) || !isText(occupation) || !isText(institutionName)) return refuse('claims_form');
  if (job !== null && !isText(job)) return refuse('claims_form');
  if (!isLevelCode(level) || !isCount(days, LAST_SECOND) || !isCount(statusIndex, LAST_INDEX))
    return refuse('claims_form');

  const issueDate = dateOf(days);
  const text = unpackNumber(packed);
  if (text === null || issueDate === null) return refuse('claims_form');
  const number = parseCertificateNumber(text);
  if (!number.ok) return refuse('claims_number');
  if (number.value.level !== level) return refuse('claims_level'); // R8, R10
  if (number.value.year !== Number(issueDate.slice(2, 4))) return refuse('claims_year'); // R7, R10
  return ok({
    number: text,
    holderName,
    occupation,
    job,
    level,
    issueDate,
    institutionName,
    statusIndex,
    idCommitment,
    sealedAt,
  });
}

/** 22 characters in 10 bytes: the letter as 0 to 25, then the 21 digits, as one number. */
function packNumber(number: string): Uint8Array {
  return fromInteger(BigInt(number.charCodeAt(0) - 65) * TEN_21 + BigInt(number.slice(1)), NUMBER_BYTES);
}

function unpackNumber(packed: Uint8Array): string | null {
  const value = toInteger(packed);
  const letter = value / TEN_21;
  if (letter > 25n) return null;
  return String.fromCharCode(65 + Number(letter)) + (value % TEN_21).toString().padStart(21, '0');
}

function daysOf(date: string): number | null {
  const days = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : Number.NaN;
  return Number.isNaN(days) || dateOf(days) !== date ? null : days;
}

function dateOf(days: number): string | null {
  return days * DAY_MS > LAST_SECOND * 1000 ? null : new Date(days * DAY_MS).toISOString().slice(0, 10);
}

function isCount(value: CborItem | undefined, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function isBytes(value: CborItem | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length;
}

/**
 * Text that shows as what it is: one line, at most 100 characters, no control characters and none that turn the direction
 * of writing, nothing that an earlier program could not read (U+FFFD). Unassigned code points pass, because an older device does not know the newest Hanzi.
 */
function isText(value: CborItem | undefined): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 200) return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/u;
  return Array.from(value).length <= 100 && !unfit.test(value);
}
