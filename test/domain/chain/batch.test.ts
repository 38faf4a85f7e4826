// D10, R19 to R28: which acts are possible, in every state, by everybody; and what no sequence of acts can do.
import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answeredIn,
  BATCH_ACTIONS,
  BATCH_STATES,
  decide,
  type Batch,
  type BatchAction,
  type BatchState,
} from '../../../domain/chain/batch.ts';
import type { BatchFacts } from '../../../domain/chain/batch-guards.ts';
import { TRANSITIONS } from '../../../domain/chain/batch-moves.ts';
import { ROLES, type Actor, type Role } from '../../../domain/chain/roles.ts';
import { mayMove, type Tier } from '../../../domain/lifecycle.ts';
import { keysOf } from '../../../domain/table.ts';
import vectors from '../../vectors/batch-moves.json' with { type: 'json' };

const TIERS: readonly Tier[] = ['city', 'province'];
const STATES = keysOf(BATCH_STATES);

/** Everything in order. */
const FINE: BatchFacts = {
  rows: 10,
  problems: 0,
  tooOld: 0,
  late: false,
  explained: false,
  undertakingAccepted: true,
  institutionActive: true,
  sampleUnseen: 0,
  reason: 'because',
  rowsReturned: 10,
  openWorkOrders: 0,
};

/** A batch in this state, for which people answer who are nobody else. */
const batchIn = (state: BatchState, tier: Tier): Batch => ({
  state,
  tier,
  vouched: Object.fromEntries(answeredIn(state, tier).map((step) => [step, `who ${step}`])),
});
const somebody = (role: Role): Actor => ({ id: 'somebody', role });
const after = (batch: Batch, action: BatchAction, actor: Actor, facts = FINE): string => {
  const decision = decide(batch, action, actor, facts);
  return decision.ok ? decision.value.batch.state : decision.fault.code;
};

describe('every act in every state by every role (D10, R19)', () => {
  test.each(TIERS)('is allowed exactly where the rules say so, for a %s-filed institution', (tier) => {
    const allowed = new Map(vectors[tier].map(([state, action, role, to]) => [`${state} ${action} ${role}`, to]));
    for (const state of STATES) {
      for (const action of keysOf(BATCH_ACTIONS)) {
        for (const role of keysOf(ROLES)) {
          const expected = allowed.get(`${state} ${action} ${role}`);
          const result = after(batchIn(state, tier), action, somebody(role));
          const takesOver = ['institution_active', 'not_your_role', 'not_now'];
          expect(expected === undefined ? takesOver : [expected], `${state} ${action} ${role}`).toContain(result);
        }
      }
    }
  });

  test.each(TIERS)(
    'passes to the centre of a %s-filed institution that has ceased, for what was returned (R37)',
    (tier) => {
      const ceased = { ...FINE, institutionActive: false };
      const allowed = new Map(
        vectors.takenOver[tier].map(([state, action, role, to]) => [`${state} ${action} ${role}`, to]),
      );
      for (const state of ['draft', 'ready', 'returned', 'corrected'] as const) {
        for (const action of ['submit', 'report'] as const) {
          for (const role of keysOf(ROLES)) {
            const expected = allowed.get(`${state} ${action} ${role}`) ?? 'refused';
            const result = after(batchIn(state, tier), action, somebody(role), ceased);
            expect(result in BATCH_STATES ? result : 'refused', `${state} ${action} ${role}`).toBe(expected);
          }
        }
      }
      for (const [state, action, role, to] of vectors.takenOver[tier]) {
        const move = TRANSITIONS.find((row) => row.from === state && row.action === action && row.by === role);
        expect(move?.to).toBe(to);
      }
    },
  );

  test('says first that it is not for this role, then that it is not the time for it', () => {
    expect(after(batchIn('published', 'city'), 'publish', somebody('city_approver'))).toBe('not_your_role');
    expect(after(batchIn('published', 'city'), 'publish', somebody('ministry_approver'))).toBe('not_now');
    expect(after(batchIn('reported', 'province'), 'receive', somebody('city_reviewer'))).toBe('not_now');
  });

  test('moves the public stage only as the line of stages allows', () => {
    for (const { from, to, tier } of TRANSITIONS) {
      const [before, next] = [BATCH_STATES[from].stage, BATCH_STATES[to].stage];
      const fits = TIERS.filter((each) => tier === null || tier === each).every(
        (each) => before === null || next === null || before === next || mayMove(each, before, next),
      );
      expect(fits, `${from} to ${to}`).toBe(true);
    }
  });

  test('never leaves a published batch, a discarded or a given-up one', () => {
    for (const { from } of TRANSITIONS) expect(['published', 'discarded', 'given_up']).not.toContain(from);
  });
});

describe('the conditions of an act', () => {
  test.each<[string, BatchState, BatchAction, Role, Partial<BatchFacts>, string]>([
    ['R26 no rows', 'draft', 'submit', 'institution_officer', { rows: 0 }, 'batch_empty'],
    ['R26 a row with a problem', 'draft', 'submit', 'institution_officer', { problems: 1 }, 'rows_with_problems'],
    ['R26 a problem found since', 'ready', 'report', 'institution_approver', { problems: 1 }, 'rows_with_problems'],
    ['R26 a problem found on review', 'city_review', 'endorse', 'city_reviewer', { problems: 1 }, 'rows_with_problems'],
    [
      'R26 and on publication',
      'ministry_approval',
      'publish',
      'ministry_approver',
      { problems: 1 },
      'rows_with_problems',
    ],
    [
      'R48 no undertaking',
      'ready',
      'report',
      'institution_approver',
      { undertakingAccepted: false },
      'undertaking_missing',
    ],
    [
      'R48 nor at a centre',
      'city_approval',
      'send_up',
      'city_approver',
      { undertakingAccepted: false },
      'undertaking_missing',
    ],
    [
      'R37 the institution has ceased',
      'draft',
      'submit',
      'institution_officer',
      { institutionActive: false },
      'institution_ceased',
    ],
    ['R25 a row of more than six months', 'ready', 'report', 'institution_approver', { tooOld: 1 }, 'report_too_old'],
    ['R24 late without explanation', 'ready', 'report', 'institution_approver', { late: true }, 'explanation_missing'],
    ['R24 reported again late', 'corrected', 'report', 'institution_approver', { late: true }, 'explanation_missing'],
    [
      'R24 late with explanation',
      'ready',
      'report',
      'institution_approver',
      { late: true, explained: true },
      'reported',
    ],
    [
      'R26 a sample not looked at',
      'provincial_review',
      'endorse',
      'provincial_reviewer',
      { sampleUnseen: 1 },
      'sample_unseen',
    ],
    ['R23 a return without reasons', 'city_review', 'return', 'city_reviewer', { reason: ' \n' }, 'reason_missing'],
    ['R23 a return of no row', 'city_review', 'return', 'city_reviewer', { rowsReturned: 0 }, 'rows_not_named'],
    [
      'R23 a return of more rows than there are',
      'city_review',
      'return',
      'city_reviewer',
      { rowsReturned: 11 },
      'rows_not_named',
    ],
    [
      'R33 a work order not decided',
      'ministry_approval',
      'publish',
      'ministry_approver',
      { openWorkOrders: 1 },
      'work_order_open',
    ],
  ])('%s', (_, state, action, role, change, expected) => {
    expect(after(batchIn(state, 'city'), action, somebody(role), { ...FINE, ...change })).toBe(expected);
  });

  test('hold for everybody who answers for a step: undertaking, and no row with a problem (R26, R48)', () => {
    for (const { from, action, by, vouches, tier, needs } of TRANSITIONS) {
      if (vouches === null) continue;
      const facts = { ...FINE, institutionActive: !needs.includes('ceased') };
      const batch = batchIn(from, tier ?? 'city');
      const without = after(batch, action, somebody(by), { ...facts, undertakingAccepted: false });
      expect(`${from} ${action}: ${without}`).toBe(`${from} ${action}: undertaking_missing`);
      const flawed = after(batch, action, somebody(by), { ...facts, problems: 1 });
      expect(`${from} ${action}: ${flawed}`).toBe(`${from} ${action}: rows_with_problems`);
    }
  });

  test('ask for a reason wherever data is sent back or given up (R23, R27)', () => {
    for (const { from, action, by, tier, needs } of TRANSITIONS) {
      if (!['return', 'send_back', 'discard', 'give_up'].includes(action)) continue;
      const facts = { ...FINE, institutionActive: !needs.includes('ceased'), reason: '' };
      expect(after(batchIn(from, tier ?? 'city'), action, somebody(by), facts)).toBe('reason_missing');
    }
  });

  test('come with the number of the rule that they enforce', () => {
    const refused = decide(batchIn('ready', 'city'), 'report', somebody('institution_approver'), {
      ...FINE,
      tooOld: 3,
    });
    expect(refused).toStrictEqual({ ok: false, fault: { code: 'report_too_old', rule: 'R25' } });
  });
});

describe('a return of some rows (R23)', () => {
  test('makes a batch of the rows named, for which nobody answers any more, and leaves the others where they were', () => {
    const batch = batchIn('provincial_review', 'city');
    const decision = decide(batch, 'return', somebody('provincial_reviewer'), { ...FINE, rowsReturned: 3 });
    expect(decision).toMatchObject({
      ok: true,
      value: { batch: { state: 'returned', tier: 'city', vouched: {} }, rest: batch },
    });
  });

  test('leaves nothing behind when all rows are named', () => {
    const decision = decide(batchIn('city_review', 'city'), 'return', somebody('city_reviewer'), FINE);
    expect(decision).toMatchObject({ ok: true, value: { rest: null } });
  });
});

describe('four eyes (R28)', () => {
  test('nobody takes a step of a round in which the same person answers for another', () => {
    for (const tier of TIERS) {
      for (const { from, action, by, vouches, tier: only } of TRANSITIONS) {
        if (vouches === null || (only ?? tier) !== tier) continue;
        const batch = batchIn(from, tier);
        for (const id of Object.values(batch.vouched)) {
          expect(['second_person', 'institution_active']).toContain(after(batch, action, { id, role: by }));
        }
      }
    }
  });

  test('whoever sent a batch back may look at it again; whoever endorsed it may not approve it', () => {
    const one = { id: 'one', role: 'city_reviewer' } as const;
    const endorsed = decide(batchIn('city_review', 'city'), 'endorse', one, FINE);
    const batch = endorsed.ok ? endorsed.value.batch : batchIn('draft', 'city');
    expect(batch.state).toBe('city_approval');
    expect(after(batch, 'send_up', { id: 'one', role: 'city_approver' })).toBe('second_person');
    const back = decide(batch, 'send_back', { id: 'two', role: 'city_approver' }, FINE);
    expect(back).toMatchObject({ ok: true, value: { batch: { state: 'city_review' } } });
    expect(back.ok && after(back.value.batch, 'endorse', one)).toBe('city_approval');
    expect(back.ok && back.value.batch.vouched).not.toHaveProperty('city_endorsed');
  });

  test('a state that nobody answers for goes nowhere: it was made behind the back of the service', () => {
    const forged: Batch = { state: 'ministry_approval', tier: 'city', vouched: {} };
    expect(() => decide(forged, 'publish', somebody('ministry_approver'), FINE)).toThrow(RangeError);
  });
});

/** A walk: at each turn one of the acts that the table has for the state, by one of a few people, on facts good or bad. */
const turn = record({
  pick: nat(1000),
  person: integer({ min: 1, max: 14 }),
  facts: constantFrom<Partial<BatchFacts>>(
    {},
    {},
    {},
    { problems: 1 },
    { rowsReturned: 4 },
    { institutionActive: false },
  ),
});
type Turn = { pick: number; person: number; facts: Partial<BatchFacts> };

interface Happened {
  action: BatchAction;
  by: Role;
  person: string;
  from: BatchState;
  to: BatchState;
}

const FORWARD: ReadonlySet<BatchAction> = new Set(['submit', 'report', 'receive', 'endorse', 'send_up', 'publish']);

function walk(tier: Tier, turns: readonly Turn[], facts: Partial<BatchFacts> = {}): Happened[] {
  let batch: Batch = { state: 'draft', tier, vouched: {} };
  const happened: Happened[] = [];
  for (const { pick, person, facts: these } of turns) {
    const open = TRANSITIONS.filter((row) => row.from === batch.state && (row.tier ?? tier) === tier);
    // Four times as often onwards as back, or hardly any walk would get anywhere.
    const likely = open.flatMap((row) => (FORWARD.has(row.action) ? [row, row, row, row] : [row]));
    const move = likely[pick % Math.max(1, likely.length)];
    if (move === undefined) break;
    const actor = { id: `person ${person}`, role: move.by };
    const decision = decide(batch, move.action, actor, { ...FINE, ...these, ...facts });
    if (!decision.ok) continue;
    const { state } = decision.value.batch;
    happened.push({ action: move.action, by: move.by, person: actor.id, from: batch.state, to: state });
    batch = decision.value.batch;
  }
  return happened;
}

describe('whatever people do, in whatever order (D10)', () => {
  const turns = array(turn, { minLength: 30, maxLength: 80, size: 'max' });

  test('nothing is published but by the whole line of reviews since the last return, each step by another person', () => {
    let published = 0;
    assert(
      property(constantFrom(...TIERS), turns, (tier, all) => {
        const happened = walk(tier, all);
        const end = happened.findIndex(({ to }) => to === 'published');
        if (end < 0) return;
        published += 1;
        const start = happened.findLastIndex(({ to }) => to === 'returned' || to === 'draft');
        const round = happened.slice(start + 1, end + 1).filter(({ action }) => action !== 'send_back');
        const last = (state: string): string => round.findLast(({ to }) => to === state)?.person ?? 'nobody';
        const prepared = happened[start]?.to === 'returned' ? 'corrected' : 'ready';
        const city = ['city_approval', 'provincial_review'] as const;
        const line = ['provincial_approval', 'ministry_review', 'ministry_approval', 'published'] as const;
        const people = [prepared, 'reported', ...(tier === 'city' ? city : []), ...line].map(last);
        expect(people).not.toContain('nobody');
        expect(new Set(people).size).toBe(people.length);
      }),
      { numRuns: 500 },
    );
    expect(published).toBeGreaterThan(20);
  });

  test.each<[string, Partial<BatchFacts>, readonly BatchState[]]>([
    ['R25: what is too old is never reported', { tooOld: 1 }, ['draft', 'discarded']],
    ['R26: what has problems never leaves the institution', { problems: 1 }, ['draft', 'discarded']],
    ['R24: what is late never goes without explanation', { late: true }, ['draft', 'discarded']],
    ['R37: a ceased institution reports nothing new', { institutionActive: false }, ['draft', 'discarded']],
  ])('%s', (_, facts, within) => {
    assert(
      property(constantFrom(...TIERS), turns, (tier, all) => {
        for (const { to } of walk(tier, all, facts)) expect(within).toContain(to);
      }),
    );
  });

  test('what was returned is with nobody but the institution until it is reported again', () => {
    assert(
      property(constantFrom(...TIERS), turns, (tier, all) => {
        const states = ['draft', ...walk(tier, all).map(({ to }) => to)];
        for (const [at, state] of states.entries()) {
          if (state !== 'returned') continue;
          const next = states.slice(at + 1).find((each) => each !== 'corrected' && each !== 'returned');
          expect([undefined, 'reported', 'given_up']).toContain(next);
        }
      }),
    );
  });
});
