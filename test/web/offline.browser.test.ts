// Without network (D7, D8, D14; issue 2, point 5): the installed application starts, scans and judges.
import { describe, expect, test } from 'vitest';
import { photographPng } from '../harness/printed-page.ts';
import type { Reply } from '../harness/hostile-network.ts';
import { useWorld } from '../harness/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const world = useWorld();
const cutOff: Reply = (response) => {
  response.destroy();
};

describe('after one visit, without network', () => {
  test('every page starts, a picture is read and judged, and the age of the trust list is in sight', async () => {
    await world.visit();
    await world.network.cut();
    for (const path of ['/', '/scan', '/session', '/lookup', '/q', '/Q?from=chat', '/about']) {
      await world.restart(path);
      await world.phone.page.locator('h1').waitFor();
      expect(await world.phone.page.locator('.trust-age').innerText()).toMatch(/可信名单/);
    }
    await world.restart();
    const buffer = photographPng(await world.seal(1));
    await world.phone.page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
    await world.phone.page.locator('.verdict .plate-green').waitFor();
    expect(world.network.asked.filter((path) => path.startsWith('/api/') && path !== '/api/trust')).toEqual([]);
  });

  test.each([
    [1, 'green', 'valid'],
    [2, 'red', 'withdrawn'],
    [3, 'red', 'suspended'],
    [4, 'red', 'superseded'],
    [999_999, 'grey', 'standing_unlisted'],
  ])('standing at index %i is %s', async (index, colour, code) => {
    await world.visit();
    await world.network.cut();
    await world.restart();
    expect(await world.verdict(await world.seal(index))).toEqual({ colour, code });
  });

  test('green turns amber after a day and grey after a week; a withdrawal stays red; a clock turned back is grey (D8)', async () => {
    await world.visit();
    await world.network.cut();
    const [valid, withdrawn] = [await world.seal(1), await world.seal(2)];
    const { clock } = world.phone.context;
    await clock.setFixedTime(world.signedAt * 1000 + DAY - HOUR);
    expect(await world.verdict(valid)).toEqual({ colour: 'green', code: 'valid' });
    await clock.setFixedTime(world.signedAt * 1000 + DAY + HOUR);
    expect(await world.verdict(valid)).toEqual({ colour: 'amber', code: 'valid_as_of' });
    await clock.setFixedTime(world.signedAt * 1000 + 8 * DAY);
    expect(await world.verdict(valid)).toEqual({ colour: 'grey', code: 'standing_unconfirmed' });
    expect(await world.verdict(withdrawn)).toEqual({ colour: 'red', code: 'withdrawn' });
    // Turned back to when the list was fresh; the latest time seen was kept, also across a restart.
    await clock.setFixedTime(world.signedAt * 1000 + HOUR);
    await world.restart();
    expect(await world.verdict(valid)).toEqual({ colour: 'grey', code: 'clock_wrong' });
    expect(await world.verdict(withdrawn)).toEqual({ colour: 'red', code: 'withdrawn' });
  });

  test('a first start without any bundle is grey, never green', async () => {
    world.network.replace('/api/trust', cutOff);
    await world.phone.page.goto('/scan');
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'grey', code: 'no_trust' });
  });
});
