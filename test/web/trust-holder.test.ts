// The trust material on the device (D7): only what is proven and not older takes the place of what is held.
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../web/trust/answer.ts';
import { TrustHolder } from '../../web/trust/holder.ts';
import type { Kept, TrustKeep } from '../../web/trust/keep.ts';
import type { TrustState } from '../../web/trust/state.ts';
import { trustAge } from '../../web/trust-age.ts';
import { pauseAfter } from '../../web/trust/pause.ts';
import { judge } from '../../domain/verdict.ts';
import { crypto, newAuthority, newKey } from '../harness/authority.ts';

const T0 = Date.UTC(2026, 3, 1, 8);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const seconds = (ms: number) => Math.floor(ms / 1000);

/** A keep in memory that can be told to fail, before or after it has written. */
class MemoryKeep implements TrustKeep {
  kept: Kept | null = null;
  floor = 0;
  saveFails: 'never' | 'before' | 'after' = 'never';
  async load() {
    return { kept: this.kept && structuredClone(this.kept), floor: this.floor };
  }
  async save(kept: Kept, floor: number) {
    if (this.saveFails === 'before') throw new Error('quota');
    if (this.kept && this.kept.version > kept.version) return false;
    this.kept = structuredClone(kept);
    this.floor = floor;
    if (this.saveFails === 'after') throw new Error('connection closed');
    return true;
  }
  async raiseFloor(floor: number, version: number | null) {
    if (version === (this.kept?.version ?? null)) this.floor = Math.max(this.floor, floor);
  }
  async clear() {
    this.kept = null;
    this.floor = 0;
  }
}

const authority = await newAuthority();
const first = await authority.bundle({ version: 5, issuedAt: seconds(T0) });

function device(keep: TrustKeep = new MemoryKeep()) {
  const world = { now: T0 + HOUR, answer: { text: first } as Answer, state: null as TrustState | null };
  const holder = new TrustHolder({
    ask: async () => world.answer,
    keep,
    now: () => world.now,
    crypto,
    show: (state) => {
      world.state = state;
    },
  });
  const verdict = async (text: string) => judge(text, { trust: holder.bundle, clock: holder.clock(), crypto });
  return { world, holder, verdict };
}

const newerByAnother = async () => (await newAuthority()).bundle({ version: 9, issuedAt: seconds(T0 + HOUR) });

describe('taking a bundle', () => {
  test('a first bundle is shown, kept with its roots, and held again after a restart without network', async () => {
    const keep = new MemoryKeep();
    const before = device(keep);
    await before.holder.load();
    expect(before.world.state).toMatchObject({ status: 'none', version: null });
    expect(await before.holder.refresh()).toBe(true);
    expect(before.world.state).toMatchObject({ status: 'ok', version: 5, problem: null, storage: 'kept' });

    const after = device(keep);
    after.world.answer = { problem: 'offline' };
    await after.holder.load();
    await after.holder.refresh();
    expect(after.world.state).toMatchObject({ status: 'ok', version: 5, problem: 'offline' });
  });

  test.each<[string, TrustState['problem'], () => Promise<Answer>]>([
    ['cut short', 'broken', async () => ({ text: first.slice(0, first.length / 2) })],
    ['empty', 'broken', async () => ({ text: '' })],
    ['a login page', 'captive_portal', async () => ({ problem: 'captive_portal' })],
    ['an error of the service', 'server', async () => ({ problem: 'server' })],
    ['signed by roots that are not pinned', 'not_trusted', async () => ({ text: await newerByAnother() })],
    [
      'with a byte of a signature changed',
      'not_trusted',
      async () => ({ text: first.replace(/"signature":"(.)/, (_, c) => `"signature":"${c === 'A' ? 'B' : 'A'}`) }),
    ],
    [
      'older than the one held',
      'older',
      async () => ({ text: await authority.bundle({ version: 4, issuedAt: seconds(T0 - HOUR) }) }),
    ],
    [
      'of a higher version but an earlier time',
      'older',
      async () => ({ text: await authority.bundle({ version: 6, issuedAt: seconds(T0 - HOUR) }) }),
    ],
  ])('an answer %s is refused as %s and leaves the held bundle in place', async (_, problem, answer) => {
    const keep = new MemoryKeep();
    const { world, holder } = device(keep);
    await holder.refresh();
    const kept = structuredClone(keep.kept);
    world.answer = await answer();
    expect(await holder.refresh()).toBe(false);
    expect(world.state).toMatchObject({ status: 'problem', version: 5, problem });
    expect(keep.kept).toEqual(kept);
  });

  test('a good answer after a refused one clears the notice', async () => {
    const { world, holder } = device();
    world.answer = { problem: 'captive_portal' };
    await holder.refresh();
    expect(world.state).toMatchObject({ status: 'problem', version: null });
    world.answer = { text: first };
    await holder.refresh();
    expect(world.state).toMatchObject({ status: 'ok', problem: null });
  });

  test('roots are replaced through a bundle that an old root has signed as well, and the old root alone counts no longer', async () => {
    const { world, holder } = device();
    await holder.refresh();
    const root = await newKey();
    const handover = { version: 6, issuedAt: seconds(T0 + HOUR), root, alsoSignedBy: [authority.root] };
    world.answer = { text: await authority.bundle(handover) };
    await holder.refresh();
    expect(world.state).toMatchObject({ status: 'ok', version: 6 });
    world.answer = { text: await authority.bundle({ version: 7, issuedAt: seconds(T0 + HOUR) }) };
    await holder.refresh();
    expect(world.state).toMatchObject({ problem: 'not_trusted', version: 6 });
  });

  test('after "forget", a service with new roots is believed as on a first visit', async () => {
    const other = await newAuthority();
    const { world, holder } = device();
    await holder.refresh();
    world.answer = { text: await other.bundle({ version: 1, issuedAt: seconds(T0) }) };
    await holder.refresh();
    expect(world.state).toMatchObject({ problem: 'not_trusted', version: 5 });
    await holder.forget();
    await holder.refresh();
    expect(world.state).toMatchObject({ status: 'ok', version: 1 });
  });
});

describe('what is stored on the device', () => {
  test('is proven again at every start: changed text is thrown away, and its pinned roots stay', async () => {
    const keep = new MemoryKeep();
    await device(keep).holder.refresh();
    if (keep.kept) keep.kept.text = keep.kept.text.replace('"payload":"', '"payload":"x');
    const { world, holder } = device(keep);
    await holder.load();
    expect(world.state).toMatchObject({ status: 'problem', version: null, problem: 'store_damaged' });
    world.answer = { text: await (await newAuthority()).bundle({ version: 6, issuedAt: seconds(T0) }) };
    await holder.refresh();
    expect(world.state).toMatchObject({ version: null, problem: 'not_trusted' });
    world.answer = { text: first };
    await holder.refresh();
    expect(world.state).toMatchObject({ status: 'ok', version: 5 });
  });

  test.each(['before', 'after'] as const)(
    'a store that fails %s writing leaves the bundle usable in memory, and the page says so',
    async (when) => {
      const keep = new MemoryKeep();
      keep.saveFails = when;
      const { world, holder } = device(keep);
      await holder.refresh();
      expect(world.state).toMatchObject({ status: 'ok', version: 5, storage: 'memory' });
      // Written or not, the next start ends in a whole state.
      const next = device(keep);
      await next.holder.load();
      expect(next.holder.bundle?.version ?? null).toBe(when === 'after' ? 5 : null);
    },
  );

  test('of two tabs the one with the older bundle neither overwrites the newer one nor keeps its own', async () => {
    const keep = new MemoryKeep();
    const [slow, fast] = [device(keep), device(keep)];
    fast.world.answer = { text: await authority.bundle({ version: 7, issuedAt: seconds(T0 + HOUR) }) };
    await fast.holder.refresh();
    await slow.holder.refresh();
    expect(keep.kept?.version).toBe(7);
    expect(slow.world.state).toMatchObject({ version: 7, status: 'ok' });
  });
});

describe('a clock that was turned back', () => {
  test('is noticed after a restart, because the latest time seen is kept; nothing is green then', async () => {
    const keep = new MemoryKeep();
    const before = device(keep);
    await before.holder.refresh();
    before.world.now = T0 + 30 * DAY;
    const seal = await authority.seal();
    expect(await before.verdict(seal)).toMatchObject({ freshness: 'stale', colour: 'grey' });

    const after = device(keep); // its clock stands one hour after the bundle again
    await after.holder.load();
    expect(await after.verdict(seal)).toMatchObject({ freshness: 'clock_wrong', colour: 'grey', code: 'clock_wrong' });
    // The head of every page says so too.
    const { issuedAt = null, latestKnown = 0 } = after.world.state ?? {};
    expect(trustAge(issuedAt, after.world.now / 1000, latestKnown / 1000)).toBe('clock_wrong');
  });

  test('a replay of the held bundle does not lower the floor; a newly verified one does', async () => {
    const keep = new MemoryKeep();
    const { world, holder, verdict } = device(keep);
    const seal = await authority.seal();
    await holder.refresh();
    world.now = T0 + 30 * DAY; // a clock that ran ahead …
    await holder.refresh();
    world.now = T0 + 2 * HOUR; // … and was put right
    await holder.refresh();
    expect(await verdict(seal)).toMatchObject({ code: 'clock_wrong' });
    world.answer = { text: await authority.bundle({ version: 6, issuedAt: seconds(T0 + 2 * HOUR) }) };
    await holder.refresh();
    expect(await verdict(seal)).toMatchObject({ code: 'valid', colour: 'green' });
    expect(keep.floor).toBeLessThanOrEqual(world.now);
  });
});

describe('the service is asked', () => {
  test('every ten minutes, and after failures from 15 seconds on at doubling intervals, never further apart than that', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 40].map((failures) => pauseAfter(failures, 0.5) / 1000);
    expect(pauses).toEqual([600, 15, 30, 60, 120, 240, 480, 600, 600]);
  });

  test('spread by a tenth either way', () => {
    expect([pauseAfter(0, 0), pauseAfter(0, 1)].map(Math.round)).toEqual([540_000, 660_000]);
  });
});
