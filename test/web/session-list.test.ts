// The hiring-day list (issue 2, point 4): what it keeps, for how long, and its table for spreadsheets.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralise, toCsv } from '../../web/session/csv.ts';
import { entryOf, withoutEntry, withoutExpired, withScan } from '../../web/session/list.ts';
import type { ScanList } from '../../web/session/list.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { CLAIMS } from '../harness/authority.ts';

const NOW = Date.UTC(2026, 3, 1, 8);
const HOUR = 3_600_000;
const GENUINE: Verdict = {
  seal: 'genuine',
  standing: 'valid',
  freshness: 'fresh',
  colour: 'green',
  code: 'valid',
  asOf: '2026-04-01T07:55:00.000Z',
  checks: [],
  claims: CLAIMS,
};
const EMPTY: ScanList = { salt: new Uint8Array(16), keepHours: 24, entries: [] };

describe('an entry', () => {
  test('holds the masked name and the last digits of the number, and nothing else of the person', () => {
    const entry = entryOf('a', GENUINE, NOW);
    expect(entry.person).toEqual({ name: '欧**', numberTail: '000001', occupation: '电工', level: 3 });
    const kept = JSON.stringify(entry);
    expect(kept).not.toContain(CLAIMS.holderName);
    expect(kept).not.toContain(CLAIMS.number);
  });

  test('scanned again is counted once, moves to the top and takes the newest verdict', () => {
    let list = withScan(EMPTY, entryOf('a', GENUINE, NOW));
    list = withScan(list, entryOf('b', GENUINE, NOW + 1));
    list = withScan(list, entryOf('a', { ...GENUINE, colour: 'red', code: 'withdrawn' }, NOW + 2));
    expect(list.entries.map(({ id, times, colour, firstAt }) => ({ id, times, colour, firstAt }))).toEqual([
      { id: 'a', times: 2, colour: 'red', firstAt: NOW },
      { id: 'b', times: 1, colour: 'green', firstAt: NOW + 1 },
    ]);
    expect(withoutEntry(list, 'a').entries.map(({ id }) => id)).toEqual(['b']);
  });

  test('goes after the chosen time, and when the clock is set back by as much', () => {
    const list = withScan({ ...EMPTY, keepHours: 8 }, entryOf('a', GENUINE, NOW));
    expect(withoutExpired(list, NOW + 8 * HOUR - 1).entries).toHaveLength(1);
    expect(withoutExpired(list, NOW + 8 * HOUR).entries).toHaveLength(0);
    expect(withoutExpired(list, NOW - 9 * HOUR).entries).toHaveLength(0);
  });
});

/** RFC 4180 read back by a reader of its own. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.match(/(?:"(?:[^"]|"")*",?)*\r\n/g) ?? []) {
    rows.push(
      (line.slice(0, -2).match(/"(?:[^"]|"")*"/g) ?? []).map((cell) => cell.slice(1, -1).replaceAll('""', '"')),
    );
  }
  return rows;
}

describe('the table', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\u200b=1',
    '\ufeff=1',
  ])('a cell %j is shown as text and not computed', (cell) => {
    expect(neutralise(cell)).toBe(`'${cell}`);
  });

  test.each(['张**', '…000001', '电工', '三级/高级工', '2026年4月1日 16:00', '', '1-2', 'a=b'])(
    'a harmless cell %j stays as it is',
    (cell) => {
      expect(neutralise(cell)).toBe(cell);
    },
  );

  test('begins with a byte order mark, ends its rows with CR LF and doubles quotes', () => {
    expect(
      toCsv([
        ['甲', 'a"b'],
        ['1', 'c,d'],
      ]),
    ).toBe('\uFEFF"甲","a""b"\r\n"1","c,d"\r\n');
  });

  test('whatever is in the cells, it reads back as so many cells, none of which starts a formula', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[=+\-@＝\t\r\n ",;']{0,4}[a-zA-Z(]{0,4}$/),
    );
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const read = readCsv(toCsv(rows).slice(1));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        for (const [i, row] of read.entries()) {
          for (const [j, cell] of row.entries()) {
            const given = (rows[i]?.[j] ?? '').replaceAll('\0', '');
            expect([given, `'${given}`]).toContain(cell);
            expect(cell.normalize('NFKC').trimStart()).not.toMatch(/^[=+\-@\t\r]/);
          }
        }
      }),
    );
  });
});
