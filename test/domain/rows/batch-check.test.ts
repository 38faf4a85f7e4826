// R9, R26: what only the other rows of a batch, and the registry, can tell.
import { array, assert, constantFrom, integer, property, shuffledSubarray, tuple, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit } from '../../../domain/resident-id.ts';
import { batchChecker, type RegistryFacts } from '../../../domain/rows/batch-check.ts';
import type { RawRow } from '../../../domain/rows/columns.ts';
import { fingerprints } from '../../../domain/rows/fingerprints.ts';
import { rowChecker } from '../../../domain/rows/row-check.ts';
import { GOOD, SCHOOL } from './facts.ts';

const check = rowChecker(SCHOOL);
const EMPTY: RegistryFacts = { taken: () => false, lastSequence: () => 0 };

/** The n-th person, who does not exist. */
function idNumber(n: number): string {
  const digits = `4499${String(1 + (Math.floor(n / 1000) % 99)).padStart(2, '0')}19900307${String(n % 1000).padStart(3, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}
const numbered = (sequence: number, level = 3): string => `S00004403200126${level}${String(sequence).padStart(6, '0')}`;
const row = (sequence: number, change: Partial<RawRow> = {}): RawRow => ({
  ...GOOD,
  idNumber: idNumber(sequence),
  certificateNumber: numbered(sequence),
  ...change,
});

/** What is found in rows 1, 2 …, as `row:code` with the other row or the gap. */
function problemsOf(rows: readonly RawRow[], registry = EMPTY): string[] {
  const batch = batchChecker(registry);
  const found = rows.flatMap((raw, i) =>
    batch.add(i + 1, check(raw).known).map(({ code, otherRow }) => `${i + 1}:${code} ${otherRow ?? ''}`.trim()),
  );
  const gaps = batch.finish().map(({ row: at, problem: { code, missing, severity } }) => {
    expect(severity).toBe('warning');
    return `${at}:${code} ${missing?.from}-${missing?.to}`;
  });
  return [...found, ...gaps];
}

describe('rows of one batch', () => {
  test('that are in order have no problem', () => {
    expect(problemsOf([row(1), row(2), row(3)])).toStrictEqual([]);
  });

  test.each<[string, RawRow[], string[]]>([
    ['R9 one number twice', [row(1), row(2), row(2, { idNumber: idNumber(9) })], ['3:number_twice 2']],
    [
      'R9 one number in two spellings',
      [row(1), row(1, { idNumber: idNumber(9), certificateNumber: `s${numbered(1).slice(1)} ` })],
      ['2:number_twice 1'],
    ],
    [
      'R9 three times',
      [row(1), row(1, { idNumber: idNumber(8) }), row(1, { idNumber: idNumber(9) })],
      ['2:number_twice 1', '3:number_twice 1'],
    ],
    ['a whole row twice is said once', [row(1), row(1)], ['2:number_twice 1']],
    ['one person, occupation, job and level twice', [row(1), row(2, { idNumber: idNumber(1) })], ['2:person_twice 1']],
    ['one person and two jobs', [row(1), row(2, { idNumber: idNumber(1), job: '--' })], []],
    ['one person and two levels', [row(1), row(1, { level: '四级/中级工', certificateNumber: numbered(1, 4) })], []],
    [
      'one ID number and two names',
      [row(1), row(2, { idNumber: idNumber(1), job: '--', holderName: '欧阳示倒' })],
      ['2:id_two_names 1'],
    ],
    [
      'one ID number and one name in two spellings',
      [row(1), row(2, { idNumber: idNumber(1), job: '--', holderName: '欧阳 示例' })],
      [],
    ],
    ['two ID types, one number', [row(1), row(2, { idNumber: idNumber(1), idType: '护照' })], []],
    [
      'R9 a number twice, although the row has other errors',
      [row(1), row(1, { holderName: '', idNumber: '1' })],
      ['2:number_twice 1'],
    ],
    [
      'a person twice, although the row has other errors',
      [row(1), row(2, { idNumber: idNumber(1), issueDate: '' })],
      ['2:person_twice 1'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(problemsOf(rows)).toStrictEqual(expected);
  });
});

describe('the sequence of a year and level (R9)', () => {
  test.each<[string, number[], number, string[]]>([
    ['goes on from what was reported before', [8, 9], 7, []],
    ['has a gap to what was reported before', [9, 10], 7, ['1:sequence_gap 8-8']],
    ['has gaps inside', [1, 2, 5, 9], 0, ['3:sequence_gap 3-4', '4:sequence_gap 6-8']],
    ['may come in any order', [3, 1, 2], 0, []],
    ['may fill what was left out before', [3], 7, []],
    ['reaches to its very end', [999_998, 999_999], 999_997, []],
  ])('%s', (_, sequences, last, expected) => {
    const registry = { ...EMPTY, lastSequence: () => last };
    expect(
      problemsOf(
        sequences.map((sequence) => row(sequence)),
        registry,
      ),
    ).toStrictEqual(expected);
  });

  test('is counted for each year and level apart', () => {
    const asked: string[] = [];
    const registry: RegistryFacts = {
      ...EMPTY,
      lastSequence: (year, level) => {
        asked.push(`${year} ${level}`);
        return level === 4 ? 10 : 0;
      },
    };
    const rows = [row(1), row(12, { level: '四级/中级工', certificateNumber: numbered(12, 4) })];
    expect(problemsOf(rows, registry)).toStrictEqual(['2:sequence_gap 11-11']);
    expect(asked).toStrictEqual(['26 3', '26 4']);
  });

  test('has no gap where the row has some other error', () => {
    expect(problemsOf([row(1), row(2, { holderName: '', idNumber: 'x' }), row(3)])).toStrictEqual([]);
  });

  test('is not torn by a number with another’s prefix, year or level', () => {
    const odd = ['S000044032002263000500', 'S000044032001253000500', 'S000044032001264000500'];
    expect(problemsOf([row(1), ...odd.map((certificateNumber, i) => row(2 + i, { certificateNumber }))])).toStrictEqual(
      [],
    );
  });

  test('has the gaps that a plain look at the sorted numbers shows', () => {
    const sequences = uniqueArray(integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 });
    assert(
      property(tuple(sequences, integer({ min: 0, max: 20 })), ([given, last]) => {
        const missing = new Set<number>();
        for (let n = last + 1; n < Math.max(...given); n++) if (!given.includes(n)) missing.add(n);
        const batch = batchChecker({ ...EMPTY, lastSequence: () => last });
        for (const [i, sequence] of given.entries()) batch.add(i + 1, check(row(sequence)).known);
        const found = batch.finish().flatMap(({ row: at, problem: { missing: gap } }) => {
          const { from, to } = gap ?? { from: 0, to: -1 };
          expect(given[at - 1]).toBe(to + 1);
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        });
        expect(found.toSorted((a, b) => a - b)).toStrictEqual([...missing]);
      }),
    );
  });
});

test('a number that was reported before is refused, whoever it is for (R9)', () => {
  const registry = { ...EMPTY, taken: (number: string) => number === numbered(2) };
  expect(problemsOf([row(1), row(2), row(3)], registry)).toStrictEqual(['2:number_taken']);
});

describe('fingerprints', () => {
  test('know every text that came before, where, and with which second one', () => {
    const texts = array(
      tuple(constantFrom(...Array.from({ length: 50 }, (_, i) => `text ${i}`)), constantFrom('a', 'b')),
    );
    assert(
      property(texts, (all) => {
        const seen = new Map<string, { at: number; second: string }>();
        const prints = fingerprints();
        for (const [i, [text, second]] of all.entries()) {
          const before = seen.get(text);
          expect(prints.put(text, i + 1, second)).toStrictEqual(
            before === undefined ? null : { at: before.at, same: before.second === second },
          );
          if (before === undefined) seen.set(text, { at: i + 1, second });
        }
      }),
    );
  });

  test('of two hundred thousand ID numbers are two hundred thousand, found again in any order', () => {
    const prints = fingerprints();
    const count = 200_000;
    const again: number[] = [];
    for (let n = 0; n < count; n++)
      if (prints.put(`resident_id ${n + 449_901_199_003_070}`, n + 1, '') !== null) again.push(n);
    expect(again).toStrictEqual([]);
    assert(
      property(shuffledSubarray([0, 1, 999, 1000, 65_535, 131_072, count - 1]), (some) => {
        for (const n of some) {
          expect(prints.put(`resident_id ${n + 449_901_199_003_070}`, 1, '')).toStrictEqual({ at: n + 1, same: true });
        }
      }),
    );
  });
});

test('a hundred thousand rows pass in a stream, none of them kept', () => {
  const batch = batchChecker(EMPTY);
  let problems = 0;
  for (let n = 1; n <= 100_000; n++) {
    const checked = check(row(n, { idNumber: `${n}`.padStart(8, '0'), idType: '台湾居民来往大陆通行证' }));
    problems += checked.problems.length + batch.add(n, checked.known).length;
  }
  expect(problems + batch.finish().length).toBe(0);
});
