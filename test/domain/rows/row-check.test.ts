// R1 to R15, R20, R25, R26: one reported row on its own.
import { assert, constantFrom, dictionary, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULT_WORDS } from '../../../domain/fault-words.ts';
import { birthDateIn, fullYears } from '../../../domain/rows/age.ts';
import { COLUMN_NAMES, COLUMNS, rawRow, readHeader } from '../../../domain/rows/columns.ts';
import { forbiddenWordIn, FORBIDDEN_WORDS } from '../../../domain/rows/forbidden-words.ts';
import type { Problem } from '../../../domain/rows/problem.ts';
import { rowChecker } from '../../../domain/rows/row-check.ts';
import { HEADER_WORDS, ROW_WORDS } from '../../../domain/rows/row-words.ts';
import vectors from '../../vectors/reported-rows.json' with { type: 'json' };
import { must } from '../must.ts';
import { GOOD, SCHOOL } from './facts.ts';
import { goodRow } from './generate.ts';

const check = rowChecker(SCHOOL);
const short = ({ column, code, severity }: Problem): string => `${column}:${code}${severity === 'warning' ? '?' : ''}`;

describe('a reported row', () => {
  test.each(vectors.cases)('$why', ({ change, problems }) => {
    const checked = check({ ...GOOD, ...change });
    expect(checked.problems.map(short)).toStrictEqual(problems);
    expect(checked.row === null).toBe(problems.some((name) => !name.endsWith('?')));
  });

  test('is read into what is stored: shown as typed, matched as normalised, filed names as filed (D3, R13)', () => {
    const { row } = check({
      ...GOOD,
      holderName: ' 买买提•示例 ',
      occupation: '电 工',
      job: '－－',
      issueDate: '2026/3/16',
    });
    expect(must(row)).toMatchObject({
      holderName: '买买提•示例',
      matchedName: '买买提·示例',
      idType: 'resident_id',
      idNumber: '449901199003078417',
      occupation: '电工',
      job: null,
      level: 3,
      issueDate: '2026-03-16',
      number: { text: 'S000044032001263000001', sequence: 1, level: 3, year: 26, prefix: 'S000044032001' },
    });
  });

  test('that was returned and comes again is not asked how old it is (R25 is about the first report)', () => {
    const again = rowChecker({ ...SCHOOL, firstReport: false });
    const old = { ...GOOD, issueDate: '2025-03-16', certificateNumber: 'S000044032001253000001' };
    expect(again(old).problems).toStrictEqual([]);
    expect(again({ ...old, issueDate: '2026-03-21' }).problems.map(({ code }) => code)).toContain('report_future');
  });

  test('with a cell of endless length is not looked at further', () => {
    const checked = check({ ...GOOD, holderName: '示'.repeat(601), idNumber: '1', job: 'x'.repeat(10_000_000) });
    expect(checked.problems.map(short)).toStrictEqual(['holderName:cell_too_long', 'job:cell_too_long']);
  });

  test('is one whatever is in it: any texts get problems and no exception, and no problem repeats what was typed', () => {
    const row = record(
      Object.fromEntries(COLUMN_NAMES.map((column) => [column, string({ unit: 'binary', minLength: 1 })])),
    );
    assert(
      property(row, (cells) => {
        const raw = { ...GOOD, ...cells };
        const checked = check(raw);
        expect(checked.row).toBeNull();
        const said = new Set(checked.problems.flatMap(({ message, howToMend }) => [message, howToMend]));
        for (const text of said) expect(WORDS.has(text.zh)).toBe(true);
      }),
    );
  });

  test('in order has no problem, whoever it is about', () => {
    assert(
      property(goodRow, (row) => {
        expect(check(row).problems.map(short)).toStrictEqual([]);
      }),
    );
  });

  test('in order but for one cell has a problem in that column, or in the one that disagrees with it', () => {
    const partner: Partial<Record<string, string[]>> = {
      level: ['certificateNumber', 'level'],
      issueDate: ['certificateNumber', 'issueDate', 'idNumber'],
      occupation: ['occupation', 'job'],
    };
    assert(
      property(goodRow, goodRow, constantFrom(...COLUMN_NAMES), (row, other, column) => {
        const checked = check({ ...row, [column]: `${other[column]}\u00a7` });
        expect(checked.row).toBeNull();
        for (const each of checked.problems) expect(partner[column] ?? [column, 'idNumber']).toContain(each.column);
      }),
    );
  });
});

const WORDS: ReadonlySet<string> = collectWords();

function collectWords(): Set<string> {
  const words = Object.values(ROW_WORDS).flatMap(({ message, howToMend }) => [message.zh, howToMend.zh]);
  const mends = COLUMN_NAMES.map((column) => COLUMNS[column].mend.zh);
  return new Set([...words, ...mends, ...Object.values(FAULT_WORDS).map(({ zh }) => zh)]);
}

describe('the words for a problem', () => {
  test('say in both languages what is wrong and how to mend it', () => {
    for (const { message, howToMend } of [...Object.values(ROW_WORDS), ...Object.values(HEADER_WORDS)]) {
      for (const { zh, en } of [message, howToMend]) {
        expect(zh).toMatch(/^\p{Script=Han}.*。$/u);
        expect(en).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});

describe('forbidden words (R15)', () => {
  test.each(FORBIDDEN_WORDS.map((word) => ({ word })))('$word is found wherever it stands', ({ word }) => {
    expect(forbiddenWordIn(`甲${word}乙`, '')).toBe(word);
    expect(forbiddenWordIn(word, '某某机构')).toBe(word);
  });

  test('may stand in the institution’s own name, and nowhere besides', () => {
    const name = '广东省示例技师学院';
    expect(forbiddenWordIn(`${name}颁发`, name)).toBeNull();
    expect(forbiddenWordIn(`${name}广东分院`, name)).toBe('广东');
    expect(forbiddenWordIn('广东省示例', name)).toBe('广东省');
  });

  test('are not made by taking the name out from between their halves', () => {
    expect(forbiddenWordIn('中广东示例国', '广东示例')).toBeNull();
  });
});

describe('ages', () => {
  test.each([
    ['2000-02-29', '2018-02-28', 17],
    ['2000-02-29', '2018-03-01', 18],
    ['1990-12-31', '2026-01-01', 35],
    ['2026-06-01', '2026-05-31', -1],
  ])('from %s to %s: %i', (from, to, years) => {
    expect(fullYears(from, to)).toBe(years);
  });

  test('are known from numbers of 18 digits that hold a date, and from no other', () => {
    expect(birthDateIn('resident_id', '449901199003078417')).toBe('1990-03-07');
    expect(birthDateIn('hmt_residence', '810000199003078417')).toBe('1990-03-07');
    expect(birthDateIn('foreign_permanent', 'CHN110012345678')).toBeNull();
    expect(birthDateIn('passport', 'E12345678')).toBeNull();
  });
});

describe('the header of a file', () => {
  const headers = COLUMN_NAMES.map((column) => COLUMNS[column].zh);

  test('is read in any order, with further columns, blanks, stars and a byte order mark', () => {
    const cells = ['\ufeff序号', ...headers.toReversed().map((header) => `* ${header}\n`), '备注'];
    const header = readHeader(cells);
    const numbers = cells.map((_, at) => String(at));
    const row = rawRow(numbers, must(header.ok ? header.value : null));
    expect(row.holderName).toBe(String(headers.length));
    expect(row.institutionName).toBe('1');
    expect(new Set(Object.values(row)).size).toBe(headers.length);
  });

  test('is read under the names that other systems use', () => {
    for (const column of COLUMN_NAMES) {
      for (const name of COLUMNS[column].also) {
        const cells = headers.map((header) => (header === COLUMNS[column].zh ? name : header));
        expect(readHeader(cells)).toMatchObject({ ok: true });
      }
    }
  });

  test('is refused with every column that is missing or there twice', () => {
    expect(readHeader(['姓名', '持证人姓名', ...headers.slice(3)])).toStrictEqual({
      ok: false,
      fault: [
        { code: 'column_twice', column: 'holderName' },
        { code: 'column_missing', column: 'idType' },
        { code: 'column_missing', column: 'idNumber' },
      ],
    });
  });

  test('leaves cells empty that a short row does not have', () => {
    const header = readHeader(headers);
    expect(rawRow(['欧阳示例'], must(header.ok ? header.value : null))).toMatchObject({
      holderName: '欧阳示例',
      idType: '',
    });
  });

  test('names every column once: no two columns share a header', () => {
    const names = COLUMN_NAMES.flatMap((column) => [COLUMNS[column].zh, ...COLUMNS[column].also]);
    assert(
      property(dictionary(string(), string()), (odd) => {
        expect(readHeader(Object.keys(odd)).ok).toBe(false);
      }),
    );
    const owners = names.map((name) => readHeader([name]));
    for (const each of owners) expect(each).toMatchObject({ ok: false, fault: { length: COLUMN_NAMES.length - 1 } });
  });
});

test('the template’s example row passes but for the institution’s own facts', () => {
  const header = readHeader(COLUMN_NAMES.map((column) => COLUMNS[column].zh));
  const cells = COLUMN_NAMES.map((column) => COLUMNS[column].sample);
  const sample = rawRow(cells, must(header.ok ? header.value : null));
  expect(check(sample).problems.map(short)).toStrictEqual(['institutionName:institution_differs']);
});
