// D10, R19 to R28: a batch on its way from the institution's draft to the public. The ways are in batch-moves.ts.
// Single rows go the same way: returning some rows of a batch makes a batch of their own.
import type { Stage, Tier } from '../lifecycle.ts';
import { ok, type Result, type Words } from '../result.ts';
import { GUARDS, type BatchFacts, type BatchFaultCode, type BatchGuard } from './batch-guards.ts';
import { TRANSITIONS } from './batch-moves.ts';
import { decideMove, type Machine, type MoveFaultCode, type Refusal, type Vouched } from './moves.ts';
import type { Actor } from './roles.ts';

interface BatchStateOf extends Words {
  /** What the holder and the public are told (R46); null as long as nothing has been reported. */
  readonly stage: Stage | null;
  /** How many steps of a round, in the order of STEPS, somebody answers for in this state. */
  readonly answered: number;
}

export const BATCH_STATES = {
  draft: { zh: '填报中', en: 'Being prepared', stage: null, answered: 0 },
  ready: { zh: '待机构负责人上报', en: 'Waiting to be reported', stage: null, answered: 1 },
  discarded: { zh: '已作废（未上报）', en: 'Discarded, never reported', stage: null, answered: 0 },
  reported: { zh: '已上报', en: 'Reported', stage: 'reported', answered: 2 },
  city_review: { zh: '市级审核中', en: 'Under review by the city', stage: 'city_review', answered: 2 },
  city_approval: { zh: '待市级审批', en: 'Waiting for approval by the city', stage: 'city_review', answered: 3 },
  provincial_review: {
    zh: '省级审核中',
    en: 'Under review by the province',
    stage: 'provincial_review',
    answered: 4,
  },
  provincial_approval: {
    zh: '待省级审批',
    en: 'Waiting for approval by the province',
    stage: 'provincial_review',
    answered: 5,
  },
  ministry_review: { zh: '部中心处理中', en: 'With the ministry', stage: 'ministry_review', answered: 6 },
  ministry_approval: {
    zh: '待部中心审批',
    en: 'Waiting for approval by the ministry',
    stage: 'ministry_review',
    answered: 7,
  },
  published: { zh: '可查询', en: 'Open to queries', stage: 'published', answered: 8 },
  returned: { zh: '已退回，待更正', en: 'Returned for correction', stage: 'returned', answered: 0 },
  corrected: {
    zh: '已更正，待重新上报',
    en: 'Corrected, waiting to be reported again',
    stage: 'returned',
    answered: 1,
  },
  given_up: { zh: '退回后不再上报', en: 'Returned and given up', stage: 'returned', answered: 0 },
} as const satisfies Record<string, BatchStateOf>;

export type BatchState = keyof typeof BATCH_STATES;

export const BATCH_ACTIONS = {
  submit: { zh: '提交本机构负责人', en: 'Hand to the responsible person' },
  take_back: { zh: '撤回修改', en: 'Take back to change' },
  report: { zh: '上报', en: 'Report' },
  receive: { zh: '接收', en: 'Receive' },
  endorse: { zh: '审核通过，提交审批', en: 'Endorse after review' },
  send_back: { zh: '退回复审', en: 'Send back to review' },
  send_up: { zh: '审批上报', en: 'Approve and send up' },
  publish: { zh: '审批发布', en: 'Approve and publish' },
  return: { zh: '退回机构', en: 'Return to the institution' },
  discard: { zh: '作废', en: 'Discard' },
  give_up: { zh: '不再上报', en: 'Give up' },
} as const satisfies Record<string, Words>;

export type BatchAction = keyof typeof BATCH_ACTIONS;

/** What somebody answers for by name in one round (R27, R28); a return begins a new round. */
export const STEPS = [
  'submitted',
  'reported',
  'city_endorsed',
  'city_approved',
  'provincial_endorsed',
  'provincial_approved',
  'ministry_endorsed',
  'ministry_approved',
] as const;

export type BatchStep = (typeof STEPS)[number];

export interface Batch {
  readonly state: BatchState;
  readonly tier: Tier;
  readonly vouched: Vouched<BatchStep>;
}

export interface BatchDecision {
  readonly batch: Batch;
  /** After a return of some rows only: the others, which stay as they are. The named ones are `batch`, one of their own. */
  readonly rest: Batch | null;
  /** For the audit leaf. */
  readonly rules: string;
}

export type TransitionFault = Refusal<BatchFaultCode | MoveFaultCode>;

/** What people answer for in a state; a province-filed institution's data never sees a city centre (R19). */
export const answeredIn = (state: BatchState, tier: Tier): readonly BatchStep[] =>
  STEPS.slice(0, BATCH_STATES[state].answered).filter((step) => tier === 'city' || !step.startsWith('city_'));

const MACHINE: Machine<BatchState, BatchAction, BatchGuard, BatchStep, BatchFacts, BatchFaultCode> = {
  moves: TRANSITIONS,
  guards: GUARDS,
  answeredIn,
};

/** What an act makes of a batch, or why it may not be done (D10). */
export function decide(
  batch: Batch,
  action: BatchAction,
  actor: Actor,
  facts: BatchFacts,
): Result<BatchDecision, TransitionFault> {
  const moved = decideMove(MACHINE, batch, action, actor, facts);
  if (!moved.ok) return moved;
  const { state, vouched, rules } = moved.value;
  const some = action === 'return' && facts.rowsReturned < facts.rows;
  return ok({ batch: { state, tier: batch.tier, vouched }, rest: some ? batch : null, rules });
}
