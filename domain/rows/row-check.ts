// R1 to R15 for one reported row, read on its own: every problem at once, with the column, what is wrong and how to mend
// it. What needs other rows is in batch-check.ts.
import type { CertificateNumber } from '../certificate-number.ts';
import type { Policy } from '../chain/deadlines.ts';
import { admitReport } from '../chain/due.ts';
import type { IdType } from '../id-types.ts';
import type { LevelCode } from '../level.ts';
import { birthDateIn, fullYears, oddAge } from './age.ts';
import * as cells from './cells.ts';
import { COLUMN_NAMES, type Column, type RawRow } from './columns.ts';
import { problem, type Problem } from './problem.ts';
import { remember } from './remember.ts';
import type { RowCode } from './row-words.ts';

export interface FiledScope {
  readonly occupation: string;
  /** Empty: the occupation was filed without jobs, so that `--` is the only one. */
  readonly jobs: readonly string[];
  readonly levels: readonly LevelCode[];
}

/** What is known of the institution that reports, and of the day. */
export interface RowFacts {
  readonly institution: { readonly name: string; readonly prefix: string; readonly scope: readonly FiledScope[] };
  readonly policy: Policy;
  /** YYYY-MM-DD in China. */
  readonly today: string;
  /** False for rows that were returned and come again: R20 and R25 are about the first report only. */
  readonly firstReport: boolean;
}

/** A row without error. */
export interface ReportedRow {
  readonly number: CertificateNumber;
  /** As on the document, to be shown. */
  readonly holderName: string;
  /** In the form in which names are matched (D3). */
  readonly matchedName: string;
  readonly idType: IdType;
  readonly idNumber: string;
  /** As filed. */
  readonly occupation: string;
  /** Null for `--` (R13). */
  readonly job: string | null;
  readonly level: LevelCode;
  readonly issueDate: string;
}

/** What could be read for certain, whatever is wrong with the rest: enough to look for the same in other rows. */
export interface KnownOfRow {
  /** When nothing is wrong with it: a number of another line would tear gaps into that one. */
  readonly number: CertificateNumber | null;
  /** ID type and number. */
  readonly person: string | null;
  readonly matchedName: string | null;
  /** Occupation, job and level. */
  readonly award: string | null;
}

export interface CheckedRow {
  /** Null as soon as there is an error. */
  readonly row: ReportedRow | null;
  readonly known: KnownOfRow;
  readonly problems: readonly Problem[];
}

const NOTHING_KNOWN: KnownOfRow = { number: null, person: null, matchedName: null, award: null };

const CELL_LENGTH_MAX = 600;
/**
 * Makes the check for all rows of one institution on one day. The check keeps nothing of a row; it takes some 5 µs for
 * one without problems.
 */
export function rowChecker(facts: RowFacts): (raw: RawRow) => CheckedRow {
  const { institution, policy, today, firstReport } = facts;
  const filedName = cells.fold(institution.name);
  const filed = new Map(
    institution.scope.map((scope) => [cells.fold(scope.occupation), filedOccupation(scope, filedName)]),
  );
  const idTypeOf = remember(cells.readIdType);
  const levelOf = remember(cells.readLevel);
  const dateOf = remember(cells.readDate);
  const numberOf = numberReader();
  const occupationOf = remember((text) => cells.readOccupation(text, filed, filedName));
  const anyJob = remember((text) => cells.readJob(text, null, filedName));
  const institutionFault = remember((text): { code: RowCode | null } => {
    const name = cells.fold(text); // R14
    return { code: name === filedName ? null : name === '' ? 'cell_empty' : 'institution_differs' };
  });
  const admissionFault = remember((issueDate): { code: RowCode | null } => {
    const admitted = admitReport(issueDate, today, policy); // R20, R25
    const code = admitted.ok ? (admitted.value.late ? 'report_late' : null) : admitted.fault;
    return { code: firstReport || code === 'report_future' ? code : null };
  });

  return (raw) => {
    const problems: Problem[] = [];
    const add = (column: Column, code: RowCode | null): void => {
      if (code !== null) problems.push(problem(column, code));
    };
    const take = <T>(column: Column, { value, code }: cells.Reading<T>): T | null => {
      add(column, code);
      return value;
    };
    for (const column of COLUMN_NAMES) {
      // Nothing else looks at a cell like that: the work on a row is bounded.
      if (raw[column].length > CELL_LENGTH_MAX) add(column, 'cell_too_long');
    }
    if (problems.length > 0) return { row: null, known: NOTHING_KNOWN, problems };

    const matchedName = take('holderName', cells.readName(raw.holderName));
    const idType = take('idType', idTypeOf(raw.idType));
    const idNumber = take('idNumber', cells.readIdNumber(raw.idNumber, idType));
    const scope = take('occupation', occupationOf(raw.occupation));
    const job = take('job', (scope?.jobOf ?? anyJob)(raw.job));
    const level = take('level', levelOf(raw.level));
    const number = take('certificateNumber', numberOf(raw.certificateNumber));
    const issueDate = take('issueDate', dateOf(raw.issueDate));
    add('institutionName', institutionFault(raw.institutionName).code);

    if (scope !== null && level !== null && !scope.levels.has(level)) add('level', 'level_outside_scope'); // R14
    if (issueDate !== null) add('issueDate', admissionFault(issueDate).code);
    if (number !== null) {
      // R10
      const year = issueDate === null ? number.year : Number(issueDate.slice(2, 4));
      add('certificateNumber', number.prefix === institution.prefix ? null : 'number_prefix_differs');
      add('certificateNumber', number.year === year ? null : 'number_year_differs');
      add('certificateNumber', number.level === (level ?? number.level) ? null : 'number_level_differs');
    }
    if (idType !== null && idNumber !== null && issueDate !== null) {
      const birth = birthDateIn(idType, idNumber);
      add('idNumber', birth === null ? null : oddAge(fullYears(birth, issueDate)));
    }

    const known: KnownOfRow = {
      number: problems.some(({ column }) => column === 'certificateNumber') ? null : number,
      person: idType === null || idNumber === null ? null : `${idType} ${idNumber}`,
      matchedName,
      award:
        scope === null || job === null || level === null ? null : `${level} ${scope.occupation} ${job.name ?? '--'}`,
    };
    if (
      problems.some(({ severity }) => severity === 'error') ||
      number === null ||
      matchedName === null ||
      idType === null ||
      idNumber === null ||
      scope === null ||
      job === null ||
      level === null ||
      issueDate === null
    ) {
      return { row: null, known, problems };
    }
    const holderName = raw.holderName.trim();
    const { occupation } = scope;
    const row = { number, holderName, matchedName, idType, idNumber, occupation, job: job.name, level, issueDate };
    return { row, known, problems };
  };
}

interface FiledOccupation {
  readonly occupation: string;
  readonly levels: ReadonlySet<LevelCode>;
  readonly jobOf: (text: string) => cells.Reading<{ readonly name: string | null }>;
}

function filedOccupation({ occupation, jobs, levels }: FiledScope, filedName: string): FiledOccupation {
  const filedJobs = new Map(jobs.map((job) => [cells.fold(job), job]));
  return { occupation, levels: new Set(levels), jobOf: remember((text) => cells.readJob(text, filedJobs, filedName)) };
}

/** Numbers of one line differ in the sequence only: the sixteen characters before it are read once. */
function numberReader(): (text: string) => cells.Reading<CertificateNumber> {
  const lineOf = remember((head) => cells.readNumber(`${head}000001`));
  return (text) => {
    if (!/^[A-Z]\d{21}$/.test(text)) return cells.readNumber(text);
    const line = lineOf(text.slice(0, 16));
    const sequence = Number(text.slice(16));
    if (line.value === null || sequence === 0) return cells.readNumber(text);
    return { value: { ...line.value, text, sequence }, code: null };
  };
}
