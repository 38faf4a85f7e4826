// R31 to R35, R37: corrections and withdrawals.
import { array, assert, boolean, constantFrom, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeFacts } from '../../../domain/chain/change-guards.ts';
import {
  CHANGE_ACTIONS,
  CHANGE_MOVES,
  CHANGE_STATES,
  decideChange,
  type ChangeAction,
  type ChangeKind,
  type ChangeRequest,
  type ChangeState,
} from '../../../domain/chain/change-request.ts';
import { ROLES, type Role } from '../../../domain/chain/roles.ts';
import { keysOf } from '../../../domain/table.ts';
import vectors from '../../vectors/change-requests.json' with { type: 'json' };
import { must } from '../must.ts';

const FINE: ChangeFacts = {
  published: true,
  inReview: false,
  withdrawn: false,
  correctedBefore: false,
  anotherOpen: false,
  changes: [{ field: 'holderName', differs: true }],
  formComplete: true,
  undertakingSigned: true,
  benefitsCancelled: true,
  institutionActive: true,
  reason: 'because',
};
const UNPUBLISHED: ChangeFacts = { ...FINE, published: false, inReview: true, undertakingSigned: false };

const STEPS_IN: Record<ChangeState, string[]> = {
  drafted: ['drafted'],
  at_city: ['drafted', 'filed'],
  at_province: ['drafted', 'filed', 'city'],
  at_ministry: ['drafted', 'filed', 'city', 'province'],
  done: ['drafted', 'filed', 'city', 'province', 'ministry'],
  refused: [],
  cancelled: [],
};
const request = (state: ChangeState, rest: Partial<ChangeRequest> = {}): ChangeRequest => ({
  kind: 'correction',
  path: 'statement',
  tier: 'city',
  state,
  vouched: Object.fromEntries(STEPS_IN[state].map((step) => [step, `who ${step}`])),
  ...rest,
});
const result = (subject: ChangeRequest, action: ChangeAction, role: Role, facts = FINE): string => {
  const decision = decideChange(subject, action, { id: 'somebody', role }, facts);
  return decision.ok ? decision.value.request.state : decision.fault.code;
};

describe('every act on a request in every state by every role', () => {
  test.each([
    ['statement', 'city', FINE],
    ['statement', 'province', FINE],
    ['work_order', 'city', UNPUBLISHED],
    ['work_order', 'province', UNPUBLISHED],
  ] as const)('is allowed exactly where the rules say so: %s, %s-filed (R33, R34)', (path, tier, facts) => {
    const allowed = new Map(vectors[path][tier].map(([state, action, role, to]) => [`${state} ${action} ${role}`, to]));
    for (const state of keysOf(CHANGE_STATES)) {
      for (const action of keysOf(CHANGE_ACTIONS)) {
        for (const role of keysOf(ROLES)) {
          const name = `${state} ${action} ${role}`;
          const to = result(request(state, { path, tier }), action, role, facts);
          expect(`${name}: ${to in CHANGE_STATES ? to : 'no'}`).toBe(`${name}: ${allowed.get(name) ?? 'no'}`);
        }
      }
    }
  });

  test('by another person for every step that is answered for (R28)', () => {
    for (const { from, action, by, vouches, tier } of CHANGE_MOVES) {
      for (const path of ['statement', 'work_order'] as const) {
        const subject = request(from, { path, tier: tier ?? 'city' });
        const faults = Object.values(subject.vouched).map((id) => {
          const decision = decideChange(subject, action, { id, role: by }, FINE);
          return decision.ok ? 'allowed' : decision.fault.code;
        });
        const expected = vouches === null ? [] : faults.filter((fault) => fault !== 'second_person');
        expect(expected).toStrictEqual([]);
      }
    }
  });
});

describe('what the law asks of a request', () => {
  test.each<[string, Partial<ChangeFacts>, Partial<ChangeRequest>, string]>([
    ['R31 a second correction', { correctedBefore: true }, {}, 'already_corrected'],
    ['R31 a withdrawal after a correction is none', { correctedBefore: true }, { kind: 'withdrawal' }, 'at_city'],
    ['R31 another request not decided yet', { anotherOpen: true }, {}, 'change_pending'],
    ['R32 the name', { changes: [{ field: 'holderName', differs: true }] }, {}, 'at_city'],
    ['R32 the sex', { changes: [{ field: 'sex', differs: true }] }, {}, 'at_city'],
    ['R32 the ID number', { changes: [{ field: 'idNumber', differs: true }] }, {}, 'at_city'],
    [
      'R32 name and sex',
      {
        changes: [
          { field: 'holderName', differs: true },
          { field: 'sex', differs: true },
        ],
      },
      {},
      'at_city',
    ],
    [
      'R32 name and ID number',
      {
        changes: [
          { field: 'idNumber', differs: true },
          { field: 'holderName', differs: true },
        ],
      },
      {},
      'name_and_id_number',
    ],
    ['R32 the occupation', { changes: [{ field: 'occupation', differs: true }] }, {}, 'field_not_correctable'],
    ['R32 the ID type', { changes: [{ field: 'idType', differs: true }] }, {}, 'field_not_correctable'],
    [
      'R32 a field named like something of the language',
      { changes: [{ field: 'constructor', differs: true }] },
      {},
      'field_not_correctable',
    ],
    ['R32 nothing at all', { changes: [] }, {}, 'nothing_changed'],
    ['R32 the same again', { changes: [{ field: 'sex', differs: false }] }, {}, 'nothing_changed'],
    ['R34 no undertaking of the holder', { undertakingSigned: false }, {}, 'holder_undertaking_missing'],
    ['R34 a statement that is not complete', { formComplete: false }, {}, 'form_incomplete'],
    ['R34 a work order for data open to queries', {}, { path: 'work_order' }, 'wrong_path'],
    ['R33 a statement for data under review', UNPUBLISHED, { path: 'statement' }, 'wrong_path'],
    ['R33 a work order for data under review', UNPUBLISHED, { path: 'work_order' }, 'at_city'],
    [
      'R33 data that the institution has still or again',
      { ...UNPUBLISHED, inReview: false },
      { path: 'work_order' },
      'mend_in_the_batch',
    ],
    ['R35 benefits not cancelled', { benefitsCancelled: false }, { kind: 'withdrawal' }, 'benefits_not_cancelled'],
    [
      'R35 no undertaking of the holder',
      { ...UNPUBLISHED },
      { kind: 'withdrawal', path: 'work_order' },
      'holder_undertaking_missing',
    ],
    ['R35 twice', { withdrawn: true }, { kind: 'withdrawal' }, 'already_withdrawn'],
    ['R35 a correction of what is withdrawn', { withdrawn: true }, {}, 'already_withdrawn'],
    ['R37 an institution that has ceased', { institutionActive: false }, {}, 'institution_ceased'],
  ])('%s', (_, facts, rest, expected) => {
    expect(result(request('drafted', rest), 'file', 'institution_approver', { ...FINE, ...facts })).toBe(expected);
  });

  test('is asked again when it is carried out: things have happened meanwhile', () => {
    const late = { ...FINE, correctedBefore: true };
    expect(result(request('at_ministry'), 'carry_out', 'ministry_approver', late)).toBe('already_corrected');
    const order = request('at_province', { path: 'work_order' });
    expect(result(order, 'carry_out', 'provincial_approver', { ...UNPUBLISHED, published: true })).toBe('wrong_path');
  });

  test('R37 passes to the centre when the institution has ceased, and another person confirms', () => {
    const ceased = { ...FINE, institutionActive: false };
    expect(result(request('drafted'), 'file', 'city_reviewer', ceased)).toBe('at_city');
    expect(result(request('drafted', { tier: 'province' }), 'file', 'provincial_reviewer', ceased)).toBe('at_province');
    expect(result(request('drafted'), 'file', 'city_reviewer')).toBe('institution_active');
  });

  test('a refusal needs a reason (R27)', () => {
    expect(result(request('at_city'), 'refuse', 'city_approver', { ...FINE, reason: ' ' })).toBe('reason_missing');
  });
});

describe('what becomes of the certificate', () => {
  test.each([
    ['work_order', 'correction', 'at_province', 'provincial_approver', 'row_corrected'],
    ['work_order', 'withdrawal', 'at_province', 'provincial_approver', 'row_withdrawn'],
    ['statement', 'correction', 'at_ministry', 'ministry_approver', 'seal_superseded'],
    ['statement', 'withdrawal', 'at_ministry', 'ministry_approver', 'standing_withdrawn'],
  ] as const)('by %s, %s: nothing before it is carried out, then %s by %s: %s', (path, kind, state, role, effect) => {
    const facts = path === 'statement' ? FINE : { ...UNPUBLISHED, undertakingSigned: true };
    const filed = decideChange(
      request('drafted', { path, kind }),
      'file',
      { id: 'x', role: 'institution_approver' },
      facts,
    );
    expect(filed).toMatchObject({ ok: true, value: { effect: 'none' } });
    const done = decideChange(request(state, { path, kind }), 'carry_out', { id: 'x', role }, facts);
    expect(done).toMatchObject({ ok: true, value: { request: { state: 'done' }, effect } });
  });
});

describe('one certificate, whatever is asked for it, in whatever order', () => {
  const wish = record({
    kind: constantFrom<ChangeKind>('correction', 'correction', 'withdrawal'),
    fields: constantFrom<readonly string[]>(['holderName'], ['idNumber'], ['holderName', 'idNumber'], ['occupation']),
  });
  const turn = record({ which: nat(20), pick: nat(100), signed: boolean() });
  const ONWARDS: ReadonlySet<ChangeAction> = new Set(['file', 'confirm', 'carry_out']);

  test('is corrected at most once, not after it was withdrawn, and never in both name and ID number (R31, R32, R35)', () => {
    let effects = 0;
    const wishes = array(wish, { minLength: 3, maxLength: 5, size: 'max' });
    assert(
      property(wishes, array(turn, { minLength: 40, maxLength: 90, size: 'max' }), (wanted, turns) => {
        const open = wanted.map(({ kind, fields }) => ({ subject: request('drafted', { kind }), fields }));
        const happened: string[] = [];
        for (const [at, { which, pick, signed }] of turns.entries()) {
          const mine = must(open[which % open.length]);
          const moves = CHANGE_MOVES.filter(({ from, tier }) => from === mine.subject.state && tier !== 'province');
          const likely = moves.flatMap((row) => (ONWARDS.has(row.action) ? [row, row, row, row] : [row]));
          const move = likely[pick % Math.max(1, likely.length)];
          if (move === undefined) continue;
          const decision = decideChange(
            mine.subject,
            move.action,
            { id: `person ${at}`, role: move.by },
            {
              ...FINE,
              correctedBefore: happened.some((each) => each.startsWith('seal_superseded')),
              withdrawn: happened.some((each) => each.startsWith('standing_withdrawn')),
              anotherOpen: open.some((other) => other !== mine && other.subject.state.startsWith('at_')),
              changes: mine.fields.map((field) => ({ field, differs: true })),
              undertakingSigned: signed,
            },
          );
          if (!decision.ok) continue;
          mine.subject = decision.value.request;
          if (decision.value.effect !== 'none') happened.push(`${decision.value.effect} ${mine.fields.join('+')}`);
        }
        effects += happened.length;
        const line = happened.join(', ');
        expect(line).toMatch(/^(?:seal_superseded (?:holderName|idNumber))?(?:, )?(?:standing_withdrawn \S+)?$/);
      }),
      { numRuns: 500 },
    );
    expect(effects).toBeGreaterThan(50);
  });
});
