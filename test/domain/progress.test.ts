// R46 by R19 to R23 and R30: the line of steps as the holder sees it. Due dates are counted by hand on the calendar of 2026.
import { constantFrom, assert, array, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAGE_NAMES, type Stage, type Tier } from '../../domain/lifecycle.ts';
import {
  policyOf,
  PROGRESS_EVENTS,
  progressOf,
  type ProgressEvent,
  type ProgressFacts,
  type ProgressStep,
} from '../../domain/progress.ts';

const SCHOOL = 'S000044011003';
const morning = (date: string): number => Date.parse(`${date}T02:00:00Z`);
/** The last moment of a day in China. */
const night = (date: string): number => Date.parse(`${date}T15:59:59.999Z`);

function way(
  tier: Tier,
  stage: Stage,
  events: [ProgressEvent, string][],
  more: Partial<ProgressFacts> = {},
): ProgressFacts {
  const happened = events.map(([event, date]) => ({ event, at: morning(date) }));
  const stageSince = happened.at(-1)?.at ?? morning('2026-09-01');
  return { tier, institutionCode: SCHOOL, issueDate: '2026-07-06', stage, stageSince, events: happened, ...more };
}
const short = ({ step, state, doneAt, dueBy }: ProgressStep) => [step, state, doneAt, dueBy];

describe('the way of a city-filed certificate (R19)', () => {
  test('begins with the report, due 30 calendar days after issue; the reviews have 15 working days each (R20 to R22)', () => {
    const { steps, promised } = progressOf(
      way('city', 'city_review', [['reported', '2026-07-10']]),
      morning('2026-07-20'),
    );
    expect(steps.map(short)).toEqual([
      ['report', 'done', '2026-07-10', '2026-08-05'],
      ['city_review', 'under_way', null, '2026-07-31'],
      ['provincial_review', 'to_come', null, '2026-08-21'],
      ['ministry_review', 'to_come', null, '2026-09-11'],
    ]);
    expect(steps.map(({ withWhom }) => withWhom)).toEqual(['institution', 'city', 'province', 'ministry']);
    expect(steps.map(({ estimate }) => estimate)).toEqual([false, false, true, true]);
    expect(promised.estimate).toBe(false);
  });

  test('is late from the day after its last day, in China, and what follows is reckoned from today', () => {
    const facts = way('city', 'city_review', [['reported', '2026-07-10']]);
    const onTime = progressOf(facts, night('2026-07-31')).steps[1];
    const late = progressOf(facts, night('2026-07-31') + 1).steps;
    expect(onTime).toMatchObject({ overdue: false, dueBy: '2026-07-31' });
    expect(late[1]).toMatchObject({ overdue: true, dueBy: '2026-07-31', withWhom: 'city' });
    expect(late[2]).toMatchObject({ overdue: false, dueBy: '2026-08-21', estimate: true });
    expect(progressOf(facts, morning('2026-08-05')).steps[2]).toMatchObject({ dueBy: '2026-08-26' });
  });

  test('once returned by the province has 10 working days, and then the whole way again (R23)', () => {
    const events: [ProgressEvent, string][] = [
      ['reported', '2026-07-10'],
      ['city_reviewed', '2026-07-17'],
      ['returned', '2026-07-24'],
    ];
    const returned = progressOf(way('city', 'returned', events), morning('2026-07-27'));
    expect(returned.steps.map(short)).toEqual([
      ['report', 'done', '2026-07-10', '2026-08-05'],
      ['city_review', 'done', '2026-07-17', '2026-07-31'],
      ['provincial_review', 'returned', '2026-07-24', '2026-08-07'],
      ['rereport_province', 'under_way', null, '2026-08-07'],
      ['city_review', 'to_come', null, '2026-08-28'],
      ['provincial_review', 'to_come', null, '2026-09-18'],
      ['ministry_review', 'to_come', null, expect.any(String)],
    ]);
    const again = way('city', 'city_review', [...events, ['reported', '2026-07-30']]);
    expect(progressOf(again, morning('2026-07-31')).steps.map(({ step, state }) => [step, state])).toEqual([
      ['report', 'done'],
      ['city_review', 'done'],
      ['provincial_review', 'returned'],
      ['rereport_province', 'done'],
      ['city_review', 'under_way'],
      ['provincial_review', 'to_come'],
      ['ministry_review', 'to_come'],
    ]);
  });
});

describe('the way of a province-filed certificate (R19, R21)', () => {
  test('never sees a city centre; the province has 30 working days, and 20 are there to correct (R23)', () => {
    const { steps } = progressOf(
      way('province', 'returned', [
        ['reported', '2026-07-10'],
        ['returned', '2026-08-03'],
      ]),
      morning('2026-08-04'),
    );
    expect(steps.map(short).slice(0, 3)).toEqual([
      ['report', 'done', '2026-07-10', '2026-08-05'],
      ['provincial_review', 'returned', '2026-08-03', '2026-08-21'],
      ['rereport_province', 'under_way', null, '2026-08-31'],
    ]);
    expect(steps.some(({ step }) => step === 'city_review')).toBe(false);
  });
});

describe('a published certificate', () => {
  const events: [ProgressEvent, string][] = [
    ['reported', '2026-07-10'],
    ['provincially_reviewed', '2026-07-31'],
    ['published', '2026-08-10'],
  ];

  test('has no step left; paper follows within 10 working days, from a technical school within 15 (R30)', () => {
    const { steps, paper } = progressOf(way('province', 'published', events), morning('2026-08-11'));
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(paper).toEqual({ date: '2026-08-24', estimate: false });
    const school = way('province', 'published', events, { institutionCode: 'S000044002001' });
    expect(progressOf(school, morning('2026-08-11')).paper?.date).toBe('2026-08-31');
  });
});

describe('the promise (R22)', () => {
  test('is 75 working days after issue, and an estimate when it reaches into a year without a calendar (D13)', () => {
    const early = progressOf(way('city', 'reported', [['reported', '2026-07-10']]), morning('2026-07-11'));
    // July has 19 working days left, August 21, September 22 (the 25th off, the 20th on), October 13 until the 23rd.
    expect(early.promised).toEqual({ date: '2026-10-23', estimate: false });
    const late = way('city', 'reported', [['reported', '2031-11-20']], { issueDate: '2031-11-12' });
    expect(progressOf(late, morning('2031-11-21')).promised.estimate).toBe(true);
  });

  test('terms are Guangdong’s in Guangdong and the national ones elsewhere (R4)', () => {
    expect(policyOf('S000044011003', 'city').version).toBe('guangdong-2022');
    expect(policyOf('S000031002001', 'city')).toEqual({
      version: 'national-2022',
      tier: 'city',
      technicalSchool: true,
    });
  });
});

describe('what was recorded', () => {
  test.each(STAGE_NAMES)('may be missing: then %s is shown by the stage alone, and no day is made up', (stage) => {
    const since = morning('2026-08-03');
    const tier = stage === 'city_review' ? 'city' : 'province';
    const facts = way(tier, stage, [], { stageSince: since });
    const { steps } = progressOf(facts, morning('2026-08-04'));
    const done = steps.filter(({ state }) => state === 'done' || state === 'returned');
    expect(done.at(-1)?.doneAt).toBe('2026-08-03');
    expect(done.slice(0, -1).filter(({ doneAt }) => doneAt !== null)).toEqual([]);
    expect(steps.some(({ state }) => state === 'under_way')).toBe(stage !== 'published');
  });

  test('may contradict the stage: the stage is right', () => {
    const { steps } = progressOf(way('city', 'ministry_review', [['reported', '2026-07-10']]), morning('2026-07-20'));
    expect(steps.find(({ state }) => state === 'under_way')?.step).toBe('ministry_review');
  });

  test('may be anything: there is always a line, with at most one step under way, and it is never late before its day', () => {
    const events = array(constantFrom(...PROGRESS_EVENTS), { maxLength: 8 });
    assert(
      property(
        events,
        constantFrom(...STAGE_NAMES),
        constantFrom<Tier>('city', 'province'),
        integer({ min: 0, max: 400 }),
        (some, stage, tier, days) => {
          const at = morning('2026-07-10');
          const facts = way(tier, stage, [], { events: some.map((event) => ({ event, at })), stageSince: at });
          const now = morning('2026-07-06') + days * 86_400_000;
          const { steps } = progressOf(facts, now);
          const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
          expect(steps.filter(({ state }) => state === 'under_way').length).toBeLessThan(2);
          expect(steps.filter(({ overdue, dueBy }) => overdue && today <= (dueBy ?? '9'))).toEqual([]);
        },
      ),
    );
  });
});
