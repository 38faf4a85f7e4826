// Calendar dates as 'YYYY-MM-DD' strings in China. Never a Date object: its getters depend on the machine's time zone.

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a strict 'YYYY-MM-DD' from year 1900 on; null for any other text (2026-02-30, 2026-2-3). */
export function dayNumber(date: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (parts === null || Number(parts[1]) < 1900) return null;
  const days = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
  return dateOfDay(days) === date ? days : null; // Date.UTC rolls 30 February over into March
}

/** The 'YYYY-MM-DD' of a whole number of days since 1970-01-01. */
export const dateOfDay = (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10);

export const isCalendarDate = (date: string): boolean => dayNumber(date) !== null;

/** The day of the week, 0 = Sunday; 1970-01-01 was a Thursday. */
export const weekday = (days: number): number => (((days + 4) % 7) + 7) % 7;

/** The date in China at a moment (milliseconds since 1970): UTC+8 without summer time, whatever the machine's zone. */
export const chinaDate = (now: number): string => dateOfDay(Math.floor((now + 8 * 3_600_000) / DAY_MS));

/** `dayNumber` for dates already checked at the edge; throws RangeError otherwise, because that is a bug. */
export function requireDay(date: string): number {
  const days = dayNumber(date);
  if (days === null) throw new RangeError('not a YYYY-MM-DD date');
  return days;
}

/** The date so many calendar days later (R20: 30 calendar days). */
export const addDays = (date: string, days: number): string => dateOfDay(requireDay(date) + days);

/** The same day so many months later, or that month's last day when it is shorter (R25: 6 months). */
export function addMonths(date: string, months: number): string {
  requireDay(date);
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY_MS;
  const nextFirst = Date.UTC(Math.floor((month + 1) / 12), (((month + 1) % 12) + 12) % 12, 1) / DAY_MS;
  return dateOfDay(Math.min(first + Number(date.slice(8)) - 1, nextFirst - 1));
}
