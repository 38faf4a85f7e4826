// R1 to R9 as a table: the nine parts of a certificate number and what may stand in each. Reading and building
// (certificate-number.ts) and live help (number-help.ts) walk over it, so they cannot disagree.
import { isLevelCode } from './level.ts';
import { GUANGDONG_PLACE_CODES, PROVINCE_CODES } from './place-codes.ts';
import { keysOf } from './table.ts';

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

/** Guangdong: the only province whose place codes are in the rulebook (R5, R6). */
export const GUANGDONG = '44';

export interface PartRule {
  readonly from: number;
  readonly to: number;
  /** The fault of what is typed so far, complete or not; asked only for digits (except the class). */
  readonly fault?: (text: string, province: string) => NumberFaultCode | null;
}

export const NUMBER_PARTS = {
  institutionClass: { from: 0, to: 1, fault: (text) => (/^[SY]$/.test(text) ? null : 'number_class') },
  institutionCode: { from: 1, to: 5 },
  province: { from: 5, to: 7, fault: (text) => (beginsIn(PROVINCE_CODES, text) ? null : 'number_province') },
  place: {
    from: 7,
    to: 9,
    // How other provinces number their places is theirs to say.
    fault: (text, province) =>
      province !== GUANGDONG || beginsIn(GUANGDONG_PLACE_CODES, text) ? null : 'number_place',
  },
  siteClass: { from: 9, to: 10 },
  site: { from: 10, to: 13 },
  year: { from: 13, to: 15 },
  level: { from: 15, to: 16, fault: (text) => (isLevelCode(Number(text)) ? null : 'number_level') },
  sequence: { from: 16, to: 22, fault: (text) => (text === '000000' ? 'number_sequence' : null) },
} as const satisfies Record<NumberPartName, PartRule>;

/** The parts in their order, under one type for all. */
export const PART_RULES: readonly (readonly [NumberPartName, PartRule])[] = keysOf(NUMBER_PARTS).map((name) => [
  name,
  NUMBER_PARTS[name],
]);

/** Whether the digits typed so far can still become one of the codes. */
const beginsIn = (codes: readonly string[], text: string): boolean => codes.some((code) => code.startsWith(text));

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
