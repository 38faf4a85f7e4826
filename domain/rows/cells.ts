// What stands in each cell of a reported row, read on its own: the value, or a code that says why there is none.
import { isCalendarDate } from '../calendar-date.ts';
import { parseCertificateNumber, type CertificateNumber } from '../certificate-number.ts';
import { normaliseName } from '../holder-name.ts';
import { parseIdNumber } from '../id-document.ts';
import { ID_TYPE_NAMES, ID_TYPES, type IdType } from '../id-types.ts';
import { LEVELS, type LevelCode } from '../level.ts';
import { halfWidth } from '../typed-text.ts';
import { forbiddenWordIn } from './forbidden-words.ts';
import type { RowCode } from './row-words.ts';

/** Both null: nothing to say, because another cell is in doubt. Both set: a value that is read and not allowed. */
export interface Reading<T> {
  readonly value: T | null;
  readonly code: RowCode | null;
}

const read = <T>(value: T): Reading<T> => ({ value, code: null });
const wrong = (code: RowCode): Reading<never> => ({ value: null, code });
const EMPTY = wrong('cell_empty');

/** Blanks and width do not make another occupation or institution; anything else does. */
export const fold = (text: string): string => halfWidth(text).replaceAll(/\s/g, '');

const ID_TYPE_OF: ReadonlyMap<string, IdType> = new Map(ID_TYPE_NAMES.map((type) => [ID_TYPES[type].zh, type]));
const LEVEL_OF: ReadonlyMap<string, LevelCode> = new Map(
  Object.values(LEVELS).map(({ printed, code }) => [printed, code]),
);

/** What a spreadsheet makes of long digits: 4.40106E+17, or zeros in the place of the last three of eighteen. */
const LOST_DIGITS = /^\s*\d(?:\.\d+)?E\+?\d+\s*$/i;

export function readName(text: string): Reading<string> {
  const name = normaliseName(text); // D3
  if (name.ok) return read(name.value);
  return name.fault.code === 'name_empty' ? EMPTY : wrong(name.fault.code);
}

export function readIdType(text: string): Reading<IdType> {
  const name = fold(text);
  const type = ID_TYPE_OF.get(name);
  return type !== undefined ? read(type) : name === '' ? EMPTY : wrong('id_type_unknown');
}

export function readIdNumber(text: string, type: IdType | null): Reading<string> {
  if (text.trim() === '') return EMPTY;
  if (LOST_DIGITS.test(text)) return wrong('cell_lost_digits');
  if (type === null) return { value: null, code: null }; // which form it should have is not known
  const number = parseIdNumber(text, type);
  if (number.ok) return read(number.value);
  const rounded = number.fault.code === 'id_check_digit' && text.trimEnd().endsWith('000');
  return wrong(rounded ? 'cell_lost_digits' : number.fault.code);
}

export function readLevel(text: string): Reading<LevelCode> {
  const name = fold(text);
  const level = LEVEL_OF.get(name); // R8, R13
  return level !== undefined ? read(level) : name === '' ? EMPTY : wrong('level_form');
}

/** Year, month and day in the ways that spreadsheets write them; a time of midnight behind is theirs, too. */
const DATE =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))(?:[ T]00?:00(?::00(?:\.0+)?)?Z?)?$/;

/** YYYY-MM-DD. */
export function readDate(text: string): Reading<string> {
  const typed = halfWidth(text).trim();
  if (typed === '') return EMPTY;
  const [year = '', month = '', day = ''] = (DATE.exec(typed) ?? []).slice(1).filter((part) => part !== undefined);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? read(date) : wrong('date_form');
}

export function readNumber(text: string): Reading<CertificateNumber> {
  if (LOST_DIGITS.test(text)) return wrong('cell_lost_digits');
  const number = parseCertificateNumber(text); // R1 to R9
  if (number.ok) return read(number.value);
  return number.fault.code === 'number_empty' ? EMPTY : wrong(number.fault.code);
}

/** R14, R15. `filed`: whatever is known of the filed occupations, by folded name. */
export function readOccupation<T>(text: string, filed: ReadonlyMap<string, T>, filedName: string): Reading<T> {
  const name = fold(text);
  if (name === '') return EMPTY;
  const value = filed.get(name) ?? null;
  if (forbiddenWordIn(name, filedName) !== null) return { value, code: 'forbidden_word' };
  return value === null ? wrong('occupation_outside_scope') : read(value);
}

/** What people write for "none" that is not the two hyphens of R13. */
const NO_JOB = /^[-\u2010-\u2015\u2212\u4e00_/无]*$/;

/** R13, R14, R15. `jobs`: as filed, by folded name; null when the occupation is in doubt. The value null is `--`. */
export function readJob(
  text: string,
  jobs: ReadonlyMap<string, string> | null,
  filedName: string,
): Reading<{ readonly name: string | null }> {
  const name = fold(text);
  const none = name === '--';
  if (!none && NO_JOB.test(name)) return wrong('job_dashes');
  if (forbiddenWordIn(name, filedName) !== null) return wrong('forbidden_word');
  if (jobs === null) return { value: null, code: null };
  // Filed without jobs there are none; filed with jobs, `--` has to be one of them.
  const job = none && jobs.size === 0 ? name : jobs.get(name);
  return job === undefined ? wrong('job_outside_scope') : read({ name: none ? null : job });
}
