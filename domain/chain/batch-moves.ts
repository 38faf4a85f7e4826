// R19 to R28 as one table: every way that a batch may go. What is not here cannot happen.
import type { Tier } from '../lifecycle.ts';
import type { BatchAction, BatchState, BatchStep } from './batch.ts';
import type { BatchGuard } from './batch-guards.ts';
import type { Move } from './moves.ts';
import type { Role } from './roles.ts';

type Row = readonly [
  action: BatchAction,
  from: BatchState,
  to: BatchState,
  by: Role,
  tier: Tier | '',
  vouches: BatchStep | '',
  needs: readonly BatchGuard[],
  rules: string,
];

/** What has to be right before data leaves the institution. */
const FIT: readonly BatchGuard[] = ['rows', 'clean', 'undertaking', 'admissible', 'explained'];
const OWN: readonly BatchGuard[] = ['active', ...FIT];
/** R37: of an institution that has ceased, the centre with which it was filed corrects what was returned. */
const TAKEN_OVER: readonly BatchGuard[] = ['ceased', ...FIT];
const SEEN: readonly BatchGuard[] = ['undertaking', 'clean', 'looked_at'];
const SOUND: readonly BatchGuard[] = ['undertaking', 'clean'];
const WHY: readonly BatchGuard[] = ['some_rows', 'reason'];

// A table is read by its columns, which the formatter would take apart.
// oxfmt-ignore
const ROWS: readonly Row[] = [
  // The institution answers for its data (R18): an officer prepares it, the responsible person reports it.
  ['submit',    'draft',               'ready',               'institution_officer',  '',         'submitted',            OWN,                 'R18, R24, R25, R48'],
  ['take_back', 'ready',               'draft',               'institution_officer',  '',         '',                     [],                  'R18'],
  ['take_back', 'ready',               'draft',               'institution_approver', '',         '',                     [],                  'R18'],
  ['report',    'ready',               'reported',            'institution_approver', '',         'reported',             OWN,                 'R18, R20, R24, R25, R48'],
  ['discard',   'draft',               'discarded',           'institution_officer',  '',         '',                     ['reason'],          'R27'],

  // The city centre, for what is filed with it. Its term runs from the report, whenever it is received (R19, R21).
  ['receive',   'reported',            'city_review',         'city_reviewer',        'city',     '',                     [],                  'R19, R21'],
  ['endorse',   'city_review',         'city_approval',       'city_reviewer',        'city',     'city_endorsed',        SEEN,                'R21, R26'],
  ['return',    'city_review',         'returned',            'city_reviewer',        'city',     '',                     WHY,                 'R23, R26'],
  ['send_back', 'city_approval',       'city_review',         'city_approver',        'city',     '',                     ['reason'],          'R26'],
  ['return',    'city_approval',       'returned',            'city_approver',        'city',     '',                     WHY,                 'R23, R26'],
  ['send_up',   'city_approval',       'provincial_review',   'city_approver',        'city',     'city_approved',        SOUND,               'R19, R21, R28'],

  // The provincial centre, for everybody.
  ['receive',   'reported',            'provincial_review',   'provincial_reviewer',  'province', '',                     [],                  'R19, R21'],
  ['endorse',   'provincial_review',   'provincial_approval', 'provincial_reviewer',  '',         'provincial_endorsed',  SEEN,                'R21, R26'],
  ['return',    'provincial_review',   'returned',            'provincial_reviewer',  '',         '',                     WHY,                 'R23, R26'],
  ['send_back', 'provincial_approval', 'provincial_review',   'provincial_approver',  '',         '',                     ['reason'],          'R26'],
  ['return',    'provincial_approval', 'returned',            'provincial_approver',  '',         '',                     WHY,                 'R23, R26'],
  ['send_up',   'provincial_approval', 'ministry_review',     'provincial_approver',  '',         'provincial_approved',  SOUND,               'R19, R21, R28'],

  // The ministry centre, which alone makes data open to queries (R19, R22).
  ['endorse',   'ministry_review',     'ministry_approval',   'ministry_reviewer',    '',         'ministry_endorsed',    SEEN,                'R22, R26'],
  ['return',    'ministry_review',     'returned',            'ministry_reviewer',    '',         '',                     WHY,                 'R23, R26'],
  ['send_back', 'ministry_approval',   'ministry_review',     'ministry_approver',    '',         '',                     ['reason'],          'R26'],
  ['return',    'ministry_approval',   'returned',            'ministry_approver',    '',         '',                     WHY,                 'R23, R26'],
  ['publish',   'ministry_approval',   'published',           'ministry_approver',    '',         'ministry_approved',    [...SOUND, 'no_open_order'], 'R19, R22'],

  // What was returned is corrected and goes the whole way again (R23).
  ['submit',    'returned',            'corrected',           'institution_officer',  '',         'submitted',            OWN,                 'R23, R24, R48'],
  ['submit',    'returned',            'corrected',           'city_reviewer',        'city',     'submitted',            TAKEN_OVER,          'R23, R37'],
  ['submit',    'returned',            'corrected',           'provincial_reviewer',  'province', 'submitted',            TAKEN_OVER,          'R23, R37'],
  ['take_back', 'corrected',           'returned',            'institution_officer',  '',         '',                     [],                  'R23'],
  ['take_back', 'corrected',           'returned',            'institution_approver', '',         '',                     [],                  'R23'],
  ['take_back', 'corrected',           'returned',            'city_approver',        'city',     '',                     ['ceased'],          'R23, R37'],
  ['take_back', 'corrected',           'returned',            'provincial_approver',  'province', '',                     ['ceased'],          'R23, R37'],
  ['report',    'corrected',           'reported',            'institution_approver', '',         'reported',             OWN,                 'R23, R24, R48'],
  ['report',    'corrected',           'reported',            'city_approver',        'city',     'reported',             TAKEN_OVER,          'R23, R37'],
  ['report',    'corrected',           'reported',            'provincial_approver',  'province', 'reported',             TAKEN_OVER,          'R23, R37'],
  ['give_up',   'returned',            'given_up',            'institution_approver', '',         '',                     ['reason'],          'R23, R27'],
  ['give_up',   'returned',            'given_up',            'city_approver',        'city',     '',                     ['ceased', 'reason'], 'R23, R37'],
  ['give_up',   'returned',            'given_up',            'provincial_approver',  'province', '',                     ['ceased', 'reason'], 'R23, R37'],
];

export const TRANSITIONS = ROWS.map(
  ([action, from, to, by, tier, vouches, needs, rules]): Move<BatchState, BatchAction, BatchGuard, BatchStep> => ({
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
