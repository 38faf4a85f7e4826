// One thing that is wrong with a reported row.
import type { Words } from '../result.ts';
import type { Column } from './columns.ts';
import { mendingOf, type RowCode } from './row-words.ts';

/** An error keeps the row from being reported; a warning is for the officer and the reviewers to look at. */
export interface Problem {
  readonly column: Column;
  readonly code: RowCode;
  readonly severity: 'error' | 'warning';
  readonly message: Words;
  readonly howToMend: Words;
  /** The other row of the batch that it is about, as numbered by the caller. */
  readonly otherRow?: number;
  /** Sequence numbers that are missing (R9). */
  readonly missing?: { readonly from: number; readonly to: number };
}

const WARNINGS: ReadonlySet<RowCode> = new Set<RowCode>(['report_late', 'age_unusual', 'sequence_gap']);

export const problem = (column: Column, code: RowCode, more: Pick<Problem, 'otherRow' | 'missing'> = {}): Problem => ({
  column,
  code,
  severity: WARNINGS.has(code) ? 'warning' : 'error',
  ...mendingOf(code, column),
  ...more,
});
