// Several tabs, browsers that keep nothing, storage that is damaged or wiped, and when the service is asked (D7).
import { describe, expect, test } from 'vitest';
import { text } from '../harness/hostile-network.ts';
import type { Phone } from '../harness/phone.ts';
import { setVisibility, settle } from '../harness/phone.ts';
import { useWorld } from '../harness/world.ts';

const world = useWorld();

describe('several tabs and odd browsers', () => {
  test('a bundle that one tab has fetched serves the other tab at once', async () => {
    await world.visit();
    const other = await world.phone.context.newPage();
    await other.goto('/about');
    world.network.replace('/api/trust', text(await world.bundle(8, { standings: { 1: 'suspended' } })));
    await setVisibility(other, 'visible');
    await other.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => held(other)).toBe(8);
    await world.network.cut();
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'red', code: 'suspended' });
  });

  test('a browser that keeps nothing judges from memory and says so', async () => {
    await world.phone.context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'InvalidStateError');
      };
    });
    await world.phone.page.goto('/scan');
    await world.phone.page.getByText('这个浏览器不保留数据').waitFor();
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('a disk that is full leaves the bundle in memory, and the page says so', async () => {
    await world.phone.context.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await world.phone.page.goto('/scan');
    await world.phone.page.getByText('这个浏览器不保留数据').waitFor();
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('storage wiped under an open page: it judges on from memory, and the next start begins anew', async () => {
    await world.visit();
    const devtools = await world.phone.context.newCDPSession(world.phone.page);
    await devtools.send('Storage.clearDataForOrigin', { origin: world.network.origin, storageTypes: 'all' });
    const { page } = world.phone;
    await page.locator('.nav a[href="/scan"]').click();
    await page.getByLabel('二维码的内容').fill(await world.seal(2));
    await page.getByRole('button', { name: '核验' }).click();
    await page.locator('.verdict .plate-red').waitFor();
    await world.restart('/');
    await settle(world.phone.page);
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('damage to what is stored is noticed at the next start, and repaired by the next answer', async () => {
    await world.visit();
    await world.phone.page.evaluate(async () => {
      const open = indexedDB.open('zhengyan-trust');
      await new Promise((resolve) => {
        open.addEventListener('success', resolve);
      });
      const table = open.result.transaction('keep', 'readwrite').objectStore('keep');
      const read = table.get('bundle');
      await new Promise((resolve) => {
        read.addEventListener('success', resolve);
      });
      table.put({ ...read.result, text: read.result.text.replace('"payload":"', '"payload":"x') }, 'bundle');
      await new Promise((resolve) => {
        table.transaction.addEventListener('complete', resolve);
      });
      open.result.close();
    });
    await world.network.cut();
    await world.restart();
    expect(await world.verdict(await world.seal(1))).toMatchObject({ colour: 'grey' });
    await world.network.mend();
    await world.restart();
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('no answer of the API and no seal is in any cache', async () => {
    await world.visit();
    await world.verdict(await world.seal(1));
    const kept = await world.phone.page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) urls.push(request.url);
      }
      return urls;
    });
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((url) => /\/api\/|\/log\/|well-known|#|\/q\b/i.test(url))).toEqual([]);
  });
});

const MINUTE = 60_000;
const asked = () => world.network.asked.filter((path) => path === '/api/trust').length;

describe('the service is asked for trust data', () => {
  test('at the start and every ten minutes while the page is in sight; out of sight not at all; back in sight at once', async () => {
    const { page } = world.phone;
    await page.clock.install();
    await page.goto('/about');
    await expect.poll(asked).toBe(1);
    await expect.poll(() => page.locator('.trust-age').innerText()).toContain('更新');
    await page.clock.fastForward(8 * MINUTE);
    expect(asked()).toBe(1);
    await page.clock.fastForward(4 * MINUTE);
    await expect.poll(asked).toBe(2);
    await setVisibility(page, 'hidden');
    await page.clock.fastForward(60 * MINUTE);
    expect(asked()).toBe(2);
    await setVisibility(page, 'visible');
    await expect.poll(asked).toBe(3);
  });

  test('sooner after a failure, and when the network comes back', async () => {
    const { page } = world.phone;
    world.network.replace('/api/trust', (response) => {
      response.writeHead(503);
      response.end();
    });
    await page.clock.install();
    await page.goto('/about');
    await page.locator('.notice[data-problem=server]').waitFor();
    expect(asked()).toBe(1);
    await page.clock.fastForward(20_000);
    await expect.poll(asked).toBe(2);
    world.network.replace('/api/trust', text(await world.bundle(6)));
    // Repeated, because the answer to the second request may still be on its way.
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')));
        return page.locator('.notice[data-problem=server]').count();
      })
      .toBe(0);
  });
});

/** The version of the bundle stored on the device. */
function held(page: Phone['page']): Promise<number | null> {
  return page.evaluate(
    () =>
      new Promise<number | null>((resolve) => {
        const open = indexedDB.open('zhengyan-trust');
        open.addEventListener('success', () => {
          const read = open.result.transaction('keep').objectStore('keep').get('bundle');
          read.addEventListener('success', () => {
            open.result.close();
            resolve(read.result?.version ?? null);
          });
        });
      }),
  );
}
