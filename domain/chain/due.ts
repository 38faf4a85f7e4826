// Due dates and whether they were kept (D13, R20 to R25, R38). All dates are days in China; the day from which a term
// runs is not counted, and whoever acts on the last day is on time.
import { addDays, addMonths, chinaDate, requireDay } from '../calendar-date.ts';
import { ok, refuse, type Result } from '../result.ts';
import { addWorkingDays, workingDaysBetween } from '../working-days.ts';
import { termOf, URGENCIES, type Duty, type Policy, type Urgency } from './deadlines.ts';

export interface Due {
  /** The last day, YYYY-MM-DD. */
  readonly date: string;
  /** A year on the way has no published holiday calendar yet. */
  readonly estimate: boolean;
}

/** By when a duty is to be done that began to run on `from` (YYYY-MM-DD); null where the rules set no term. */
export function dueDate(duty: Duty, from: string, policy: Policy): Due | null {
  const term = termOf(duty, policy);
  if (term === null) return null;
  if (term.unit === 'working_day') return addWorkingDays(from, term.amount);
  const last = term.unit === 'month' ? addMonths(from, term.amount) : addDays(from, term.amount);
  return { date: last, estimate: false };
}

/** R38: the moment (ms since 1970) before which a work order received at `receivedAt` is to be dealt with, and its day. */
export function workOrderDue(urgency: Urgency, receivedAt: number): Due & { readonly before: number } {
  const { amount, unit } = URGENCIES[urgency];
  if (unit === 'hour') {
    const before = receivedAt + amount * 3_600_000;
    return { date: chinaDate(before), estimate: false, before };
  }
  const due = addWorkingDays(chinaDate(receivedAt), amount);
  // The end of that day in China, which is eight hours ahead.
  return { ...due, before: requireDay(addDays(due.date, 1)) * 86_400_000 - 8 * 3_600_000 };
}

export interface Timing {
  readonly state: 'on_time' | 'late' | 'open' | 'overdue';
  /**
   * Working days from the day it was done, or from today, to the last day: 0 on the last day, negative behind it (at
   * least one day even if nobody worked in between).
   */
  readonly workingDaysLeft: number;
}

/** Whether a duty is or was done in time. `doneOn` is null while it is open; dates are YYYY-MM-DD. */
export function timingOf(due: Due, doneOn: string | null, today: string): Timing {
  const day = doneOn ?? today;
  const late = requireDay(day) > requireDay(due.date);
  const { days } = workingDaysBetween(day, due.date);
  const state = doneOn === null ? (late ? 'overdue' : 'open') : late ? 'late' : 'on_time';
  return { state, workingDaysLeft: late ? Math.min(days, -1) : days };
}

/** report_future: issued later than today; report_too_old: never reported within six months of the issue date (R25). */
export type AdmissionFault = 'report_future' | 'report_too_old';

/**
 * Whether a certificate may be reported for the first time on `today`. `late`: the term of R20 is over, so that the
 * written explanation of R24 has to come with it.
 */
export function admitReport(
  issueDate: string,
  today: string,
  policy: Policy,
): Result<{ readonly late: boolean; readonly due: Due }, AdmissionFault> {
  const [issued, now] = [requireDay(issueDate), requireDay(today)];
  if (issued > now) return refuse('report_future');
  const last = dueDate('acceptance', issueDate, policy);
  if (last !== null && now > requireDay(last.date)) return refuse('report_too_old');
  const due = dueDate('report', issueDate, policy);
  if (due === null) throw new Error('every set of rules has a term for reports');
  return ok({ late: now > requireDay(due.date), due });
}
