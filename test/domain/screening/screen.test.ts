// R36: what the screening finds, and what it leaves alone.
import { array, assert, constantFrom, integer, nat, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../domain/calendar-date.ts';
import { LIMITS, SCREENING_RULES, type Limits } from '../../../domain/screening/rules.ts';
import { screen, screenGroup, toSuspend } from '../../../domain/screening/screen.ts';
import { GROUPS, type ScreenedRow } from '../../../domain/screening/screened-row.ts';
import { keysOf } from '../../../domain/table.ts';

/** The n-th certificate of a school that has nothing to be found. */
const row = (n: number, change: Partial<ScreenedRow> = {}): ScreenedRow => ({
  id: `row ${n}`,
  person: `person ${n}`,
  name: `name ${n}`,
  age: 30,
  institution: 'S000044032001',
  occupation: '电工',
  job: null,
  level: 3,
  year: 26,
  sequence: n,
  issueDate: '2026-03-16',
  ...change,
});
const found = (rows: readonly ScreenedRow[], limits: Limits = LIMITS): string[] =>
  screen(rows, limits).map(({ rule, rows: ids, evidence }) =>
    [`${rule}:`, ...ids.map((id) => id.slice(4)), ...Object.values(evidence).map((value) => `(${value})`)].join(' '),
  );
const BUSY: Limits = { ...LIMITS, burst: { atLeast: 4, timesMedian: 2 } };

describe('the screening (R36)', () => {
  test.each<[string, ScreenedRow[], string[]]>([
    ['finds nothing in rows that are in order', [row(1), row(2), row(3)], []],
    ['finds one certificate twice', [row(1), row(2, { person: 'person 1', name: 'name 1' })], ['same_award: 1 2 (2)']],
    ['leaves another job alone', [row(1), row(2, { person: 'person 1', name: 'name 1', job: '维修电工' })], []],
    [
      'finds one certificate from two institutions',
      [row(1), row(1, { id: 'row 2', person: 'person 1', institution: 'S000044012001' })],
      ['same_award: 1 2 (2)'],
    ],
    [
      'finds one ID number with two names',
      [row(1), row(2, { person: 'person 1', occupation: '焊工' })],
      ['several_names: 1 2 (2)'],
    ],
    ['leaves one name of two people alone', [row(1), row(2, { name: 'name 1' })], []],
    ['finds a child of 13', [row(1, { age: 13 })], ['impossible_age: 1 (13)']],
    ['finds somebody born after the issue', [row(1, { age: -1 })], ['impossible_age: 1 (-1)']],
    ['finds somebody of 101', [row(1, { age: 101 })], ['impossible_age: 1 (101)']],
    ['leaves the age alone where the document does not say it', [row(1, { age: null })], []],
    ['looks at somebody of 15', [row(1, { age: 15, level: 5 })], ['unusual_age: 1 (15) (5)']],
    ['looks at somebody of 71', [row(1, { age: 71 })], ['unusual_age: 1 (71) (3)']],
    ['looks at a senior technician of 25', [row(1, { age: 25, level: 1 })], ['unusual_age: 1 (25) (1)']],
    ['leaves one of 26 alone', [row(1, { age: 26, level: 1 })], []],
    ['finds a number used twice', [row(1), row(2, { sequence: 1 })], ['number_reused: 1 2 (2)']],
    ['leaves one number at two levels alone', [row(1), row(2, { sequence: 1, level: 4 })], []],
    ['looks at a gap', [row(1), row(5)], ['sequence_gap: 5 (2) (4)']],
    ['looks at a gap at the beginning', [row(3)], ['sequence_gap: 3 (1) (2)']],
    [
      'looks at a number given later with an earlier date',
      [row(1), row(2), row(3, { issueDate: '2026-03-15' }), row(4)],
      ['sequence_order: 3 (3) (2026-03-15)'],
    ],
    [
      'looks at the one date that runs ahead and not at all behind it',
      [row(1), row(2, { issueDate: '2026-12-31' }), row(3), row(4)],
      ['sequence_order: 2 (2) (2026-12-31)'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(found(rows)).toStrictEqual(expected);
  });

  const levels = (first: Partial<ScreenedRow>, second: Partial<ScreenedRow>): ScreenedRow[] => [
    row(1, first),
    row(1, { id: 'row 2', ...second }),
  ];

  test.each<[string, ScreenedRow[], string[]]>([
    [
      'two levels within half a year',
      levels({ level: 4 }, { issueDate: '2026-09-11' }),
      ['levels_too_close: 1 2 (4) (3) (179)'],
    ],
    ['half a year between them', levels({ level: 4 }, { issueDate: '2026-09-12' }), []],
    [
      'the higher level first',
      levels({ level: 2 }, { issueDate: '2028-03-16' }),
      ['levels_too_close: 1 2 (2) (3) (731)'],
    ],
    [
      'two levels on one day, the lower one first',
      levels({ level: 3 }, { level: 4 }),
      ['levels_too_close: 2 1 (4) (3) (0)'],
    ],
    ['two occupations', levels({ level: 4 }, { occupation: '焊工' }), []],
  ])('looks at levels: %s', (_, rows, expected) => {
    expect(found(rows)).toStrictEqual(expected);
  });

  test('looks at one person with many certificates in a short time, once', () => {
    expect(found(many(4, 1))).toStrictEqual([]);
    expect(found(many(5, 1))).toStrictEqual(['many_certificates: 0 1 2 3 4 (5) (90)']);
    expect(found(many(8, 1))).toStrictEqual(['many_certificates: 0 1 2 3 4 5 6 7 (8) (90)']);
    expect(found(many(9, 23))).toStrictEqual([]);
    expect(found(many(6, 20))).toStrictEqual([
      'many_certificates: 0 1 2 3 4 (5) (90)',
      'many_certificates: 1 2 3 4 5 (5) (90)',
    ]);
  });

  test('looks at a day on which an institution issued far more than usual', () => {
    const days = [1, 2, 1, 4];
    const rows = days.flatMap((count, day) => Array.from({ length: count }, () => addDays('2026-03-02', day)));
    const issued = rows.map((issueDate, i) => row(i + 1, { issueDate }));
    expect(found(issued, BUSY)).toStrictEqual(['burst: 5 6 7 8 (2026-03-05) (4) (1)']);
    expect(found(issued.slice(0, 7), BUSY)).toStrictEqual([]);
    expect(found(issued)).toStrictEqual([]);
  });

  test('suspends for what is impossible, and for what is odd only looks', () => {
    const hits = screen([
      row(1),
      row(2, { person: 'person 1', name: 'name 1' }),
      row(3, { age: 13, sequence: 2 }),
      row(9, { age: 15 }),
    ]);
    expect([...toSuspend(hits)]).toStrictEqual([
      ['row 3', ['impossible_age', 'number_reused']],
      ['row 1', ['same_award']],
      ['row 2', ['same_award', 'number_reused']],
    ]);
  });
});

const some = array(
  record({
    who: nat(8),
    name: nat(2),
    age: constantFrom(null, 13, 15, 30, 71),
    level: constantFrom<ScreenedRow['level'][]>(1, 3, 5),
    sequence: integer({ min: 1, max: 30 }),
    day: nat(60),
    school: nat(1),
  }),
  { maxLength: 25 },
).map((all) =>
  all.map(({ who, name, age, level, sequence, day, school }, i) =>
    row(i, {
      person: `person ${who}`,
      name: `name ${name}`,
      age,
      level,
      sequence,
      issueDate: addDays('2026-03-01', day),
      institution: `S00004403200${school}`,
    }),
  ),
);

describe('whatever the rows', () => {
  test('the same rows are suspended for the same reasons, in whatever order they come', () => {
    assert(
      property(
        some.chain((rows) =>
          shuffledSubarray(rows, { minLength: rows.length }).map((shuffled) => ({ rows, shuffled })),
        ),
        ({ rows, shuffled }) => {
          expect(plain(shuffled)).toStrictEqual(plain(rows));
        },
      ),
    );
  });

  test('a registry streamed group by group gives what it gives in one piece', () => {
    assert(
      property(some, (rows) => {
        const streamed = keysOf(GROUPS).flatMap((group) => {
          const keys = new Set(rows.map(GROUPS[group]));
          return [...keys].flatMap((key) =>
            screenGroup(
              group,
              rows.filter((each) => GROUPS[group](each) === key),
            ),
          );
        });
        expect(streamed).toStrictEqual(screen(rows));
      }),
    );
  });

  test('without the numbers named as out of order the dates rise, and with fewer named they would not', () => {
    const dates = array(nat(6), { maxLength: 9 });
    assert(
      property(dates, (days) => {
        const line = days.map((day, i) => row(i + 1, { issueDate: addDays('2026-03-01', day) }));
        const odd = screen(line).filter(({ rule }) => rule === 'sequence_order').length;
        let longest = 0;
        for (let choice = 0; choice < 2 ** days.length; choice++) {
          const chosen = days.filter((_, i) => (choice >> i) & 1);
          if (chosen.every((day, i) => i === 0 || day >= (chosen[i - 1] ?? 0)))
            longest = Math.max(longest, chosen.length);
        }
        expect(odd).toBe(days.length - longest);
      }),
    );
  });

  test('no finding holds a name or a person', () => {
    assert(
      property(some, (rows) => {
        for (const { evidence } of screen(rows)) expect(JSON.stringify(evidence)).not.toMatch(/person|name \d/);
      }),
    );
  });
});

test('every rule says in both languages what it is, why it is odd and what to ask for', () => {
  for (const { zh, en, why, examine } of Object.values(SCREENING_RULES)) {
    expect(zh).toMatch(/^\p{Script=Han}+$/u);
    expect(en).not.toBe('');
    for (const words of [why, examine]) {
      expect(words.zh).toMatch(/^\p{Script=Han}.*。$/u);
      expect(words.en).toMatch(/^[A-Z].*\.$/);
    }
  }
});

/** One person's certificates, each of another occupation and institution, so many days apart. */
function many(count: number, apart: number): ScreenedRow[] {
  return Array.from({ length: count }, (_, i) =>
    row(1, {
      id: `row ${i}`,
      institution: `S0000440320${10 + i}`,
      occupation: `occupation ${i}`,
      issueDate: addDays('2026-01-01', i * apart),
    }),
  );
}

function plain(rows: readonly ScreenedRow[]): string[] {
  return [...toSuspend(screen(rows))].map(([id, rules]) => `${id} ${rules.toSorted().join()}`).toSorted();
}
