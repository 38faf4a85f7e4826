// R1 to R10: reading a certificate number, building one, and holding one against what its institution filed.
import { isLevelCode, type LevelCode } from './level.ts';
import { NUMBER_PARTS, PART_RULES, partFault, type NumberFaultCode, type NumberPartName } from './number-parts.ts';
import { ok, refuse, type Result } from './result.ts';
import { bareNumber } from './typed-text.ts';

export { explainCertificateNumber } from './number-help.ts';
export type { NumberPart } from './number-help.ts';
export { NUMBER_PARTS } from './number-parts.ts';
export type { NumberFaultCode, NumberPartName } from './number-parts.ts';

/** Where the fault lies in the normalised text: `from` counts from 0, `to` is behind the last character. */
export interface NumberFault<Code = NumberFaultCode> {
  readonly code: Code;
  /** null when it is not a matter of one part. */
  readonly part: NumberPartName | null;
  readonly from: number;
  readonly to: number;
}

export interface CertificateNumber {
  /** The normalised number itself. */
  readonly text: string;
  /** `S`: training and assessment organisation or technical school; `Y`: employer (R2). */
  readonly institutionClass: 'S' | 'Y';
  /** `0000`: filed with a province; otherwise filed with the ministry (R3). */
  readonly institutionCode: string;
  readonly province: string;
  readonly place: string;
  readonly siteClass: string;
  readonly site: string;
  /** The first 13 characters, given to the institution by the authority (R10). */
  readonly prefix: string;
  /** 0 to 99: the last two digits of the year of issue (R7). */
  readonly year: number;
  readonly level: LevelCode;
  /** 1 to 999999 (R9). */
  readonly sequence: number;
}

export const NUMBER_LENGTH = 22;
export const PREFIX_LENGTH = 13;

/** Full width to ASCII; spaces, hyphens and invisible characters out; upper case. Nothing is guessed: O stays O. */
export const normaliseNumber = (text: string): string => bareNumber(text);

/**
 * Reads a number as typed or scanned. Refused with the first fault from the left; a number whose parts are right so
 * far is refused for its length.
 */
export function parseCertificateNumber(text: string): Result<CertificateNumber, NumberFault> {
  const bare = normaliseNumber(text);
  if (bare === '') return refuse({ code: 'number_empty', part: null, from: 0, to: 0 });
  const province = bare.slice(NUMBER_PARTS.province.from, NUMBER_PARTS.province.to);
  for (const [name, rule] of PART_RULES) {
    const typed = bare.slice(rule.from, rule.to);
    const code = partFault(name, rule, typed, province);
    if (code !== null) return refuse({ code, part: name, ...spotOf(code, rule.from, typed) });
  }
  if (bare.length < NUMBER_LENGTH) {
    return refuse({ code: 'number_too_short', part: partAt(bare.length), from: bare.length, to: NUMBER_LENGTH });
  }
  if (bare.length > NUMBER_LENGTH) {
    return refuse({ code: 'number_too_long', part: null, from: NUMBER_LENGTH, to: bare.length });
  }
  const cut = (name: NumberPartName): string => bare.slice(NUMBER_PARTS[name].from, NUMBER_PARTS[name].to);
  const level = Number(cut('level'));
  if (!isLevelCode(level)) throw new Error('the table of parts let a level through that is none');
  return ok({
    text: bare,
    institutionClass: cut('institutionClass') === 'Y' ? 'Y' : 'S',
    institutionCode: cut('institutionCode'),
    province: cut('province'),
    place: cut('place'),
    siteClass: cut('siteClass'),
    site: cut('site'),
    prefix: bare.slice(0, PREFIX_LENGTH),
    year: Number(cut('year')),
    level,
    sequence: Number(cut('sequence')),
  });
}

/** A single wrong character is pointed at; otherwise it is the part as a whole that says nothing. */
function spotOf(code: NumberFaultCode, from: number, typed: string): { from: number; to: number } {
  const pattern = code === 'number_character' ? /[^0-9A-Z]/ : code === 'number_digit' ? /[A-Z]/ : null;
  const at = pattern === null ? -1 : typed.search(pattern);
  return at < 0 ? { from, to: from + typed.length } : { from: from + at, to: from + at + 1 };
}

const partAt = (index: number): NumberPartName | null =>
  PART_RULES.find(([, rule]) => index >= rule.from && index < rule.to)?.[0] ?? null;

/**
 * Puts a number together from the institution's filed prefix (13 characters), the year of issue (two digits, or four
 * from 2000 to 2099), the level and the sequence (1 to 999999). Refused as the finished number would be on reading.
 */
export function buildCertificateNumber(given: {
  readonly prefix: string;
  readonly year: number;
  readonly level: LevelCode;
  readonly sequence: number;
}): Result<string, NumberFault> {
  const prefix = normaliseNumber(given.prefix);
  if (prefix.length !== PREFIX_LENGTH) {
    const code = prefix.length < PREFIX_LENGTH ? 'number_too_short' : 'number_too_long';
    return refuse({ code, part: null, from: 0, to: PREFIX_LENGTH });
  }
  const year = given.year >= 2000 && given.year <= 2099 ? given.year - 2000 : given.year;
  if (!isWhole(year, 0, 99)) return refuse(faultIn('year', 'number_digit'));
  if (!isWhole(given.sequence, 1, 999_999)) return refuse(faultIn('sequence', 'number_sequence'));
  const text = `${prefix}${padded(year, 2)}${given.level}${padded(given.sequence, 6)}`;
  const parsed = parseCertificateNumber(text);
  return parsed.ok ? ok(parsed.value.text) : parsed;
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

export type FilingFaultCode = 'number_prefix_differs' | 'number_year_differs' | 'number_level_differs';

/**
 * R10: a reported number must carry its institution's filed prefix (13 characters), the year of the issue date
 * (YYYY-MM-DD) and the level.
 */
export function checkAgainstFiling(
  number: CertificateNumber,
  filed: { readonly prefix: string; readonly issueDate: string; readonly level: LevelCode },
): Result<CertificateNumber, NumberFault<FilingFaultCode>> {
  if (number.prefix !== filed.prefix) {
    return refuse({ code: 'number_prefix_differs', part: null, from: 0, to: PREFIX_LENGTH });
  }
  if (`20${padded(number.year, 2)}` !== filed.issueDate.slice(0, 4)) {
    return refuse(faultIn('year', 'number_year_differs'));
  }
  if (number.level !== filed.level) return refuse(faultIn('level', 'number_level_differs'));
  return ok(number);
}

const faultIn = <Code>(part: NumberPartName, code: Code): NumberFault<Code> => ({
  code,
  part,
  from: NUMBER_PARTS[part].from,
  to: NUMBER_PARTS[part].to,
});
