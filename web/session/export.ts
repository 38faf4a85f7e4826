// The hiring-day list as a file that the browser saves; nothing leaves the device by it.
import { LEVELS } from '../../domain/level.ts';
import { momentText } from '../dates.ts';
import { verdictTitle } from '../i18n/plate.ts';
import { toCsv } from './csv.ts';
import type { ScanEntry } from './list.ts';
import { sessionWords } from './words.ts';

/** Head and rows in the language of the page, in the order of scanning. Times in Beijing time. */
export function rowsOf(entries: readonly ScanEntry[]): string[][] {
  // oxlint-disable-next-line unicorn/no-array-reverse -- toReversed is younger than the browsers inside many chat apps
  const rows = [...entries].reverse().map(({ person, lastAt, code, asOf, times }, i) => [
    String(i + 1),
    momentText(lastAt),
    person?.name ?? '',
    // The mark keeps a spreadsheet from dropping leading zeros.
    person ? `…${person.numberTail}` : '',
    person?.occupation ?? '',
    person ? LEVELS[person.level].printed : '',
    verdictTitle(code),
    code,
    asOf ? momentText(asOf) : '',
    String(times),
  ]);
  return [sessionWords().columns, ...rows];
}

export function saveCsv(entries: readonly ScanEntry[], now: number): void {
  const url = URL.createObjectURL(new Blob([toCsv(rowsOf(entries))], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  // In ASCII, because some systems still lose other letters in file names; the day is China's.
  link.download = `zhengyan-scans-${new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)}.csv`;
  link.click();
  // Safari reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
