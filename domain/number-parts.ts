// R1 to R9 as a table: the nine parts of a certificate number, what may stand in each and what it says. Reading,
// live help and building (certificate-number.ts) walk over it, so they cannot disagree.
import { LEVELS, isLevelCode } from './level.ts';
import { GUANGDONG_PLACES, PROVINCES } from './place.ts';
import type { Words } from './result.ts';
import { keysOf, wordsOf } from './table.ts';
import { bareNumber } from './typed-text.ts';

export type NumberPartName =
  | 'institutionClass'
  | 'institutionCode'
  | 'province'
  | 'place'
  | 'siteClass'
  | 'site'
  | 'year'
  | 'level'
  | 'sequence';

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

/** One part of a number that is being typed. `from` counts from 0 in the normalised text, `to` is behind the part. */
export interface NumberPart {
  readonly name: NumberPartName;
  readonly from: number;
  readonly to: number;
  /** What stands there so far. */
  readonly text: string;
  readonly state: 'missing' | 'partial' | 'right' | 'wrong';
  /** What a right part says, where it says something. */
  readonly meaning: Words | null;
  /** What is wrong with a wrong one. */
  readonly fault: NumberFaultCode | null;
}

/** Guangdong: the only province whose place codes are in the rulebook (R5, R6). */
const GUANGDONG = '44';

const CLASSES: Readonly<Record<string, Words>> = {
  S: { zh: '社会培训评价组织（含技工院校）', en: 'Training and assessment organisation or technical school' },
  Y: { zh: '用人单位', en: 'Employer' },
};

export interface PartRule extends Words {
  readonly from: number;
  readonly to: number;
  /** The fault of what is typed so far, complete or not; asked only for digits (except the class). */
  readonly fault?: (text: string, province: string) => NumberFaultCode | null;
  /** Asked only for a complete part without fault. */
  readonly meaning?: (text: string, province: string) => Words | null;
}

export const NUMBER_PARTS = {
  institutionClass: {
    from: 0,
    to: 1,
    zh: '评价机构类别',
    en: 'Kind of institution',
    fault: (text) => (Object.hasOwn(CLASSES, text) ? null : 'number_class'),
    meaning: (text) => wordsOf(CLASSES, text),
  },
  institutionCode: {
    from: 1,
    to: 5,
    zh: '评价机构代码',
    en: 'Institution code',
    meaning: (text) =>
      text === '0000'
        ? { zh: '省级备案机构', en: 'Filed with the province' }
        : { zh: '人社部备案机构', en: 'Filed with the ministry' },
  },
  province: {
    from: 5,
    to: 7,
    zh: '省级代码',
    en: 'Province',
    fault: (text) => (beginsIn(PROVINCES, text) ? null : 'number_province'),
    meaning: (text) => wordsOf(PROVINCES, text),
  },
  place: {
    from: 7,
    to: 9,
    zh: '所在地代码',
    en: 'Place',
    // How other provinces number their places is theirs to say.
    fault: (text, province) => (province !== GUANGDONG || beginsIn(GUANGDONG_PLACES, text) ? null : 'number_place'),
    meaning: (text, province) => (province === GUANGDONG ? wordsOf(GUANGDONG_PLACES, text) : null),
  },
  siteClass: {
    from: 9,
    to: 10,
    zh: '机构（站点）类别',
    en: 'Kind of site',
    meaning: (text, province) =>
      province === GUANGDONG && text === '2' ? { zh: '技工院校', en: 'Technical school' } : null,
  },
  site: { from: 10, to: 13, zh: '机构（站点）流水号', en: 'Site number' },
  year: {
    from: 13,
    to: 15,
    zh: '核发年份',
    en: 'Year of issue',
    meaning: (text) => ({ zh: `20${text}年`, en: `20${text}` }),
  },
  level: {
    from: 15,
    to: 16,
    zh: '技能等级',
    en: 'Level',
    fault: (text) => (isLevelCode(Number(text)) ? null : 'number_level'),
    meaning: (text) => {
      const code = Number(text);
      return isLevelCode(code) ? { zh: LEVELS[code].printed, en: `${LEVELS[code].en}, ${LEVELS[code].name.en}` } : null;
    },
  },
  sequence: {
    from: 16,
    to: 22,
    zh: '证书序列号',
    en: 'Sequence',
    fault: (text) => (text === '000000' ? 'number_sequence' : null),
  },
} as const satisfies Record<NumberPartName, PartRule>;

/** The parts in their order, under one type for all. */
export const PART_RULES: readonly (readonly [NumberPartName, PartRule])[] = keysOf(NUMBER_PARTS).map((name) => [
  name,
  NUMBER_PARTS[name],
]);

/** Whether the digits typed so far can still become an entry of the table. */
function beginsIn(table: Readonly<Record<string, Words>>, text: string): boolean {
  return Object.hasOwn(table, text) || Object.keys(table).some((key) => key.startsWith(text));
}

/**
 * Explains a number part by part while it is being typed: always nine entries, in order, judged as soon as a part can
 * no longer become right. Characters after the 22nd belong to no part; `parseCertificateNumber` reports them.
 */
export function explainCertificateNumber(text: string): NumberPart[] {
  const bare = bareNumber(text);
  const province = bare.slice(NUMBER_PARTS.province.from, NUMBER_PARTS.province.to);
  return PART_RULES.map(([name, rule]) => explainPart(name, rule, bare.slice(rule.from, rule.to), province));
}

function explainPart(name: NumberPartName, rule: PartRule, text: string, province: string): NumberPart {
  const { from, to } = rule;
  const part = { name, from, to, text, meaning: null, fault: null };
  if (text === '') return { ...part, state: 'missing' };
  const fault = partFault(name, rule, text, province);
  if (fault !== null) return { ...part, state: 'wrong', fault };
  if (text.length < to - from) return { ...part, state: 'partial' };
  return { ...part, state: 'right', meaning: rule.meaning?.(text, province) ?? null };
}

/** The fault of what stands in a part, complete or not; null for nothing. */
export function partFault(
  name: NumberPartName,
  rule: PartRule,
  text: string,
  province: string,
): NumberFaultCode | null {
  if (text === '') return null;
  if (/[^0-9A-Z]/.test(text)) return 'number_character';
  if (name !== 'institutionClass' && /[A-Z]/.test(text)) return 'number_digit';
  return rule.fault === undefined ? null : rule.fault(text, province);
}
