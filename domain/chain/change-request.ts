// R31 to R35, R37: correcting or withdrawing a certificate that has been reported. Before it is open to queries by work
// order (annex 4), afterwards by statement and the holder's undertaking (annexes 5-1 and 5-2). Nothing is ever deleted:
// a withdrawal is a standing (R35).
import type { Tier } from '../lifecycle.ts';
import { ok, type Result, type Words } from '../result.ts';
import { CHANGE_GUARDS, type ChangeFacts, type ChangeFaultCode, type ChangeGuard } from './change-guards.ts';
import { decideMove, type Machine, type Move, type MoveFaultCode, type Refusal, type Vouched } from './moves.ts';
import type { Actor, Role } from './roles.ts';

export type ChangeKind = 'correction' | 'withdrawal';
export type ChangePath = 'work_order' | 'statement';

export const CHANGE_STATES = {
  drafted: { zh: '填写中', en: 'Being written' },
  at_city: { zh: '待市级确认', en: 'With the city centre' },
  at_province: { zh: '待省级确认', en: 'With the provincial centre' },
  at_ministry: { zh: '待部中心办理', en: 'With the ministry centre' },
  done: { zh: '已办结', en: 'Carried out' },
  refused: { zh: '不予办理', en: 'Refused' },
  cancelled: { zh: '机构已撤回', en: 'Cancelled by the institution' },
} as const satisfies Record<string, Words>;

export type ChangeState = keyof typeof CHANGE_STATES;

export const CHANGE_ACTIONS = {
  file: { zh: '提交', en: 'File' },
  confirm: { zh: '确认上报', en: 'Confirm and send up' },
  carry_out: { zh: '办理', en: 'Carry out' },
  refuse: { zh: '不予办理', en: 'Refuse' },
  cancel: { zh: '撤回', en: 'Cancel' },
} as const satisfies Record<string, Words>;

export type ChangeAction = keyof typeof CHANGE_ACTIONS;

/** Who answers for it: the three opinions of annex 4, the confirmations of R34. */
const STEPS = ['drafted', 'filed', 'city', 'province', 'ministry'] as const;
export type ChangeStep = (typeof STEPS)[number];

type Row = readonly [
  action: ChangeAction,
  from: ChangeState,
  to: ChangeState,
  by: Role,
  tier: Tier | '',
  vouches: ChangeStep | '',
  needs: readonly ChangeGuard[],
  rules: string,
];

/** What the rules ask of the request itself, once when it is filed and again when it is carried out. */
const LAWFUL: readonly ChangeGuard[] = [
  'right_path',
  'not_withdrawn',
  'once',
  'alone',
  'correctable',
  'name_or_id',
  'differs',
  'form',
  'undertaking',
  'benefits',
];

// A table is read by its columns, which the formatter would take apart.
// oxfmt-ignore
const ROWS: readonly Row[] = [
  ['file',      'drafted',     'at_city',     'institution_approver', 'city',     'filed',    ['active', ...LAWFUL], 'R31, R32, R33, R34, R35'],
  ['file',      'drafted',     'at_province', 'institution_approver', 'province', 'filed',    ['active', ...LAWFUL], 'R31, R32, R33, R34, R35'],
  // Of an institution that has ceased the centre with which it was filed takes over (R37); another person confirms.
  ['file',      'drafted',     'at_city',     'city_reviewer',        'city',     'filed',    ['ceased', ...LAWFUL], 'R34, R35, R37'],
  ['file',      'drafted',     'at_province', 'provincial_reviewer',  'province', 'filed',    ['ceased', ...LAWFUL], 'R34, R35, R37'],
  ['confirm',   'at_city',     'at_province', 'city_approver',        'city',     'city',     [],                    'R33, R34'],
  ['confirm',   'at_province', 'at_ministry', 'provincial_approver',  '',         'province', ['statement'],         'R34'],
  ['carry_out', 'at_province', 'done',        'provincial_approver',  '',         'province', ['work_order', ...LAWFUL], 'R33'],
  ['carry_out', 'at_ministry', 'done',        'ministry_approver',    '',         'ministry', ['statement', ...LAWFUL], 'R34, R35'],
  ['refuse',    'at_city',     'refused',     'city_approver',        'city',     '',         ['reason'],            'R27, R33, R34'],
  ['refuse',    'at_province', 'refused',     'provincial_approver',  '',         '',         ['reason'],            'R27, R33, R34'],
  ['refuse',    'at_ministry', 'refused',     'ministry_approver',    '',         '',         ['statement', 'reason'], 'R27, R34'],
  ['cancel',    'drafted',     'cancelled',   'institution_officer',  '',         '',         [],                    'R27'],
  ['cancel',    'drafted',     'cancelled',   'institution_approver', '',         '',         [],                    'R27'],
  ['cancel',    'at_city',     'cancelled',   'institution_approver', 'city',       '',         [],                    'R27'],
  ['cancel',    'at_province', 'cancelled',   'institution_approver', '',         '',         [],                    'R27'],
];

export const CHANGE_MOVES = ROWS.map(
  ([action, from, to, by, tier, vouches, needs, rules]): Move<ChangeState, ChangeAction, ChangeGuard, ChangeStep> => ({
    action,
    from,
    to,
    by,
    tier: tier === '' ? null : tier,
    vouches: vouches === '' ? null : vouches,
    needs,
    rules,
  }),
);

const ANSWERED = {
  drafted: 1,
  at_city: 2,
  at_province: 3,
  at_ministry: 4,
  done: 5,
  refused: 0,
  cancelled: 0,
} as const satisfies Record<ChangeState, number>;

export interface ChangeRequest {
  readonly kind: ChangeKind;
  readonly path: ChangePath;
  readonly state: ChangeState;
  readonly tier: Tier;
  readonly vouched: Vouched<ChangeStep>;
}

/**
 * What becomes of the certificate, in the same transaction. row_corrected and row_withdrawn: not open to queries yet, so
 * that no seal exists and a withdrawn row leaves its batch. seal_superseded: the corrected certificate gets a new seal,
 * the old one says superseded. standing_withdrawn: its seal and every query say withdrawn.
 */
export type ChangeEffect = 'none' | 'row_corrected' | 'row_withdrawn' | 'seal_superseded' | 'standing_withdrawn';

export interface ChangeDecision {
  readonly request: ChangeRequest;
  readonly effect: ChangeEffect;
  readonly rules: string;
}

export type ChangeFault = Refusal<ChangeFaultCode | MoveFaultCode>;

type Known = ChangeFacts & Pick<ChangeRequest, 'kind' | 'path'>;

const MACHINE: Machine<ChangeState, ChangeAction, ChangeGuard, ChangeStep, Known, ChangeFaultCode> = {
  moves: CHANGE_MOVES,
  guards: CHANGE_GUARDS,
  answeredIn: (state, tier) => STEPS.slice(0, ANSWERED[state]).filter((step) => tier === 'city' || step !== 'city'),
};

/** What an act makes of a request, or why it may not be done. */
export function decideChange(
  request: ChangeRequest,
  action: ChangeAction,
  actor: Actor,
  facts: ChangeFacts,
): Result<ChangeDecision, ChangeFault> {
  const { kind, path } = request;
  const moved = decideMove(MACHINE, request, action, actor, { ...facts, kind, path });
  if (!moved.ok) return moved;
  const { state, vouched, rules } = moved.value;
  const effect = state === 'done' ? EFFECTS[path][kind] : 'none';
  return ok({ request: { ...request, state, vouched }, effect, rules });
}

const EFFECTS = {
  work_order: { correction: 'row_corrected', withdrawal: 'row_withdrawn' },
  statement: { correction: 'seal_superseded', withdrawal: 'standing_withdrawn' },
} as const satisfies Record<ChangePath, Record<ChangeKind, ChangeEffect>>;
