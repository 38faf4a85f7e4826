// The six identity documents that a certificate may name (R11, D3) and the form of each one's number, as a table.
import { birthFits, RESIDENT_LENGTH, residentBegins, residentFault, type ResidentFaultCode } from './resident-id.ts';
import type { Words } from './result.ts';
import { isKeyOf, keysOf } from './table.ts';

export type IdType =
  | 'resident_id'
  | 'passport'
  | 'hmt_residence'
  | 'hk_macao_travel'
  | 'taiwan_travel'
  | 'foreign_permanent';

export type IdFaultCode =
  | ResidentFaultCode
  | 'id_empty'
  | 'id_form'
  | 'id_passport_form'
  | 'id_hmt_residence_form'
  | 'id_hk_macao_form'
  | 'id_taiwan_form'
  | 'id_foreign_permanent_form';

/** Where the fault lies in the normalised number: `from` counts from 0, `to` is behind the last character. */
export interface IdFault {
  readonly code: IdFaultCode;
  readonly from: number;
  readonly to: number;
}

interface IdForm extends Words {
  /** Stable for ever, for records that outlive the key's name. */
  readonly code: 1 | 2 | 3 | 4 | 5 | 6;
  /** The fault of a normalised number (A-Z and digits only), null when it has this form. */
  readonly check: (number: string) => IdFault | null;
  /** Whether a normalised number that has not this form yet can get it by typing on. */
  readonly begins: (number: string) => boolean;
}

export const whole = (code: IdFaultCode, number: string): IdFault => ({ code, from: 0, to: number.length });

/**
 * A form that a pattern describes; in those of 18 characters 7 to 14 are a date of birth (whether it lies in the past
 * is not asked: the rules have no clock). The samples belong to nobody: each is the longest number of its kind, and
 * what is being typed can become one if the rest of a sample completes it.
 */
const form = (code: IdFaultCode, pattern: RegExp, ...samples: string[]): Pick<IdForm, 'check' | 'begins'> => ({
  check: (number) =>
    pattern.test(number) && (number.length !== RESIDENT_LENGTH || birthFits(birthOf(number)))
      ? null
      : whole(code, number),
  begins: (number) =>
    samples.some(
      (sample) =>
        number.length < sample.length &&
        pattern.test(number + sample.slice(number.length)) &&
        (sample.length !== RESIDENT_LENGTH || birthFits(birthOf(number))),
    ),
});

const birthOf = (number: string): string => number.slice(6, 14);

// The check digit is asked for on resident identity cards only (D3). A passport's form says little: those of two
// hundred states share length and alphabet at most (ICAO 9303: nine characters; some are recorded with more). Without
// a letter it ends at nine, so that digits cut short or an old resident number of 15 are told what they are.
export const ID_TYPES = {
  resident_id: {
    code: 1,
    zh: '居民身份证',
    en: 'Resident identity card',
    check: residentFault,
    begins: residentBegins,
  },
  passport: {
    code: 2,
    zh: '护照',
    en: 'Passport',
    ...form('id_passport_form', /^(?:\d{5,9}|(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,14})$/, 'E0000000000000', '000000000'),
  },
  hmt_residence: {
    code: 3,
    zh: '港澳台居民居住证',
    en: 'Residence permit for Hong Kong, Macao and Taiwan residents',
    ...form('id_hmt_residence_form', /^8[123]0000\d{11}[\dX]$/, '810000200001010000'),
  },
  hk_macao_travel: {
    code: 4,
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
    // Older cards count the renewals in two digits behind the number.
    ...form('id_hk_macao_form', /^[HM]\d{8}(?:\d\d)?$/, 'H0000000000'),
  },
  taiwan_travel: {
    code: 5,
    zh: '台湾居民来往大陆通行证',
    en: 'Mainland travel permit for Taiwan residents',
    // Cards have 8 digits; the older booklets 10, with two for the renewals or a letter for the office behind them.
    ...form('id_taiwan_form', /^(?:\d{8}|\d{10}(?:\d\d)?[A-Z]?)$/, '000000000000A', '0000000000A'),
  },
  foreign_permanent: {
    code: 6,
    zh: '外国人永久居留身份证',
    en: 'Foreign permanent resident identity card',
    // Until 2023 a state (ISO 3166, three letters) and 12 digits; since then 18 like the resident card's, from 9 on.
    ...form('id_foreign_permanent_form', /^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/, 'AAA000000000000', '900000200001010000'),
  },
} as const satisfies Record<IdType, IdForm>;

export const ID_TYPE_NAMES: readonly IdType[] = keysOf(ID_TYPES);

/** Narrows a text from outside to an ID type. */
export const isIdType = (text: string): text is IdType => isKeyOf(ID_TYPES, text);

/** Every type whose form a normalised number has. */
export const typesOf = (number: string): IdType[] =>
  ID_TYPE_NAMES.filter((type) => ID_TYPES[type].check(number) === null);
