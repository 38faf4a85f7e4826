import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcra, type Limit } from '../../domain/gcra.ts';
import vectors from '../vectors/gcra.json' with { type: 'json' };

describe('GCRA (D12)', () => {
  test.each(vectors.scenarios)('$name', ({ limit, steps }) => {
    let tat: number | null = null;
    for (const { at, cost, ...expected } of steps) {
      const decision = gcra(limit, tat, cost, at);
      expect({ at, cost, ...decision }).toEqual({ at, cost, ...expected, tat: expect.any(Number) });
      tat = decision.tat;
    }
  });

  test('never more than burst + rate × time in any stretch of time', () => {
    fc.assert(
      fc.property(limits, charges, (limit, given) => {
        const allowed = run(limit, forward(given)).filter((charge) => charge.decision.allowed);
        for (const [i, first] of allowed.entries()) {
          let units = 0;
          for (const last of allowed.slice(i)) {
            units += last.cost;
            expect(units).toBeLessThanOrEqual(limit.burst + (limit.perMinute * (last.now - first.now)) / 60_000 + 1e-9);
          }
        }
      }),
    );
  });

  test('nor when the clock jumps back by up to a burst: only time that passes forward counts', () => {
    fc.assert(
      fc.property(limits, charges, fc.array(fc.nat(9)), (limit, given, jumps) => {
        const window = limit.burst * Math.ceil(60_000 / limit.perMinute);
        const steps = given.map(({ wait, cost }, at) => ({
          cost: Math.min(cost, limit.burst),
          wait: (jumps[at] ?? 9) < 2 ? -Math.min(wait, window) : wait,
        }));
        let units = 0;
        let passed = 0;
        let behind = 0; // how far the clock stands behind the latest time seen
        let tat: number | null = null;
        let now = 1_000_000_000;
        for (const { wait, cost } of steps) {
          if (behind - wait > window) continue; // further than two servers may disagree
          behind = Math.max(0, behind - wait);
          passed += Math.max(0, wait);
          now += wait;
          const decision = gcra(limit, tat, cost, now);
          tat = decision.tat;
          if (decision.allowed) units += cost;
        }
        expect(units).toBeLessThanOrEqual(limit.burst + (limit.perMinute * passed) / 60_000 + 1e-9);
      }),
    );
  });

  test('what is given back is counted off, and never makes more than the full burst', () => {
    fc.assert(
      fc.property(limits, charges, fc.array(fc.boolean()), (limit, given, kept) => {
        let net = 0;
        let tat: number | null = null;
        let now = 0;
        for (const [i, { wait, cost: wanted }] of given.entries()) {
          const cost = Math.min(wanted, limit.burst);
          now += wait;
          const charge = gcra(limit, tat, cost, now);
          tat = charge.tat;
          if (charge.allowed) net += cost;
          const returned = charge.allowed && kept[i] === false ? cost : 0;
          const back = gcra(limit, tat, 0 - returned, now);
          expect(back.allowed).toBe(true);
          expect(back.remaining).toBeLessThanOrEqual(limit.burst);
          tat = back.tat;
          net -= returned;
          expect(net).toBeLessThanOrEqual(limit.burst + (limit.perMinute * now) / 60_000 + 1e-9);
        }
      }),
    );
  });

  test('a refused charge and a peek change nothing', () => {
    fc.assert(
      fc.property(limits, times, times, fc.nat(20), (limit, tat, now, wanted) => {
        const cost = Math.min(wanted, limit.burst);
        const decision = gcra(limit, tat, cost, now);
        fc.pre(!decision.allowed || cost === 0);
        expect(decision.tat).toBe(tat);
        expect(gcra(limit, decision.tat, cost, now)).toEqual(decision);
      }),
    );
  });

  test('whoever waits as long as told is let through, and not a millisecond before', () => {
    fc.assert(
      fc.property(limits, times, times, fc.integer({ min: 1, max: 20 }), (limit, tat, now, wanted) => {
        const cost = Math.min(wanted, limit.burst);
        const decision = gcra(limit, tat, cost, now);
        fc.pre(!decision.allowed);
        expect(decision.retryAfterMs).toBeGreaterThan(0);
        expect(gcra(limit, decision.tat, cost, now + decision.retryAfterMs).allowed).toBe(true);
        expect(gcra(limit, decision.tat, cost, now + decision.retryAfterMs - 1).allowed).toBe(false);
      }),
    );
  });

  test('what is said to remain can be had at once, and one more cannot', () => {
    fc.assert(
      fc.property(limits, times, times, (limit, tat, now) => {
        const { remaining, resetMs } = gcra(limit, tat, 0, now);
        expect(gcra(limit, tat, remaining, now).allowed).toBe(true);
        expect(remaining === limit.burst || !gcra(limit, tat, remaining + 1, now).allowed).toBe(true);
        expect(gcra(limit, tat, limit.burst, now + resetMs).allowed).toBe(true);
      }),
    );
  });

  test('no stored time locks a key for longer than two bursts last', () => {
    fc.assert(
      fc.property(limits, fc.double({ min: -1e15, max: 1e15, noNaN: true }), times, (limit, stored, now) => {
        const window = limit.burst * Math.ceil(60_000 / limit.perMinute);
        expect(gcra(limit, stored, 1, now).retryAfterMs).toBeLessThanOrEqual(2 * window);
      }),
    );
  });

  test.each([
    ['more than the burst', 4, 0, null],
    ['half a unit', 0.5, 0, null],
    ['no number', Number.NaN, 0, null],
    ['a clock that is no number', 1, Number.NaN, null],
    ['an endless stored time', 1, 0, Number.POSITIVE_INFINITY],
  ])('%s is a bug and throws', (_, cost, now, tat) => {
    expect(() => gcra({ name: 'test', burst: 3, perMinute: 60 }, tat, cost, now)).toThrow(RangeError);
  });
});

const limits: fc.Arbitrary<Limit> = fc.record({
  name: fc.constant('test'),
  burst: fc.integer({ min: 1, max: 20 }),
  perMinute: fc.integer({ min: 1, max: 7000 }),
});
const charges = fc.array(fc.record({ wait: fc.nat(60_000), cost: fc.nat(6) }), { maxLength: 40 });
const times = fc.nat(2_000_000);

interface Charge {
  wait: number;
  cost: number;
}

/** Waits in place of times, so that shrinking keeps the order. */
function forward(given: readonly Charge[]): { now: number; cost: number }[] {
  let now = 0;
  return given.map(({ wait, cost }) => ({ now: (now += wait), cost }));
}

function run(limit: Limit, steps: readonly { now: number; cost: number }[]) {
  let tat: number | null = null;
  return steps.map(({ now, cost: wanted }) => {
    const cost = Math.min(wanted, limit.burst);
    const decision = gcra(limit, tat, cost, now);
    tat = decision.tat;
    return { now, cost, decision };
  });
}
