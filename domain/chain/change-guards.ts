// The conditions of corrections and withdrawals (change-request.ts), by the names under which its table lists them.
import { isKeyOf } from '../table.ts';
import type { Words } from '../result.ts';
import type { ChangeKind, ChangePath } from './change-request.ts';
import type { Refusal } from './moves.ts';

/** R32: nothing else can be corrected. */
export const CORRECTABLE = {
  holderName: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  idNumber: { zh: '证件号码', en: 'ID number' },
} as const satisfies Record<string, Words>;

/** What has to be known about certificate and request when somebody acts on it. */
export interface ChangeFacts {
  /** Open to queries: statement and undertaking are the way (R34). */
  readonly published: boolean;
  /** Reported and with a centre: a work order is (R33). Neither: the institution mends it in the batch itself. */
  readonly inReview: boolean;
  readonly withdrawn: boolean;
  /** A correction of this certificate has been carried out before, ever. */
  readonly correctedBefore: boolean;
  /** Another request about this certificate is not decided yet. */
  readonly anotherOpen: boolean;
  /** Fields to change, by name, and whether the new value is another than the old. Values do not come here. */
  readonly changes: readonly { readonly field: string; readonly differs: boolean }[];
  /** The form (annex 4, or 5-1) is complete. */
  readonly formComplete: boolean;
  /** The holder's undertaking (annex 5-2) is there and signed. */
  readonly undertakingSigned: boolean;
  /** Benefits tied to the certificate have been cancelled, with proof (R35). */
  readonly benefitsCancelled: boolean;
  readonly institutionActive: boolean;
  readonly reason: string;
}

export type ChangeFaultCode =
  | 'wrong_path'
  | 'mend_in_the_batch'
  | 'already_withdrawn'
  | 'already_corrected'
  | 'change_pending'
  | 'field_not_correctable'
  | 'name_and_id_number'
  | 'nothing_changed'
  | 'form_incomplete'
  | 'holder_undertaking_missing'
  | 'benefits_not_cancelled'
  | 'institution_ceased'
  | 'institution_active'
  | 'reason_missing';

type Known = ChangeFacts & { readonly kind: ChangeKind; readonly path: ChangePath };
type Guard = (known: Known) => Refusal<ChangeFaultCode> | null;

const unless = (holds: boolean, code: ChangeFaultCode, rule: string): Refusal<ChangeFaultCode> | null =>
  holds ? null : { code, rule };

const isCorrection = ({ kind }: Known): boolean => kind === 'correction';
const changesField = ({ changes }: Known, name: keyof typeof CORRECTABLE): boolean =>
  changes.some(({ field }) => field === name);

export const CHANGE_GUARDS = {
  right_path: (known) =>
    unless(known.published || known.inReview, 'mend_in_the_batch', 'R33') ??
    unless(known.published === (known.path === 'statement'), 'wrong_path', known.published ? 'R34' : 'R33'),
  statement: (known) => unless(known.path === 'statement', 'wrong_path', 'R33'),
  work_order: (known) => unless(known.path === 'work_order', 'wrong_path', 'R34'),
  not_withdrawn: (known) => unless(!known.withdrawn, 'already_withdrawn', 'R35'),
  once: (known) => unless(!isCorrection(known) || !known.correctedBefore, 'already_corrected', 'R31'),
  alone: (known) => unless(!known.anotherOpen, 'change_pending', 'R31'),
  correctable: (known) =>
    unless(
      !isCorrection(known) || known.changes.every(({ field }) => isKeyOf(CORRECTABLE, field)),
      'field_not_correctable',
      'R32',
    ),
  name_or_id: (known) =>
    unless(
      !isCorrection(known) || !(changesField(known, 'holderName') && changesField(known, 'idNumber')),
      'name_and_id_number',
      'R32',
    ),
  differs: (known) =>
    unless(
      !isCorrection(known) || (known.changes.length > 0 && known.changes.every(({ differs }) => differs)),
      'nothing_changed',
      'R32',
    ),
  form: (known) => unless(known.formComplete, 'form_incomplete', known.path === 'statement' ? 'R34' : 'R33'),
  undertaking: (known) =>
    unless(
      known.undertakingSigned || (isCorrection(known) && known.path === 'work_order'),
      'holder_undertaking_missing',
      isCorrection(known) ? 'R34' : 'R35',
    ),
  benefits: (known) => unless(isCorrection(known) || known.benefitsCancelled, 'benefits_not_cancelled', 'R35'),
  active: (known) => unless(known.institutionActive, 'institution_ceased', 'R37'),
  ceased: (known) => unless(!known.institutionActive, 'institution_active', 'R37'),
  reason: (known) => unless(known.reason.trim() !== '', 'reason_missing', 'R27'),
} as const satisfies Record<string, Guard>;

export type ChangeGuard = keyof typeof CHANGE_GUARDS;
