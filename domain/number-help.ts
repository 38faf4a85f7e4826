// R1 to R9 while a certificate number is being typed: what its parts say so far, or which of them cannot be right.
import { LEVELS, isLevelCode } from './level.ts';
import {
  GUANGDONG,
  NUMBER_PARTS,
  PART_RULES,
  partFault,
  type NumberFaultCode,
  type NumberPartName,
  type PartRule,
} from './number-parts.ts';
import { GUANGDONG_PLACES, PROVINCES } from './place.ts';
import type { Words } from './result.ts';
import { wordsOf } from './table.ts';
import { bareNumber } from './typed-text.ts';

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

const CLASSES: Readonly<Record<string, Words>> = {
  S: { zh: '社会培训评价组织（含技工院校）', en: 'Training and assessment organisation or technical school' },
  Y: { zh: '用人单位', en: 'Employer' },
};

/** What a complete part without fault says; the others, such as the sequence, say nothing. */
const MEANINGS: Partial<Record<NumberPartName, (text: string, province: string) => Words | null>> = {
  institutionClass: (text) => wordsOf(CLASSES, text),
  institutionCode: (text) =>
    text === '0000'
      ? { zh: '省级备案机构', en: 'Filed with the province' }
      : { zh: '人社部备案机构', en: 'Filed with the ministry' },
  province: (text) => wordsOf(PROVINCES, text),
  place: (text, province) => (province === GUANGDONG ? wordsOf(GUANGDONG_PLACES, text) : null),
  siteClass: (text, province) =>
    province === GUANGDONG && text === '2' ? { zh: '技工院校', en: 'Technical school' } : null,
  year: (text) => ({ zh: `20${text}年`, en: `20${text}` }),
  level: (text) => {
    const code = Number(text);
    return isLevelCode(code) ? { zh: LEVELS[code].printed, en: `${LEVELS[code].en}, ${LEVELS[code].name.en}` } : null;
  },
};

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
  return { ...part, state: 'right', meaning: MEANINGS[name]?.(text, province) ?? null };
}
