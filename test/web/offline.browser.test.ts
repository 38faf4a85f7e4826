// Without network, and with a network that lies (D7, D8, D14; issue 2, point 5). The pages come from the built service; the
// trust bundles from an authority of the test's own, so that every age, version and signer can be had.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newAuthority } from '../harness/authority.ts';
import type { Authority } from '../harness/authority.ts';
import { startBrowser } from '../harness/browser.ts';
import {
  captivePortal,
  PORTAL_LOGIN,
  redirectToPortal,
  startHostileNetwork,
  text,
} from '../harness/hostile-network.ts';
import type { HostileNetwork, Reply } from '../harness/hostile-network.ts';
import { photographPng } from '../harness/printed-page.ts';
import { openPhone, setVisibility, settle } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
import { startServer } from '../harness/server.ts';
import type { RunningServer } from '../harness/server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STANDINGS = { 1: 'valid', 2: 'withdrawn', 3: 'suspended', 4: 'superseded' } as const;

let server: RunningServer;
let browser: Browser;
let network: HostileNetwork;
let authority: Authority;
let phone: Phone;
/** Whole seconds, a minute ago: a bundle's time. */
let signedAt: number;

const bundle = (version: number, changes: Partial<Parameters<Authority['bundle']>[0]> = {}) =>
  authority.bundle({ version, issuedAt: signedAt, standings: STANDINGS, ...changes });

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
});
beforeEach(async () => {
  signedAt = Math.floor(Date.now() / 1000) - 60;
  network = await startHostileNetwork(server.origin);
  authority = await newAuthority(network.origin);
  network.replace('/api/trust', text(await bundle(5)));
  phone = await openPhone(browser, network.origin);
});
afterEach(async () => {
  await phone.close();
  await network.stop();
  if (phone.complaints.length > 0) throw new Error(phone.complaints.join('\n'));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** One visit, until everything is on the device. */
async function visit(): Promise<void> {
  await phone.page.goto('/');
  await settle(phone.page);
}

/** As after closing and opening the application: another page of the same profile. */
async function restart(path = '/scan'): Promise<void> {
  await phone.page.close();
  phone.page = await phone.context.newPage();
  await phone.page.goto(path);
}

/** The colour and code of the verdict on a text, through the scan page. */
async function verdict(seal: string): Promise<{ colour: string; code: string }> {
  const { page } = phone;
  await page.goto('/scan');
  await page.getByLabel('二维码的内容').fill(seal);
  await page.getByRole('button', { name: '核验' }).click();
  const shown = (await page.locator('.verdict .plate').first().getAttribute('class')) ?? '';
  const code = await page.locator('.verdict code').first().innerText();
  return { colour: /plate-(green|amber|grey|red)/.exec(shown)?.[1] ?? shown, code };
}

const seal = (statusIndex: number) => authority.seal({ statusIndex });

describe('after one visit, without network', () => {
  test('every page starts, a picture is read and judged, and the age of the trust list is in sight', async () => {
    await visit();
    await network.cut();
    for (const path of ['/', '/scan', '/session', '/lookup', '/q', '/Q?from=chat', '/about']) {
      await restart(path);
      await phone.page.locator('h1').waitFor();
      expect(await phone.page.locator('.trust-age').innerText()).toMatch(/可信名单/);
    }
    await restart();
    const buffer = photographPng(await seal(1));
    await phone.page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer });
    await phone.page.locator('.verdict .plate-green').waitFor();
    expect(network.asked.filter((path) => path.startsWith('/api/') && path !== '/api/trust')).toEqual([]);
  });

  test.each([
    [1, 'green', 'valid'],
    [2, 'red', 'withdrawn'],
    [3, 'red', 'suspended'],
    [4, 'red', 'superseded'],
    [999_999, 'grey', 'standing_unlisted'],
  ])('standing at index %i is %s', async (index, colour, code) => {
    await visit();
    await network.cut();
    await restart();
    expect(await verdict(await seal(index))).toEqual({ colour, code });
  });

  test('green turns amber after a day and grey after a week; a withdrawal stays red; a clock turned back is grey (D8)', async () => {
    await visit();
    await network.cut();
    const [valid, withdrawn] = [await seal(1), await seal(2)];
    const { clock } = phone.context;
    await clock.setFixedTime(signedAt * 1000 + DAY - HOUR);
    expect(await verdict(valid)).toEqual({ colour: 'green', code: 'valid' });
    await clock.setFixedTime(signedAt * 1000 + DAY + HOUR);
    expect(await verdict(valid)).toEqual({ colour: 'amber', code: 'valid_as_of' });
    await clock.setFixedTime(signedAt * 1000 + 8 * DAY);
    expect(await verdict(valid)).toEqual({ colour: 'grey', code: 'standing_unconfirmed' });
    expect(await verdict(withdrawn)).toEqual({ colour: 'red', code: 'withdrawn' });
    // Turned back to when the list was fresh; the latest time seen was kept, also across a restart.
    await clock.setFixedTime(signedAt * 1000 + HOUR);
    await restart();
    expect(await verdict(valid)).toEqual({ colour: 'grey', code: 'clock_wrong' });
    expect(await verdict(withdrawn)).toEqual({ colour: 'red', code: 'withdrawn' });
  });

  test('a first start without any bundle is grey, never green', async () => {
    network.replace('/api/trust', cutOff);
    await phone.page.goto('/scan');
    expect(await verdict(await seal(1))).toEqual({ colour: 'grey', code: 'no_trust' });
  });
});

const notice = (problem: string) => phone.page.locator(`.notice[data-problem=${problem}]`);
const cutOff: Reply = (response) => {
  response.destroy();
};
const unavailable: Reply = (response) => {
  response.writeHead(503);
  response.end();
};

describe('a network that lies', () => {
  test.each<[string, string, () => Promise<Reply>]>([
    ['a captive portal’s page', 'captive_portal', async () => captivePortal],
    ['a redirect to a captive portal', 'captive_portal', async () => redirectToPortal],
    ['HTML under the name of JSON', 'captive_portal', async () => text('<html>log in</html>')],
    ['half a bundle', 'broken', async () => text((await bundle(6)).slice(0, 900))],
    ['nothing', 'broken', async () => text('')],
    ['an older bundle', 'older', async () => text(await bundle(4, { issuedAt: signedAt - 600 }))],
    [
      'a bundle of strangers',
      'not_trusted',
      async () => text(await (await newAuthority(network.origin)).bundle({ version: 9, issuedAt: signedAt })),
    ],
    ['an error', 'server', async () => unavailable],
  ])(
    '%s in place of the bundle: a calm notice, and the held one goes on serving, also after a restart',
    async (_, problem, reply) => {
      await visit();
      network.replace('/api/trust', await reply());
      await restart();
      await notice(problem).waitFor();
      expect(network.asked).not.toContain(PORTAL_LOGIN);
      expect(await verdict(await seal(1))).toEqual({ colour: 'green', code: 'valid' });
      await network.cut();
      await restart();
      expect(await verdict(await seal(1))).toEqual({ colour: 'green', code: 'valid' });
      expect(await verdict(await seal(2))).toEqual({ colour: 'red', code: 'withdrawn' });
    },
  );

  test('what is newer and true is taken as soon as the network is right again, without a reload', async () => {
    await visit();
    network.replace('/api/trust', captivePortal);
    await restart('/about');
    await notice('captive_portal').waitFor();
    network.replace('/api/trust', text(await bundle(7, { standings: { 1: 'withdrawn' } })));
    await phone.page.getByRole('button', { name: '再试一次' }).click();
    await notice('captive_portal').waitFor({ state: 'detached' });
    expect(await verdict(await seal(1))).toEqual({ colour: 'red', code: 'withdrawn' });
  });

  test('a portal in front of everything leaves the installed application whole', async () => {
    await visit();
    network.replace('*', captivePortal);
    network.replace('/api/trust', captivePortal);
    await restart();
    await notice('captive_portal').waitFor();
    expect(await verdict(await seal(1))).toEqual({ colour: 'green', code: 'valid' });
    network.heal();
    await network.cut();
    await restart('/lookup');
    expect(await phone.page.locator('h1').innerText()).not.toContain('Welcome');
  });

  test.each([
    ['answers HTML for a script', captivePortal],
    ['redirects a script', redirectToPortal],
    ['cuts a script short', text('export const a = 1', 'text/javascript')],
  ])('nothing is installed while a portal %s; with the next visit it is', async (_, reply) => {
    // Not loaded by the first page, so that the page itself works.
    const worker = await (await fetch(`${server.origin}/sw.js`)).text();
    const chunk = /\/assets\/session-[\w-]+\.js/.exec(worker)?.[0];
    if (!chunk) throw new Error('no chunk of the session page in the list of files');
    network.replace(chunk, reply);
    await phone.page.goto('/');
    await expect.poll(() => network.asked.some((path) => path === chunk)).toBe(true);
    const registered = await phone.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const installing = registration?.installing;
      if (installing && installing.state !== 'redundant') {
        await new Promise((resolve) => {
          installing.addEventListener('statechange', resolve);
        });
      }
      const current = await navigator.serviceWorker.getRegistration();
      return Boolean(current?.active ?? current?.waiting);
    });
    expect(registered).toBe(false);
    network.heal(chunk);
    await phone.page.reload();
    await settle(phone.page);
    await network.cut();
    await restart('/session');
    expect(await phone.page.locator('.viewfinder').count()).toBe(1);
  });
});

describe('several tabs and odd browsers', () => {
  test('a bundle that one tab has fetched serves the other tab at once', async () => {
    await visit();
    const other = await phone.context.newPage();
    await other.goto('/about');
    network.replace('/api/trust', text(await bundle(8, { standings: { 1: 'suspended' } })));
    await setVisibility(other, 'visible');
    await other.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => held(other)).toBe(8);
    await network.cut();
    expect(await verdict(await seal(1))).toEqual({ colour: 'red', code: 'suspended' });
  });

  test('a browser that keeps nothing judges from memory and says so', async () => {
    await phone.context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('', 'InvalidStateError');
      };
    });
    await phone.page.goto('/scan');
    await phone.page.getByText('这个浏览器不保留数据').waitFor();
    expect(await verdict(await seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('damage to what is stored is noticed at the next start, and repaired by the next answer', async () => {
    await visit();
    await phone.page.evaluate(async () => {
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
    await network.cut();
    await restart();
    expect(await verdict(await seal(1))).toMatchObject({ colour: 'grey' });
    await network.mend();
    await restart();
    expect(await verdict(await seal(1))).toEqual({ colour: 'green', code: 'valid' });
  });

  test('no answer of the API and no seal is in any cache', async () => {
    await visit();
    await verdict(await seal(1));
    const kept = await phone.page.evaluate(async () => {
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
