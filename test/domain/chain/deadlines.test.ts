// D13, R20 to R25, R29, R30, R38, R52: due dates, counted by hand.
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOfDay, requireDay } from '../../../domain/calendar-date.ts';
import * as deadlines from '../../../domain/chain/deadlines.ts';
import { admitReport, dueDate, timingOf, workOrderDue } from '../../../domain/chain/due.ts';
import { keysOf } from '../../../domain/table.ts';
import vectors from '../../vectors/deadlines.json' with { type: 'json' };

interface DueVector {
  rule: string;
  version: string;
  tier: string;
  technicalSchool?: boolean;
  duty: string;
  from: string;
  is: string | null;
  estimate?: boolean;
}

/** Every institution that the tables tell apart. */
const POLICIES = keysOf(deadlines.RULE_VERSIONS).flatMap((version) =>
  (['city', 'province'] as const).flatMap((tier) =>
    [true, false].map((technicalSchool): deadlines.Policy => ({ version, tier, technicalSchool })),
  ),
);
const policyOf = (vector: DueVector): deadlines.Policy => {
  const school = vector.technicalSchool ?? false;
  const found = POLICIES.find(
    ({ version, tier, technicalSchool }) =>
      version === vector.version && tier === vector.tier && technicalSchool === school,
  );
  if (found === undefined) throw new Error('the vector names no policy');
  return found;
};
const dutyOf = (name: string): deadlines.Duty => {
  const found = keysOf(deadlines.DUTIES).find((duty) => duty === name);
  if (found === undefined) throw new Error('the vector names no duty');
  return found;
};
const GUANGDONG_CITY: deadlines.Policy = { version: 'guangdong-2022', tier: 'city', technicalSchool: false };

describe('the table of terms (D13)', () => {
  test('says one thing only to every institution', () => {
    for (const policy of POLICIES) {
      for (const duty of keysOf(deadlines.DUTIES)) {
        const fitting = deadlines.TERMS.filter(
          (term) =>
            term.duty === duty &&
            (term.version ?? policy.version) === policy.version &&
            (term.tier ?? policy.tier) === policy.tier &&
            (term.technicalSchool ?? policy.technicalSchool) === policy.technicalSchool,
        );
        expect(fitting.length, `${duty} ${JSON.stringify(policy)}`).toBeLessThanOrEqual(1);
        expect(deadlines.termOf(duty, policy)).toBe(fitting[0] ?? null);
      }
    }
  });

  test('leaves no institution in Guangdong without a term, but for the city centre of a province-filed one', () => {
    const missing = POLICIES.filter(({ version }) => version === 'guangdong-2022').flatMap((policy) =>
      keysOf(deadlines.DUTIES)
        .filter((duty) => deadlines.termOf(duty, policy) === null)
        .map((duty) => `${policy.tier}: ${duty}`),
    );
    expect(new Set(missing)).toStrictEqual(new Set(['province: city_review', 'province: rereport_city']));
  });

  test('has a term for every report, review and return under the national rules too', () => {
    for (const policy of POLICIES) {
      for (const duty of ['report', 'acceptance', 'provincial_review', 'ministry_review', 'promise'] as const) {
        expect(deadlines.termOf(duty, policy)).not.toBeNull();
      }
      expect(deadlines.termOf('rereport_province', policy)).not.toBeNull();
      expect(deadlines.termOf('rereport_ministry', policy)).not.toBeNull();
    }
  });
});

describe('a due date', () => {
  test.each<DueVector>(vectors.due)('$rule: $version, $tier: $duty from $from is $is', (vector) => {
    const due = dueDate(dutyOf(vector.duty), vector.from, policyOf(vector));
    expect(due).toStrictEqual(vector.is === null ? null : { date: vector.is, estimate: vector.estimate ?? false });
  });

  test('is never before its beginning, and later beginnings never have earlier ends', () => {
    const first = requireDay('2024-01-01');
    const day = integer({ min: first, max: first + 1000 });
    assert(
      property(constantFrom(...POLICIES), constantFrom(...keysOf(deadlines.DUTIES)), day, (policy, duty, from) => {
        const [early, late] = [from, from + 1].map(
          (days) => dueDate(duty, dateOfDay(days), policy)?.date ?? '9999-12-31',
        );
        expect(requireDay(early ?? '')).toBeGreaterThan(from);
        expect(requireDay(late ?? '')).toBeGreaterThanOrEqual(requireDay(early ?? ''));
      }),
    );
  });
});

describe('a work order (R38)', () => {
  test.each(vectors.workOrders)('$urgency, received at $at, is due on $date', ({ urgency, at, date, before }) => {
    const found = keysOf(deadlines.URGENCIES).find((name) => name === urgency) ?? 'ordinary';
    expect(workOrderDue(found, Date.parse(at))).toStrictEqual({ date, estimate: false, before: Date.parse(before) });
  });
});

describe('a first report (R20, R24, R25)', () => {
  test.each(vectors.admission)('$why', ({ issued, today, late, fault }) => {
    const admitted = admitReport(issued, today, GUANGDONG_CITY);
    expect(admitted).toMatchObject(fault === undefined ? { ok: true, value: { late } } : { ok: false, fault });
  });

  test('is accepted up to one day and refused ever after, under both sets of rules', () => {
    const day = integer({ min: requireDay('2024-01-01'), max: requireDay('2026-03-01') });
    assert(
      property(constantFrom(...POLICIES), day, integer({ min: 0, max: 400 }), (policy, issuedOn, age) => {
        const issued = dateOfDay(issuedOn);
        const last = dueDate('acceptance', issued, policy)?.date ?? '';
        const today = addDays(issued, age);
        expect(admitReport(issued, today, policy).ok).toBe(today <= last);
      }),
    );
  });
});

describe('whether a term was kept', () => {
  test.each(vectors.timing)('$why', ({ due, doneOn, today, state, left }) => {
    const timing = timingOf({ date: due, estimate: false }, doneOn, today);
    expect(timing).toStrictEqual({ state, workingDaysLeft: left });
  });
});
