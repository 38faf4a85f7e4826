import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  chinaDate,
  dateOfDay,
  dayNumber,
  isCalendarDate,
  requireDay,
  weekday,
} from '../../domain/calendar-date.ts';
import {
  addWorkingDays,
  isPublished,
  isWorkingDay,
  LAST_PUBLISHED_YEAR,
  workingDaysBetween,
} from '../../domain/working-days.ts';
import vectors from '../vectors/working-days.json' with { type: 'json' };

describe('working days (R20 to R25, D13)', () => {
  test.each(Object.entries(vectors.perMonth))(
    'the months of %s have as many as were counted by hand',
    (year, months) => {
      const counted = months.map((_, month) => {
        const first = requireDay(`${year}-${String(month + 1).padStart(2, '0')}-01`);
        const next = requireDay(addMonths(dateOfDay(first), 1));
        let days = 0;
        for (let day = first; day < next; day++) if (isWorkingDay(dateOfDay(day))) days += 1;
        return days;
      });
      expect(counted).toEqual(months);
    },
  );

  test.each(vectors.holidaysOnWeekdays)('%s is a holiday on a weekday', (date) => {
    expect([0, 6]).not.toContain(weekday(requireDay(date)));
    expect(isWorkingDay(date)).toBe(false);
  });

  test.each(vectors.makeUpDays)('%s is worked although it is a weekend', (date) => {
    expect([0, 6]).toContain(weekday(requireDay(date)));
    expect(isWorkingDay(date)).toBe(true);
  });

  test.each(vectors.weekends)('%s is a weekend like any other', (date) => {
    expect(isWorkingDay(date)).toBe(false);
  });

  test.each(vectors.after)('$why: $n after $date is $is', ({ date, n, is }) => {
    expect(addWorkingDays(date, n)).toEqual({ date: is, estimate: false });
    expect(workingDaysBetween(date, is)).toEqual({ days: n, estimate: false });
    expect(workingDaysBetween(is, date).days + n).toBe(0);
  });

  test('a year without a published calendar is an estimate of plain weekdays', () => {
    const next = LAST_PUBLISHED_YEAR + 1;
    expect(isPublished(`${next}-06-01`)).toBe(false);
    expect(isPublished('2003-06-02')).toBe(false);
    expect(addWorkingDays(`${next}-01-31`, 15).estimate).toBe(true);
    expect(workingDaysBetween('2003-12-01', '2004-01-05').estimate).toBe(true);
    expect(workingDaysBetween('2003-12-01', '2003-12-08')).toEqual({ days: 5, estimate: true });
    expect(addWorkingDays(`${next}-06-01`, 0).estimate).toBe(false);
  });

  test('the last days of the last published year wait for the notice of the next, which may move them', () => {
    expect(isPublished(`${LAST_PUBLISHED_YEAR}-12-27`)).toBe(true);
    expect(isPublished(`${LAST_PUBLISHED_YEAR}-12-28`)).toBe(false);
    expect(isPublished('2018-12-29')).toBe(true);
    expect(isWorkingDay('2018-12-29')).toBe(true);
    expect(addWorkingDays(`${LAST_PUBLISHED_YEAR}-12-01`, 30).estimate).toBe(true);
  });

  test('adding and counting are each other undone, and what is reached is worked', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 90 }), (date, n) => {
        const reached = addWorkingDays(date, n).date;
        expect(isWorkingDay(reached)).toBe(true);
        expect(workingDaysBetween(date, reached).days).toBe(n);
        expect(workingDaysBetween(date, addDays(reached, -1)).days).toBe(n - 1);
        expect(addWorkingDays(addWorkingDays(date, n - 1).date, 1).date).toBe(reached);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('adding %s is a bug and throws', (n) => {
    expect(() => addWorkingDays('2026-01-05', n)).toThrow(RangeError);
  });

  test('a date that is none is a bug and throws', () => {
    expect(() => isWorkingDay('2026-02-30')).toThrow(RangeError);
    expect(() => addWorkingDays('2026-1-5', 1)).toThrow(RangeError);
    expect(() => workingDaysBetween('2026-01-05', '')).toThrow(RangeError);
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError);
  });
});

describe('dates', () => {
  test.each(vectors.calendar.real)('%s is one', (date) => expect(isCalendarDate(date)).toBe(true));
  test.each(vectors.calendar.unreal)('"%s" is none', (date) => expect(dayNumber(date)).toBeNull());

  test.each(vectors.calendar.months)('$why: $months months after $date is $is', ({ date, months, is }) => {
    expect(addMonths(date, months)).toBe(is);
  });

  test.each(vectors.calendar.days)('$why: $days days after $date is $is', ({ date, days, is }) => {
    expect(addDays(date, days)).toBe(is);
  });

  test.each(vectors.calendar.china)('$why', ({ at, is }) => expect(chinaDate(Date.parse(at))).toBe(is));

  test('a day number and its date are each other undone', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 2_932_896 }), (day) => {
        expect(dayNumber(dateOfDay(day))).toBe(day);
      }),
    );
  });
});

describe('the zone of the machine does not matter', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = before;
  });

  test.each([
    ['Asia/Shanghai', -480],
    ['America/Los_Angeles', 480],
    ['Pacific/Kiritimati', -840],
    ['UTC', 0],
  ])('%s', (zone, offset) => {
    process.env['TZ'] = zone;
    expect(new Date('2026-01-15T00:00:00Z').getTimezoneOffset() + 0).toBe(offset); // the zone did change
    expect(vectors.after.map(({ date, n }) => addWorkingDays(date, n).date)).toEqual(vectors.after.map(({ is }) => is));
    expect(vectors.calendar.china.map(({ at }) => chinaDate(Date.parse(at)))).toEqual(
      vectors.calendar.china.map(({ is }) => is),
    );
    expect(weekday(requireDay('2026-11-16'))).toBe(1);
  });
});

const dates = fc.integer({ min: requireDay('2004-01-01'), max: requireDay('2026-12-31') }).map(dateOfDay);
