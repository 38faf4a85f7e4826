// Chinese working days (R20 to R25, D13): Monday to Friday less the State Council's holidays, plus its make-up days.
// Only the calendar data of chinese-days is used: its functions read the local day of the week of a UTC midnight, so
// west of Greenwich they are a day off, and they take a year they do not know for one without holidays.
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { dateOfDay, requireDay, weekday } from './calendar-date.ts';

const HOLIDAYS: Readonly<Record<string, string>> = calendar.holidays;
const MAKE_UP_DAYS: Readonly<Record<string, string>> = calendar.workdays;
const PUBLISHED_YEARS: ReadonlySet<string> = new Set(Object.keys(HOLIDAYS).map((date) => date.slice(0, 4)));

/** The last year whose holidays are published, so that a page can say how far the dates that it shows are certain. */
export const LAST_PUBLISHED_YEAR = Math.max(...Array.from(PUBLISHED_YEARS, Number));

/** Whether the State Council's calendar for this date is in hand. If not, a count over it is an estimate. */
export function isPublished(date: string): boolean {
  requireDay(date);
  if (!PUBLISHED_YEARS.has(date.slice(0, 4))) return false;
  // The notice for a year also moves the last days of the December before (29 December 2018 was worked for 2019).
  return date.slice(5) < '12-28' || PUBLISHED_YEARS.has(String(Number(date.slice(0, 4)) + 1));
}

/** Whether people work on this date; for a date whose calendar is not published, Monday to Friday. */
export function isWorkingDay(date: string): boolean {
  const day = weekday(requireDay(date));
  if (Object.hasOwn(MAKE_UP_DAYS, date)) return true;
  return day !== 0 && day !== 6 && !Object.hasOwn(HOLIDAYS, date);
}

/**
 * The n-th working day after `date`, which itself is not counted (Civil Code art. 201); n = 0 is the date itself.
 * `estimate`: a day on the way has no published calendar. Throws RangeError unless n is a whole number from 0 on.
 */
export function addWorkingDays(date: string, n: number): { date: string; estimate: boolean } {
  if (!Number.isInteger(n) || n < 0) throw new RangeError('n must be a whole number from 0 on');
  let day = requireDay(date);
  let estimate = false;
  for (let left = n; left > 0;) {
    day += 1;
    const next = dateOfDay(day);
    if (isWorkingDay(next)) left -= 1;
    estimate ||= !isPublished(next);
  }
  return { date: dateOfDay(day), estimate };
}

/** The working days after `from` up to and including `to`: the n that `addWorkingDays` needs. Negative backwards. */
export function workingDaysBetween(from: string, to: string): { days: number; estimate: boolean } {
  const [first, last] = [requireDay(from), requireDay(to)];
  if (last < first) {
    const back = workingDaysBetween(to, from);
    return { days: -back.days, estimate: back.estimate };
  }
  let days = 0;
  let estimate = false;
  for (let day = first + 1; day <= last; day++) {
    const date = dateOfDay(day);
    if (isWorkingDay(date)) days += 1;
    estimate ||= !isPublished(date);
  }
  return { days, estimate };
}
