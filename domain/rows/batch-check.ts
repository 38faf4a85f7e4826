// What only other rows can tell: numbers and people that come twice, and gaps in the sequence (R9). Rows come one by one
// and are not kept; a million of them take some 40 MB here.
import type { CertificateNumber } from '../certificate-number.ts';
import type { LevelCode } from '../level.ts';
import { fingerprints } from './fingerprints.ts';
import { problem, type Problem } from './problem.ts';
import type { KnownOfRow } from './row-check.ts';

/** What the registry knows of the institution's numbers. */
export interface RegistryFacts {
  /** Whether this number has been reported before, outside of this batch. */
  taken(number: string): boolean;
  /** The highest sequence number reported so far of this year (two digits) and level; 0 for none. */
  lastSequence(year: number, level: LevelCode): number;
}

export interface RowProblem {
  readonly row: number;
  readonly problem: Problem;
}

export interface BatchCheck {
  /** The problems of a row in view of those before it, also of one with errors. `at`: its number in the file, from 1. */
  add(at: number, known: KnownOfRow): Problem[];
  /** When all rows are there: the gaps, each at the row behind it. */
  finish(): RowProblem[];
}

const SEQUENCE_MAX = 999_999;

/** Begins the check of one batch of one institution. */
export function batchChecker(registry: RegistryFacts): BatchCheck {
  const lines = new Map<number, Line>();
  const certificates = fingerprints();
  const people = fingerprints();

  return {
    add(at, { number, person, matchedName, award }) {
      const problems: Problem[] = [];
      const twice = number === null ? 0 : lineOf(lines, number).put(number.sequence, at);
      if (twice !== 0) problems.push(problem('certificateNumber', 'number_twice', { otherRow: twice }));
      else if (number !== null && registry.taken(number.text))
        problems.push(problem('certificateNumber', 'number_taken'));
      if (person === null) return problems;
      const before = matchedName === null ? null : people.put(person, at, matchedName);
      if (before !== null && !before.same)
        problems.push(problem('holderName', 'id_two_names', { otherRow: before.at }));
      const double = award === null ? null : certificates.put(`${person} ${award}`, at, '');
      // A row that came twice as a whole is told so once.
      if (double !== null && twice === 0) problems.push(problem('idNumber', 'person_twice', { otherRow: double.at }));
      return problems;
    },
    finish() {
      return Array.from(lines.values()).flatMap(({ year, level, line }) =>
        line.gaps(registry.lastSequence(year, level)).map(({ row, from, to }) => ({
          row,
          problem: problem('certificateNumber', 'sequence_gap', { missing: { from, to } }),
        })),
      );
    },
  };
}

/** One year and level: at which row each sequence number stands. */
interface SequenceLine {
  /** The row where it stands already, else 0. */
  put(sequence: number, row: number): number;
  /** Numbers missing behind `last`, each gap with the row that follows it. */
  gaps(last: number): { row: number; from: number; to: number }[];
}

function sequenceLine(): SequenceLine {
  let rows = new Int32Array(1024);
  let highest = 0;
  return {
    put(sequence, row) {
      if (sequence >= rows.length) {
        const larger = new Int32Array(Math.min(SEQUENCE_MAX + 1, Math.max(sequence + 1, rows.length * 2)));
        larger.set(rows);
        rows = larger;
      }
      const before = rows[sequence] ?? 0;
      if (before === 0) rows[sequence] = row;
      highest = Math.max(highest, sequence);
      return before;
    },
    gaps(last) {
      const found: { row: number; from: number; to: number }[] = [];
      let from = last + 1;
      for (let sequence = last + 1; sequence <= highest; sequence++) {
        const row = rows[sequence] ?? 0;
        if (row === 0) continue;
        if (sequence > from) found.push({ row, from, to: sequence - 1 });
        from = sequence + 1;
      }
      return found;
    },
  };
}

interface Line {
  readonly year: number;
  readonly level: LevelCode;
  readonly line: SequenceLine;
}

function lineOf(lines: Map<number, Line>, { year, level }: CertificateNumber): SequenceLine {
  const key = year * 10 + level;
  const known = lines.get(key);
  if (known !== undefined) return known.line;
  const line = sequenceLine();
  lines.set(key, { year, level, line });
  return line;
}
