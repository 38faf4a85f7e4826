// The resident identity number, GB 11643-1999: region (6), date of birth (8), sequence (3), check digit (1).
import { dayNumber } from './calendar-date.ts';
import { PROVINCE_CODES } from './place-codes.ts';
import type { Words } from './result.ts';
import { keysOf } from './table.ts';

export type ResidentFaultCode =
  | 'id_character'
  | 'id_length'
  | 'id_old_resident'
  | 'id_region'
  | 'id_birth_date'
  | 'id_check_digit';

export interface ResidentFault {
  readonly code: ResidentFaultCode;
  readonly from: number;
  readonly to: number;
}

export const RESIDENT_LENGTH = 18;

export const RESIDENT_PARTS = {
  region: { from: 0, to: 6, zh: '地区代码', en: 'Region' },
  birth: { from: 6, to: 14, zh: '出生日期', en: 'Date of birth' },
  sequence: { from: 14, to: 17, zh: '顺序码', en: 'Sequence' },
  check: { from: 17, to: 18, zh: '校验码', en: 'Check digit' },
} as const satisfies Record<string, { from: number; to: number } & Words>;

export type ResidentPartName = keyof typeof RESIDENT_PARTS;

/** A part of a resident number that is being typed; it never repeats what was typed. */
export interface ResidentPart {
  readonly name: ResidentPartName;
  readonly from: number;
  readonly to: number;
  readonly state: 'missing' | 'partial' | 'right' | 'wrong';
  readonly fault: ResidentFaultCode | null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check digit of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits. Throws RangeError for anything else. */
export function checkDigit(digits: string): string {
  if (!/^\d{17}$/.test(digits)) throw new RangeError('17 digits');
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return '10X98765432'.charAt(sum % 11);
}

// Provinces that register residents: 71, 81 and 82 do not, their people hold other documents. Below the province the
// codes change by the year and old ones stay on old cards for life, so no table of them is held against a number;
// but no city is 00. The demo's people live in 4499, which is assigned to nobody.
const REGISTERING = PROVINCE_CODES.filter((code) => code < '70');

/** A region, or the beginning of one. */
function regionFits(digits: string): boolean {
  return REGISTERING.some((code) => code.startsWith(digits.slice(0, 2))) && digits.slice(2, 4) !== '00';
}

/** A date of birth as YYYYMMDD, or the beginning of one. */
export function birthFits(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  if (!['19', '20'].some((century) => century.startsWith(year.slice(0, 2)))) return false;
  if (!/^(?:[01]?|0[1-9]|1[0-2])$/.test(month)) return false;
  if (day.length === 2) return dayNumber(`${year}-${month}-${day}`) !== null;
  return /^[0-3]?$/.test(day) && !(month === '02' && day === '3');
}

/** The fault of a text of capital letters and digits, null when it is a resident number. */
export function residentFault(number: string): ResidentFault | null {
  const { region, birth } = RESIDENT_PARTS;
  if (/^\d{15}$/.test(number)) return { code: 'id_old_resident', from: 0, to: 15 };
  const letter = /^\d{17}X/.test(number) ? -1 : number.search(/\D/);
  if (letter >= 0) return { code: 'id_character', from: letter, to: letter + 1 };
  if (number.length !== RESIDENT_LENGTH) return { code: 'id_length', from: 0, to: number.length };
  if (!regionFits(number.slice(region.from, region.to))) return { code: 'id_region', from: region.from, to: region.to };
  if (!birthFits(number.slice(birth.from, birth.to))) return { code: 'id_birth_date', from: birth.from, to: birth.to };
  // One mistyped digit anywhere spoils the check digit, so the fault is the whole number's.
  if (checkDigit(number.slice(0, 17)) !== number[17]) return { code: 'id_check_digit', from: 0, to: RESIDENT_LENGTH };
  return null;
}

/** Whether a text of capital letters and digits can become a resident number by typing on. */
export const residentBegins = (number: string): boolean =>
  number.length < RESIDENT_LENGTH && explainResidentNumber(number).every((part) => part.fault === null);

/** The four parts of a number that is being typed, each judged as soon as it can no longer become right. */
export function explainResidentNumber(number: string): ResidentPart[] {
  return keysOf(RESIDENT_PARTS).map((name): ResidentPart => {
    const { from, to } = RESIDENT_PARTS[name];
    const typed = number.slice(from, to);
    const fault = typed === '' ? null : partFault(name, typed, number);
    const full = typed.length === to - from;
    return { name, from, to, state: typed === '' ? 'missing' : fault ? 'wrong' : full ? 'right' : 'partial', fault };
  });
}

function partFault(name: ResidentPartName, typed: string, number: string): ResidentFaultCode | null {
  if (!(name === 'check' ? /^[\dX]$/ : /^\d+$/).test(typed)) return 'id_character';
  switch (name) {
    case 'region':
      return regionFits(typed) ? null : 'id_region';
    case 'birth':
      return birthFits(typed) ? null : 'id_birth_date';
    case 'sequence':
      return null;
    case 'check':
      return /^\d{17}/.test(number) && checkDigit(number.slice(0, 17)) !== typed ? 'id_check_digit' : null;
    default:
      return name satisfies never;
  }
}
