// The conditions of a batch's moves (batch.ts), by the names under which the table lists them.
import type { Refusal } from './moves.ts';

/** What has to be known about a batch when somebody acts on it. Counts are of rows. */
export interface BatchFacts {
  readonly rows: number;
  /** Rows with an error found by the checks (R26), as of now. */
  readonly problems: number;
  /** Rows never reported before that are more than six months old today (R25). */
  readonly tooOld: number;
  /** The term of R20 is over for a row never reported, or that of R23 for returned ones. */
  readonly late: boolean;
  /** The written explanation (annex 3) is there, complete. */
  readonly explained: boolean;
  /** The actor has accepted the integrity undertaking (R48). */
  readonly undertakingAccepted: boolean;
  /** The institution still exists and still assesses (R37). */
  readonly institutionActive: boolean;
  /** Rows of the sample that the reviewer has not marked as seen yet (R26: system checks plus human review). */
  readonly sampleUnseen: number;
  /** Why: for the institution when data is returned, for the record otherwise. */
  readonly reason: string;
  /** Rows named in a return. */
  readonly rowsReturned: number;
  /** Work orders on rows of the batch that are not decided yet (R33). */
  readonly openWorkOrders: number;
}

export type BatchFaultCode =
  | 'batch_empty'
  | 'rows_with_problems'
  | 'undertaking_missing'
  | 'institution_ceased'
  | 'institution_active'
  | 'report_too_old'
  | 'explanation_missing'
  | 'sample_unseen'
  | 'reason_missing'
  | 'rows_not_named'
  | 'work_order_open';

const unless = (holds: boolean, code: BatchFaultCode, rule: string): Refusal<BatchFaultCode> | null =>
  holds ? null : { code, rule };

export const GUARDS = {
  rows: (facts: BatchFacts) => unless(facts.rows > 0, 'batch_empty', 'R26'),
  clean: (facts: BatchFacts) => unless(facts.problems === 0, 'rows_with_problems', 'R26'),
  undertaking: (facts: BatchFacts) => unless(facts.undertakingAccepted, 'undertaking_missing', 'R48'),
  active: (facts: BatchFacts) => unless(facts.institutionActive, 'institution_ceased', 'R37'),
  ceased: (facts: BatchFacts) => unless(!facts.institutionActive, 'institution_active', 'R37'),
  admissible: (facts: BatchFacts) => unless(facts.tooOld === 0, 'report_too_old', 'R25'),
  explained: (facts: BatchFacts) => unless(!facts.late || facts.explained, 'explanation_missing', 'R24'),
  looked_at: (facts: BatchFacts) => unless(facts.sampleUnseen === 0, 'sample_unseen', 'R26'),
  reason: (facts: BatchFacts) => unless(facts.reason.trim() !== '', 'reason_missing', 'R27'),
  some_rows: (facts: BatchFacts) =>
    unless(facts.rowsReturned >= 1 && facts.rowsReturned <= facts.rows, 'rows_not_named', 'R23'),
  no_open_order: (facts: BatchFacts) => unless(facts.openWorkOrders === 0, 'work_order_open', 'R33'),
} as const satisfies Record<string, (facts: BatchFacts) => Refusal<BatchFaultCode> | null>;

export type BatchGuard = keyof typeof GUARDS;
