import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Limit } from '../../domain/gcra.ts';
import { openLimitStore } from '../../db/limits.ts';
import type { LimitCharge, LimitStore } from '../../server/deps.ts';
import { memoryLimitStore } from '../../server/limit-memory.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { openMemory } from '../harness/pglite.ts';
import { freshPostgres } from '../harness/postgres.ts';

const NOW = Date.UTC(2026, 10, 20);
const SLOW: Limit = { name: 'slow', burst: 5, perMinute: 1 };
const charge = (key: string, cost: number, limit = SLOW): LimitCharge => ({ key, limit, cost });

/** The contract of LimitStore (server/deps.ts), whoever implements it. */
function keepsTheContract(open: () => LimitStore): void {
  test('takes from each key for itself until nothing is left, and answers in the order asked', async () => {
    const store = open();
    const first = await store.charge([charge('order-b', 1), charge('order-a', 5)], NOW);
    expect(first.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 4],
      [true, 0],
    ]);
    const second = await store.charge([charge('order-b', 1), charge('order-a', 1), charge('order-c', 2)], NOW);
    expect(second.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 3],
      [false, 0],
      [true, 3],
    ]);
    expect(second[1]?.retryAfterMs).toBe(60_000);
  });

  test('a refused charge changes nothing', async () => {
    const store = open();
    await store.charge([charge('refused', 4)], NOW);
    const [refused] = await store.charge([charge('refused', 2)], NOW);
    const [small] = await store.charge([charge('refused', 1)], NOW);
    expect(refused?.allowed).toBe(false);
    expect(small).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('a peek tells what is left and takes nothing', async () => {
    const store = open();
    await store.charge([charge('peek', 3)], NOW);
    const peek = [charge('peek', 0), charge('peek-unknown', 0)];
    const twice = [await store.charge(peek, NOW), await store.charge(peek, NOW)];
    for (const decisions of twice) expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 5]);
  });

  test('what is given back can be taken again, and no more than that', async () => {
    const store = open();
    await store.charge([charge('back', 5)], NOW);
    await store.charge([charge('back', -2)], NOW);
    const [too] = await store.charge([charge('back', 3)], NOW);
    const [fits] = await store.charge([charge('back', 2)], NOW);
    expect([too?.allowed, fits?.allowed]).toEqual([false, true]);
  });

  test('one key twice in a call is charged twice', async () => {
    const decisions = await open().charge([charge('twice', 3), charge('twice', 2), charge('twice', 1)], NOW);
    expect(decisions.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 0],
      [false, 0],
    ]);
  });

  test('fifty requests at once get exactly what there is', async () => {
    const store = open();
    const limit: Limit = { name: 'wide', burst: 30, perMinute: 60 };
    const keys = ['both-a', 'both-b'];
    const decisions = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        // Half of them name the keys the other way round: nobody may wait for anybody for ever.
        const order = i % 2 === 0 ? keys : keys.toReversed();
        const answers = await store.charge(
          order.map((key) => charge(key, 1, limit)),
          NOW,
        );
        return order.map((key, at) => ({ key, allowed: answers[at]?.allowed }));
      }),
    );
    for (const key of keys) {
      const allowed = decisions.flat().filter((decision) => decision.key === key && decision.allowed);
      expect(allowed).toHaveLength(30);
    }
  });

  test('a proof of work buys one request, however many ask at once', async () => {
    const store = open();
    const bought = await Promise.all(Array.from({ length: 20 }, async () => store.useOnce('nonce', NOW + 60_000)));
    expect(bought.filter(Boolean)).toHaveLength(1);
    expect(await store.useOnce('another', NOW + 60_000)).toBe(true);
  });
}

describe('the store in memory', () => {
  keepsTheContract(memoryLimitStore);

  test('forgets the key that was charged longest ago when it is full, and no other', async () => {
    const store = memoryLimitStore(3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) await store.charge([charge(key, 5)], NOW);
    const left = await store.charge(
      ['a', 'b', 'c', 'd'].map((key) => charge(key, 0)),
      NOW,
    );
    expect(left.map(({ remaining }) => remaining)).toEqual([0, 5, 0, 0]);
  });
});

describe.each(DATABASES)('the store on $kind', ({ kind }) => {
  const database = useDatabase(kind);
  keepsTheContract(() => openLimitStore(database.get()));

  test('decides as the store in memory does, whatever is asked and whichever way the clock goes', async () => {
    const limits = [SLOW, { name: 'odd', burst: 7, perMinute: 7 }, { name: 'fast', burst: 300, perMinute: 6000 }];
    const step = fc.record({
      wait: fc.integer({ min: -200_000, max: 200_000 }),
      cost: fc.integer({ min: -5, max: 5 }),
      limit: fc.constantFrom(...limits),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const stores = [memoryLimitStore(), openLimitStore(database.get())];
        run++;
        let now = NOW;
        for (const { wait, cost, limit } of steps) {
          now += wait;
          const key = `same-${run}-${limit.name}`;
          const [inMemory, inDatabase] = await Promise.all(
            stores.map(async (store) => store.charge([{ key, limit, cost }], now)),
          );
          // The store in memory hands on its whole decision; what callers are promised is what both have.
          expect(inMemory).toMatchObject(inDatabase ?? [{ allowed: null }]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('sweeps away what has run out, and nothing that still limits', async () => {
    const store = openLimitStore(database.get());
    await store.charge([charge('sweep-old', 5)], NOW - 86_400_000);
    await store.charge([charge('sweep-new', 5)], NOW);
    await store.useOnce('sweep-old', NOW - 86_400_000);
    for (let i = 0; i < 500; i++) await store.charge([charge('sweep-clock', 0)], NOW);
    const kept = await database.get().query(`select key from rate_limit where key like 'sweep-%'`);
    expect(kept).toEqual([{ key: 'sweep-new' }]);
    expect(await database.get().query(`select from used_nonce where nonce = 'sweep-old'`)).toEqual([]);
  });
});

describe('out of reach', () => {
  test('a closed PGlite rejects: never unlimited (D12)', async () => {
    const db = await openMemory();
    const store = openLimitStore(db);
    await db.close();
    await expect(store.charge([charge('gone', 1)], NOW)).rejects.toThrow(/closed/);
    await expect(store.useOnce('gone', NOW)).rejects.toThrow(/closed/);
  });

  test('a PostgreSQL that is gone rejects: never unlimited (D12)', async () => {
    const fresh = await freshPostgres();
    const db = await fresh.open();
    const store = openLimitStore(db);
    await store.charge([charge('gone', 1)], NOW);
    await fresh.drop();
    await expect(store.charge([charge('gone', 1)], NOW)).rejects.toThrow(/terminating|does not exist|CONNECTION/);
    await expect(store.useOnce('gone', NOW)).rejects.toThrow(/terminating|does not exist|CONNECTION/);
    await db.close();
  });
});
