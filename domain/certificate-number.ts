// R1 to R10: the certificate number, 22 characters in nine parts. PARTS is the table of the rule; reading, explaining
// and building walk over it.
import { LEVELS, isLevelCode, type LevelCode } from './level.ts';
import { GUANGDONG_PLACES, PROVINCES, wordsOf } from './place.ts';
import { ok, refuse, type Result, type Words } from './result.ts';
import { bareNumber } from './typed-text.ts';

export type NumberPartName = keyof typeof NUMBER_PARTS;

export type NumberFaultCode =
  | 'number_empty'
  | 'number_character'
  | 'number_too_short'
  | 'number_too_long'
  | 'number_class'
  | 'number_digit'
  | 'number_province'
  | 'number_place'
  | 'number_level'
  | 'number_sequence';

/** Where in the normalised text the fault lies: `from` counts from 0, `to` is behind the last character. */
export interface NumberFault {
  readonly code: NumberFaultCode;
  readonly part: NumberPartName | null;
  readonly from: number;
  readonly to: number;
}

export interface CertificateNumber {
  readonly text: string;
  readonly institutionClass: 'S' | 'Y';
  /** `0000`: filed with a province; otherwise filed with the ministry (R3). */
  readonly institutionCode: string;
  readonly province: string;
  readonly place: string;
  readonly siteClass: string;
  readonly site: string;
  /** The first 13 characters, which the authority gives to the institution (R10). */
  readonly prefix: string;
  /** 0 to 99: the last two digits of the year of issue (R7). */
  readonly year: number;
  readonly level: LevelCode;
  /** 1 to 999999 (R9). */
  readonly sequence: number;
}

/** One part of a number that is being typed. */
export interface NumberPart {
  readonly name: NumberPartName;
  readonly from: number;
  readonly to: number;
  /** What stands there so far. */
  readonly text: string;
  readonly state: 'missing' | 'partial' | 'right' | 'wrong';
  /** What a right part says. */
  readonly meaning: Words | null;
  /** What is wrong with a wrong one. */
  readonly fault: NumberFaultCode | null;
}

export const NUMBER_LENGTH = 22;
export const PREFIX_LENGTH = 13;

export const NUMBER_PARTS = {
  institutionClass: { from: 0, to: 1, zh: '评价机构类别', en: 'Kind of institution' },
  institutionCode: { from: 1, to: 5, zh: '评价机构代码', en: 'Institution code' },
  province: { from: 5, to: 7, zh: '省级代码', en: 'Province' },
  place: { from: 7, to: 9, zh: '所在地代码', en: 'Place' },
  siteClass: { from: 9, to: 10, zh: '机构（站点）类别', en: 'Kind of site' },
  site: { from: 10, to: 13, zh: '机构（站点）流水号', en: 'Site number' },
  year: { from: 13, to: 15, zh: '核发年份', en: 'Year of issue' },
  level: { from: 15, to: 16, zh: '技能等级', en: 'Level' },
  sequence: { from: 16, to: 22, zh: '证书序列号', en: 'Sequence' },
} as const satisfies Record<string, { from: number; to: number } & Words>;

const PART_NAMES = Object.keys(NUMBER_PARTS) as NumberPartName[];

/** Full width to ASCII, spaces, hyphens and invisible characters out, upper case. Nothing is guessed: O stays O. */
export const normaliseNumber = (text: string): string => bareNumber(text);

const CLASSES: Readonly<Record<string, Words>> = {
  S: { zh: '社会培训评价组织（含技工院校）', en: 'Training and assessment organisation, or technical school' },
  Y: { zh: '用人单位', en: 'Employer' },
};

/** Whether digits typed so far can still become a key of the table. */
const begins = (table: Readonly<Record<string, Words>>, text: string): boolean =>
  Object.keys(table).some((key) => key.startsWith(text));

/** The fault of one part, complete or still being typed; null when there is none so far. */
function faultOf(name: NumberPartName, text: string, province: string): NumberFaultCode | null {
  if (name === 'institutionClass') return Object.hasOwn(CLASSES, text) ? null : 'number_class';
  if (!/^\d+$/.test(text)) return 'number_digit';
  if (name === 'province') return begins(PROVINCES, text) ? null : 'number_province';
  // R5 is Guangdong's table; how other provinces number their places is theirs to say.
  if (name === 'place') return province !== '44' || begins(GUANGDONG_PLACES, text) ? null : 'number_place';
  if (name === 'level') return isLevelCode(Number(text)) ? null : 'number_level';
  if (name === 'sequence') return text === '000000' ? 'number_sequence' : null;
  return null;
}

function meaningOf(name: NumberPartName, text: string, province: string): Words | null {
  switch (name) {
    case 'institutionClass':
      return wordsOf(CLASSES, text);
    case 'institutionCode':
      return text === '0000'
        ? { zh: '省级备案', en: 'Filed with the province' }
        : { zh: '人社部备案', en: 'Filed with the ministry' };
    case 'province':
      return wordsOf(PROVINCES, text);
    case 'place':
      return province === '44' ? wordsOf(GUANGDONG_PLACES, text) : null;
    case 'siteClass':
      return province === '44' && text === '2' ? { zh: '技工院校', en: 'Technical school' } : null;
    case 'year':
      return { zh: `20${text}年`, en: `20${text}` };
    case 'level': {
      const code = Number(text);
      return isLevelCode(code) ? { zh: LEVELS[code].printed, en: `${LEVELS[code].en}, ${LEVELS[code].name.en}` } : null;
    }
    case 'site':
    case 'sequence':
      return null;
  }
}

/**
 * Explains a number part by part while it is being typed; always nine entries, in order. Characters after the 22nd
 * belong to no part: `parseCertificateNumber` reports them.
 */
export function explainCertificateNumber(text: string): NumberPart[] {
  const bare = normaliseNumber(text);
  const province = bare.slice(NUMBER_PARTS.province.from, NUMBER_PARTS.province.to);
  return PART_NAMES.map((name): NumberPart => {
    const { from, to } = NUMBER_PARTS[name];
    const typed = bare.slice(from, to);
    const part = { name, from, to, text: typed };
    if (typed === '') return { ...part, state: 'missing', meaning: null, fault: null };
    const fault = faultOf(name, typed, province);
    if (fault !== null) return { ...part, state: 'wrong', meaning: null, fault };
    if (typed.length < to - from) return { ...part, state: 'partial', meaning: null, fault: null };
    return { ...part, state: 'right', meaning: meaningOf(name, typed, province), fault: null };
  });
}

/** Reads a number as typed or scanned; the first fault from the left, or the length when every part so far is right. */
export function parseCertificateNumber(text: string): Result<CertificateNumber, NumberFault> {
  const bare = normaliseNumber(text);
  if (bare === '') return refuse({ code: 'number_empty', part: null, from: 0, to: 0 });
  const strange = /[^0-9A-Z]/u.exec(bare);
  if (strange !== null) {
    const to = strange.index + strange[0].length;
    return refuse({ code: 'number_character', part: partAt(strange.index), from: strange.index, to });
  }
  const parts = explainCertificateNumber(bare);
  const wrong = parts.find((part) => part.fault !== null);
  if (wrong !== undefined && wrong.fault !== null) {
    return refuse({ code: wrong.fault, part: wrong.name, from: wrong.from, to: wrong.from + wrong.text.length });
  }
  if (bare.length < NUMBER_LENGTH) {
    return refuse({ code: 'number_too_short', part: partAt(bare.length), from: bare.length, to: NUMBER_LENGTH });
  }
  if (bare.length > NUMBER_LENGTH) {
    return refuse({ code: 'number_too_long', part: null, from: NUMBER_LENGTH, to: bare.length });
  }
  const cut = (name: NumberPartName): string => bare.slice(NUMBER_PARTS[name].from, NUMBER_PARTS[name].to);
  return ok({
    text: bare,
    institutionClass: cut('institutionClass') as 'S' | 'Y',
    institutionCode: cut('institutionCode'),
    province: cut('province'),
    place: cut('place'),
    siteClass: cut('siteClass'),
    site: cut('site'),
    prefix: bare.slice(0, PREFIX_LENGTH),
    year: Number(cut('year')),
    level: Number(cut('level')) as LevelCode,
    sequence: Number(cut('sequence')),
  });
}

const partAt = (index: number): NumberPartName | null =>
  PART_NAMES.find((name) => index >= NUMBER_PARTS[name].from && index < NUMBER_PARTS[name].to) ?? null;

/**
 * Puts a number together from the institution's filed prefix (13 characters), the year of issue (two digits, or four
 * from 2000 to 2099), the level and the sequence (1 to 999999). Refused like a number that is read.
 */
export function buildCertificateNumber(given: {
  prefix: string;
  year: number;
  level: LevelCode;
  sequence: number;
}): Result<string, NumberFault> {
  const prefix = normaliseNumber(given.prefix);
  const year = given.year >= 2000 && given.year <= 2099 ? given.year - 2000 : given.year;
  if (!Number.isInteger(year) || year < 0 || year > 99) return refuse(faultIn('number_digit', 'year'));
  if (!isLevelCode(given.level)) return refuse(faultIn('number_level', 'level'));
  const counted = Number.isInteger(given.sequence) && given.sequence >= 1 && given.sequence <= 999_999;
  if (!counted) return refuse(faultIn('number_sequence', 'sequence'));
  if (prefix.length !== PREFIX_LENGTH) {
    const code = prefix.length < PREFIX_LENGTH ? 'number_too_short' : 'number_too_long';
    return refuse({ code, part: null, from: 0, to: PREFIX_LENGTH });
  }
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const parsed = parseCertificateNumber(`${prefix}${digits(year, 2)}${given.level}${digits(given.sequence, 6)}`);
  return parsed.ok ? ok(parsed.value.text) : parsed;
}

const faultIn = (code: NumberFaultCode, part: NumberPartName): NumberFault => ({
  code,
  part,
  from: NUMBER_PARTS[part].from,
  to: NUMBER_PARTS[part].to,
});

export type FilingFaultCode = 'number_prefix_differs' | 'number_year_differs' | 'number_level_differs';

/** R10: a reported number must carry the institution's filed prefix, the issue date's year and the level. */
export function checkAgainstFiling(
  number: CertificateNumber,
  filed: { prefix: string; issueDate: string; level: LevelCode },
): Result<CertificateNumber, { code: FilingFaultCode; part: NumberPartName | null; from: number; to: number }> {
  if (number.prefix !== filed.prefix) {
    return refuse({ code: 'number_prefix_differs', part: null, from: 0, to: PREFIX_LENGTH });
  }
  if (number.year !== Number(filed.issueDate.slice(2, 4))) {
    return refuse({ ...NUMBER_PARTS_RANGE('year'), code: 'number_year_differs' });
  }
  if (number.level !== filed.level) return refuse({ ...NUMBER_PARTS_RANGE('level'), code: 'number_level_differs' });
  return ok(number);
}

const NUMBER_PARTS_RANGE = (part: NumberPartName): { part: NumberPartName; from: number; to: number } => ({
  part,
  from: NUMBER_PARTS[part].from,
  to: NUMBER_PARTS[part].to,
});
