// D3: the six identity documents that a certificate may name (R11), each with its own form.
import { dayNumber } from './calendar-date.ts';
import { PROVINCES } from './place.ts';
import { ok, refuse, type Result, type Words } from './result.ts';
import { bareNumber } from './typed-text.ts';

export type IdType =
  | 'resident_id'
  | 'passport'
  | 'hmt_residence'
  | 'hk_macao_travel'
  | 'taiwan_travel'
  | 'foreign_permanent';

export type IdFaultCode =
  | 'id_empty'
  | 'id_character'
  | 'id_form'
  | 'id_length'
  | 'id_old_resident'
  | 'id_region'
  | 'id_birth_date'
  | 'id_check_digit'
  | 'id_passport_form'
  | 'id_hmt_residence_form'
  | 'id_hk_macao_form'
  | 'id_taiwan_form'
  | 'id_foreign_permanent_form';

/** Where in the normalised number the fault lies: `from` counts from 0, `to` is behind the last character. */
export interface IdFault {
  readonly code: IdFaultCode;
  readonly from: number;
  readonly to: number;
}

interface IdForm extends Words {
  /** Stable for ever: it is part of what a seal commits to (D6). */
  readonly code: 1 | 2 | 3 | 4 | 5 | 6;
  /** The fault of a normalised number, null when it fits. */
  readonly check: (number: string) => IdFault | null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check digit of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits. Throws RangeError for anything else. */
export function checkDigit(digits: string): string {
  if (!/^\d{17}$/.test(digits)) throw new RangeError('17 digits');
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'.charAt(sum % 11);
}

const hasBirthDate = (number: string): boolean =>
  dayNumber(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`) !== null;

const whole = (code: IdFaultCode, number: string): IdFault => ({ code, from: 0, to: number.length });

function residentFault(number: string): IdFault | null {
  if (/^\d{15}$/.test(number)) return whole('id_old_resident', number);
  const strange = number.search(/[^\d]/);
  if (strange >= 0 && !(strange === 17 && number[17] === 'X')) {
    return { code: 'id_character', from: strange, to: strange + 1 };
  }
  if (number.length !== 18) return whole('id_length', number);
  if (!Object.hasOwn(PROVINCES, number.slice(0, 2)) || number[0] === '8') return { code: 'id_region', from: 0, to: 6 };
  if (!hasBirthDate(number)) return { code: 'id_birth_date', from: 6, to: 14 };
  if (checkDigit(number.slice(0, 17)) !== number[17]) return { code: 'id_check_digit', from: 0, to: 18 };
  return null;
}

const form =
  (code: IdFaultCode, pattern: RegExp, dated: (number: string) => boolean = () => true) =>
  (number: string): IdFault | null =>
    pattern.test(number) && dated(number) ? null : whole(code, number);

export const ID_TYPES = {
  resident_id: { code: 1, zh: '居民身份证', en: 'Resident identity card', check: residentFault },
  passport: {
    code: 2,
    zh: '护照',
    en: 'Passport',
    check: form('id_passport_form', /^(?=.*\d)[A-Z0-9]{5,14}$/),
  },
  hmt_residence: {
    code: 3,
    zh: '港澳台居民居住证',
    en: 'Residence permit for Hong Kong, Macao and Taiwan residents',
    check: form('id_hmt_residence_form', /^8[123]0000\d{11}[\dX]$/, hasBirthDate),
  },
  hk_macao_travel: {
    code: 4,
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
    check: form('id_hk_macao_form', /^[HM]\d{8}(?:\d\d)?$/),
  },
  taiwan_travel: {
    code: 5,
    zh: '台湾居民来往大陆通行证',
    en: 'Mainland travel permit for Taiwan residents',
    check: form('id_taiwan_form', /^(?:\d{8}|\d{10}(?:\d\d)?[A-Z]?)$/),
  },
  foreign_permanent: {
    code: 6,
    zh: '外国人永久居留身份证',
    en: 'Foreign permanent resident identity card',
    check: form(
      'id_foreign_permanent_form',
      /^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/,
      (number) => number.length === 15 || hasBirthDate(number),
    ),
  },
} as const satisfies Record<IdType, IdForm>;

export const ID_TYPE_NAMES = Object.keys(ID_TYPES) as IdType[];

/** Narrows a text from outside to an ID type. */
export const isIdType = (text: string): text is IdType => Object.hasOwn(ID_TYPES, text);

/** Full width to ASCII, x to X; blanks, hyphens, invisible characters and brackets out. */
export const normaliseIdNumber = (text: string): string => bareNumber(text).replace(/[()]/g, '');

/** The normalised number of a document of a known type. */
export function parseIdNumber(text: string, type: IdType): Result<string, IdFault> {
  const number = normaliseIdNumber(text);
  const fault = plainFault(number) ?? ID_TYPES[type].check(number);
  return fault === null ? ok(number) : refuse(fault);
}

function plainFault(number: string): IdFault | null {
  if (number === '') return whole('id_empty', number);
  const strange = /[^0-9A-Z]/u.exec(number);
  return strange && { code: 'id_character', from: strange.index, to: strange.index + strange[0].length };
}

/** The normalised number and every type whose form it has (a lookup is not told the type). */
export function recogniseIdNumber(text: string): Result<{ number: string; types: IdType[] }, IdFault> {
  const number = normaliseIdNumber(text);
  const plain = plainFault(number);
  if (plain !== null) return refuse(plain);
  const types = ID_TYPE_NAMES.filter((type) => ID_TYPES[type].check(number) === null);
  if (types.length > 0) return ok({ number, types });
  const residentLike = /^\d{13,}X?/.test(number);
  return refuse((residentLike ? residentFault(number) : null) ?? whole('id_form', number));
}
