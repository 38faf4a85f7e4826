// D3: reading the number of an identity document, and live help while one is being typed.
import { ID_TYPE_NAMES, ID_TYPES, typesOf, whole, type IdFault, type IdType } from './id-types.ts';
import { explainResidentNumber, RESIDENT_LENGTH, type ResidentPart } from './resident-id.ts';
import { ok, refuse, type Result } from './result.ts';
import { bareNumber } from './typed-text.ts';

export { ID_TYPE_NAMES, ID_TYPES, isIdType } from './id-types.ts';
export type { IdFault, IdFaultCode, IdType } from './id-types.ts';
export { checkDigit, RESIDENT_PARTS } from './resident-id.ts';
export type { ResidentPart, ResidentPartName } from './resident-id.ts';

/** Full width to ASCII, x to X; blanks, hyphens, invisible characters and the brackets of some permits out. */
export const normaliseIdNumber = (text: string): string => bareNumber(text).replace(/[()]/g, '');

/** The normalised number of a document whose type is known. */
export function parseIdNumber(text: string, type: IdType): Result<string, IdFault> {
  const number = normaliseIdNumber(text);
  const fault = characterFault(number) ?? ID_TYPES[type].check(number);
  return fault === null ? ok(number) : refuse(fault);
}

/**
 * The normalised number and every type whose form it has: a lookup is not told the type. What has none of the forms
 * is told the fault of the document it looks most like.
 */
export function recogniseIdNumber(text: string): Result<{ number: string; types: IdType[] }, IdFault> {
  const number = normaliseIdNumber(text);
  const strange = characterFault(number);
  if (strange !== null) return refuse(strange);
  const types = typesOf(number);
  return types.length > 0 ? ok({ number, types }) : refuse(likeliestFault(number));
}

function likeliestFault(number: string): IdFault {
  const like: IdType | null = !/^\d{13}/.test(number)
    ? null
    : number.startsWith('9')
      ? 'foreign_permanent'
      : /^8[123]0000/.test(number)
        ? 'hmt_residence'
        : 'resident_id'; // which nine in ten people hold
  return (like && ID_TYPES[like].check(number)) ?? whole('id_form', number);
}

/** The fault of a normalised number that no document could have; null when it has only A-Z and digits. */
function characterFault(number: string): IdFault | null {
  if (number === '') return whole('id_empty', number);
  const strange = /[^0-9A-Z]/u.exec(number);
  return strange && { code: 'id_character', from: strange.index, to: strange.index + strange[0].length };
}

export interface IdHint {
  /** Normalised. */
  readonly number: string;
  /**
   * `right`: may be sent, and is not the beginning of something longer that is likelier. A short number that begins
   * like a resident number is `partial` although some passport might look the same: sending it is not refused.
   */
  readonly state: 'missing' | 'partial' | 'right' | 'wrong';
  /** Types whose form it has now. */
  readonly types: readonly IdType[];
  /** Types whose form it has or can still get by typing on. */
  readonly possible: readonly IdType[];
  /** The parts of the resident number, when it begins like one; else empty. */
  readonly parts: readonly ResidentPart[];
  /** Only when `state` is `wrong`. */
  readonly fault: IdFault | null;
}

/** Explains an identity number, complete or not, of whatever type. */
export function explainIdNumber(text: string): IdHint {
  const number = normaliseIdNumber(text);
  const strange = characterFault(number);
  if (number === '') return { number, state: 'missing', types: [], possible: ID_TYPE_NAMES, parts: [], fault: null };
  if (strange !== null) return { number, state: 'wrong', types: [], possible: [], parts: [], fault: strange };
  const types = typesOf(number);
  const possible = ID_TYPE_NAMES.filter((type) => types.includes(type) || ID_TYPES[type].begins(number));
  const parts = /^[1-6]/.test(number) ? explainResidentNumber(number) : [];
  const unfinished = types.length === 0 || ID_TYPES.resident_id.begins(number);
  const state = possible.length === 0 ? 'wrong' : unfinished ? 'partial' : 'right';
  const fault = state === 'wrong' ? (partFault(parts, number) ?? likeliestFault(number)) : null;
  return { number, state, types, possible, parts, fault };
}

/** While a resident number is being typed its wrong part is the news, and not yet its length. */
function partFault(parts: readonly ResidentPart[], number: string): IdFault | null {
  const wrong = number.length < RESIDENT_LENGTH && number.length !== 15 && parts.find((part) => part.fault !== null);
  return wrong && wrong.fault ? { code: wrong.fault, from: wrong.from, to: wrong.to } : null;
}
