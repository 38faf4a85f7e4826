// The list of a hiring day: what was scanned, with as little of it as serves the purpose. Pure; store.ts keeps it.
import { maskName } from '../../domain/masked-name.ts';
import type { LevelCode } from '../../domain/level.ts';
import type { Colour, Verdict, VerdictCode } from '../../domain/verdict.ts';

/** One code that was scanned. Times in milliseconds. No full name, no full number, no text of the code. */
export interface ScanEntry {
  /** Salted hash of the code's text: tells a duplicate, and nothing once the salt is gone with the list. */
  id: string;
  firstAt: number;
  lastAt: number;
  times: number;
  colour: Colour;
  code: VerdictCode;
  /** When the standing was signed (ISO 8601); null when none was held. */
  asOf: string | null;
  /** Of a genuine seal only, else null. */
  person: { name: string; numberTail: string; occupation: string; level: LevelCode } | null;
}

export interface ScanList {
  salt: Uint8Array<ArrayBuffer>;
  keepHours: KeepHours;
  /** The latest first. */
  entries: ScanEntry[];
}

/** After how many hours an entry deletes itself. */
export const KEEP_HOURS = [1, 8, 24, 72] as const;
export type KeepHours = (typeof KEEP_HOURS)[number];
export const USUAL_KEEP_HOURS: KeepHours = 24;

const HOUR = 3_600_000;
/** More than anybody scans in a day; a list that only grows would one day not be kept at all. */
export const MOST_ENTRIES = 5000;

/** The entry of a verdict reached at `now`. */
export function entryOf(id: string, verdict: Verdict, now: number): ScanEntry {
  const { colour, code, asOf, claims } = verdict;
  const person = claims && {
    name: maskName(claims.holderName),
    numberTail: claims.number.slice(-6),
    occupation: claims.occupation,
    level: claims.level,
  };
  return { id, firstAt: now, lastAt: now, times: 1, colour, code, asOf, person };
}

/** The list with one scan more. The same code again is counted and moves to the top with its newest verdict. */
export function withScan(list: ScanList, entry: ScanEntry): ScanList {
  const before = list.entries.find(({ id }) => id === entry.id);
  const top = before ? { ...entry, firstAt: before.firstAt, times: before.times + 1 } : entry;
  const rest = list.entries.filter(({ id }) => id !== entry.id);
  return { ...list, entries: [top, ...rest].slice(0, MOST_ENTRIES) };
}

export function withoutEntry(list: ScanList, id: string): ScanList {
  return { ...list, entries: list.entries.filter((entry) => entry.id !== id) };
}

/** The list without what is due to go. A clock set back by more than the time of keeping does not make an entry live longer. */
export function withoutExpired(list: ScanList, now: number): ScanList {
  const entries = list.entries.filter(({ lastAt }) => Math.abs(now - lastAt) < list.keepHours * HOUR);
  return entries.length === list.entries.length ? list : { ...list, entries };
}
