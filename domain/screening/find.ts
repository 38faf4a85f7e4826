// The searches behind the table of screening rules. Each gets all rows of one group (GROUPS) and looks at nothing else.
import { requireDay } from '../calendar-date.ts';
import { oddAge } from '../rows/age.ts';
import type { Finding, Limits } from './rules.ts';
import type { ScreenedRow } from './screened-row.ts';

const idsOf = (rows: readonly ScreenedRow[]): string[] => rows.map(({ id }) => id);

/** Rows with the same key, in the order in which the keys first come. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

const severalBy = (rows: readonly ScreenedRow[], key: (row: ScreenedRow) => string): Finding[] =>
  groupBy(rows, key)
    .filter((same) => same.length > 1)
    .map((same) => ({ rows: idsOf(same), evidence: { count: same.length } }));

export const sameAward = (rows: readonly ScreenedRow[]): Finding[] =>
  severalBy(rows, ({ occupation, job, level }) => JSON.stringify([occupation, job, level]));

export const numberReused = (rows: readonly ScreenedRow[]): Finding[] =>
  severalBy(rows, ({ sequence }) => `${sequence}`);

export function severalNames(rows: readonly ScreenedRow[]): Finding[] {
  const names = new Set(rows.map(({ name }) => name)).size;
  return names > 1 ? [{ rows: idsOf(rows), evidence: { names } }] : [];
}

export const impossibleAge = (rows: readonly ScreenedRow[]): Finding[] =>
  rows.flatMap(({ id, age }) =>
    age !== null && oddAge(age) === 'age_impossible' ? [{ rows: [id], evidence: { age } }] : [],
  );

export const unusualAge = (rows: readonly ScreenedRow[], { youngest }: Limits): Finding[] =>
  rows.flatMap(({ id, age, level }) => {
    const odd = age !== null && oddAge(age) !== 'age_impossible' && (oddAge(age) !== null || age < youngest[level]);
    return odd ? [{ rows: [id], evidence: { age, level } }] : [];
  });

/** Pairs of neighbouring dates, of one occupation: level 5 is the lowest. */
export function levelsTooClose(rows: readonly ScreenedRow[], { daysBetweenLevels }: Limits): Finding[] {
  return groupBy(rows, ({ occupation }) => occupation).flatMap((same) => {
    const inOrder = same.toSorted((a, b) => dayOf(a) - dayOf(b) || b.level - a.level);
    return inOrder.flatMap((later, at) => {
      const earlier = inOrder[at - 1];
      if (earlier === undefined || earlier.level === later.level) return [];
      const days = dayOf(later) - dayOf(earlier);
      const odd = later.level > earlier.level || days < daysBetweenLevels;
      return odd ? [{ rows: idsOf([earlier, later]), evidence: { from: earlier.level, to: later.level, days } }] : [];
    });
  });
}

/** Each window that holds more than it may, and is not part of one found before. */
export function manyCertificates(rows: readonly ScreenedRow[], { certificatesInDays }: Limits): Finding[] {
  const { most, days } = certificatesInDays;
  const inOrder = rows.toSorted((a, b) => dayOf(a) - dayOf(b));
  const found: Finding[] = [];
  let reached = 0;
  for (const [at, first] of inOrder.entries()) {
    const window = inOrder.slice(at).filter((row) => dayOf(row) - dayOf(first) < days);
    if (window.length <= most || at + window.length <= reached) continue;
    reached = at + window.length;
    found.push({ rows: idsOf(window), evidence: { count: window.length, days } });
  }
  return found;
}

export function burst(rows: readonly ScreenedRow[], { burst: { atLeast, timesMedian } }: Limits): Finding[] {
  const days = groupBy(rows, ({ issueDate }) => issueDate);
  return days.flatMap((day) => {
    if (day.length < atLeast) return [];
    const usual = median(days.filter((other) => other !== day).map(({ length }) => length));
    if (day.length < usual * timesMedian) return [];
    return [{ rows: idsOf(day), evidence: { date: day[0]?.issueDate ?? '', count: day.length, usual } }];
  });
}

/** The fewest rows without which dates would rise with the numbers. */
export function sequenceOrder(rows: readonly ScreenedRow[]): Finding[] {
  const inOrder = rows.toSorted((a, b) => a.sequence - b.sequence);
  const kept = longestRising(inOrder.map(dayOf));
  return inOrder.flatMap(({ id, sequence, issueDate }, at) =>
    kept.has(at) ? [] : [{ rows: [id], evidence: { sequence, date: issueDate } }],
  );
}

export function sequenceGap(rows: readonly ScreenedRow[]): Finding[] {
  const inOrder = rows.toSorted((a, b) => a.sequence - b.sequence);
  return inOrder.flatMap(({ id, sequence }, at) => {
    const before = inOrder[at - 1]?.sequence ?? 0;
    return sequence > before + 1 ? [{ rows: [id], evidence: { from: before + 1, to: sequence - 1 } }] : [];
  });
}

/** The places of a longest subsequence that never falls, by patience sorting: n log n. */
function longestRising(values: readonly number[]): Set<number> {
  const tops: number[] = []; // of every pile the place of its top card; their values never fall
  const before: number[] = [];
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tops[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (tops[low - 1] ?? -1));
    tops[low] = at;
  }
  const places = new Set<number>();
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) places.add(at);
  return places;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

const dayOf = ({ issueDate }: ScreenedRow): number => requireDay(issueDate);
