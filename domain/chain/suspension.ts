// R36: a doubtful certificate is not shown while somebody looks into it. Suspending is quick and one person's, or the
// screening's own, act; only the province, by two people, lifts a suspension or confirms it.
import type { CertificateStanding, Tier } from '../lifecycle.ts';
import { ok, type Result, type Words } from '../result.ts';
import { decideMove, type Machine, type Move, type MoveFaultCode, type Refusal, type Vouched } from './moves.ts';
import type { Actor, Role } from './roles.ts';

interface SuspensionStateOf extends Words {
  /** Whether the query service is suspended. */
  readonly holds: boolean;
}

export const SUSPENSION_STATES = {
  none: { zh: '无', en: 'None', holds: false },
  open: { zh: '暂停查询，待复核', en: 'Suspended, to be examined', holds: true },
  examined: { zh: '已复核，待审批', en: 'Examined, to be decided', holds: true },
  confirmed: { zh: '疑点属实，继续暂停', en: 'Confirmed, stays suspended', holds: true },
  lifted: { zh: '已解除', en: 'Lifted', holds: false },
  closed: { zh: '证书已撤销', en: 'Closed: the certificate has been withdrawn', holds: false },
} as const satisfies Record<string, SuspensionStateOf>;

export type SuspensionState = keyof typeof SUSPENSION_STATES;

export const SUSPENSION_ACTIONS = {
  suspend: { zh: '暂停查询', en: 'Suspend' },
  examine: { zh: '复核', en: 'Examine' },
  lift: { zh: '解除暂停', en: 'Lift' },
  confirm: { zh: '确认疑点', en: 'Confirm' },
  close: { zh: '结案', en: 'Close' },
} as const satisfies Record<string, Words>;

export type SuspensionAction = keyof typeof SUSPENSION_ACTIONS;
export type SuspensionStep = 'suspended' | 'examined' | 'decided';
export type SuspensionFaultCode = 'reason_missing' | 'not_withdrawn';

export interface SuspensionFacts {
  /** The screening rule that was hit and what it saw, the finding, or the decision's grounds. */
  readonly reason: string;
  readonly withdrawn: boolean;
}

const GUARDS = {
  reason: ({ reason }: SuspensionFacts): Refusal<SuspensionFaultCode> | null =>
    reason.trim() === '' ? { code: 'reason_missing', rule: 'R27' } : null,
  withdrawn: ({ withdrawn }: SuspensionFacts): Refusal<SuspensionFaultCode> | null =>
    withdrawn ? null : { code: 'not_withdrawn', rule: 'R35' },
} as const;

type Guard = keyof typeof GUARDS;
type Row = readonly [
  action: SuspensionAction,
  from: SuspensionState,
  to: SuspensionState,
  by: Role,
  vouches: SuspensionStep | '',
  needs: readonly Guard[],
];

// A table is read by its columns, which the formatter would take apart.
// oxfmt-ignore
const ROWS: readonly Row[] = [
  ['suspend', 'none',      'open',      'system',              'suspended', ['reason']],
  ['suspend', 'none',      'open',      'provincial_reviewer', 'suspended', ['reason']],
  ['suspend', 'none',      'open',      'ministry_reviewer',   'suspended', ['reason']],
  ['examine', 'open',      'examined',  'provincial_reviewer', 'examined',  ['reason']],
  ['lift',    'examined',  'lifted',    'provincial_approver', 'decided',   ['reason']],
  ['confirm', 'examined',  'confirmed', 'provincial_approver', 'decided',   ['reason']],
  // Corrected since, or shown to be right after all: examined anew, by two people again.
  ['examine', 'confirmed', 'examined',  'provincial_reviewer', 'examined',  ['reason']],
  ['close',   'open',      'closed',    'system',              '',          ['withdrawn']],
  ['close',   'examined',  'closed',    'system',              '',          ['withdrawn']],
  ['close',   'confirmed', 'closed',    'system',              '',          ['withdrawn']],
];

export const SUSPENSION_MOVES = ROWS.map(
  ([action, from, to, by, vouches, needs]): Move<SuspensionState, SuspensionAction, Guard, SuspensionStep> => ({
    action,
    from,
    to,
    by,
    tier: null,
    vouches: vouches === '' ? null : vouches,
    needs,
    rules: 'R36',
  }),
);

const ANSWERED = {
  none: [],
  open: ['suspended'],
  examined: ['suspended', 'examined'],
  confirmed: ['suspended', 'examined', 'decided'],
  lifted: ['suspended', 'examined', 'decided'],
  closed: [],
} as const satisfies Record<SuspensionState, readonly SuspensionStep[]>;

export interface Suspension {
  readonly state: SuspensionState;
  readonly tier: Tier;
  readonly vouched: Vouched<SuspensionStep>;
}

const MACHINE: Machine<SuspensionState, SuspensionAction, Guard, SuspensionStep, SuspensionFacts, SuspensionFaultCode> =
  { moves: SUSPENSION_MOVES, guards: GUARDS, answeredIn: (state) => ANSWERED[state] };

/** What an act makes of a suspension, or why it may not be done. */
export function decideSuspension(
  suspension: Suspension,
  action: SuspensionAction,
  actor: Actor,
  facts: SuspensionFacts,
): Result<{ readonly suspension: Suspension; readonly rules: string }, Refusal<SuspensionFaultCode | MoveFaultCode>> {
  const moved = decideMove(MACHINE, suspension, action, actor, facts);
  if (!moved.ok) return moved;
  const { state, vouched, rules } = moved.value;
  return ok({ suspension: { state, tier: suspension.tier, vouched }, rules });
}

/** How a certificate stands: withdrawn for good, else suspended as long as one suspension holds. */
export const standingFrom = (withdrawn: boolean, suspensions: readonly SuspensionState[]): CertificateStanding =>
  withdrawn ? 'withdrawn' : suspensions.some((state) => SUSPENSION_STATES[state].holds) ? 'suspended' : 'valid';
