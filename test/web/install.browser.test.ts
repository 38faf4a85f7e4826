// The application as something installed: what Chromium asks of a manifest, and an update that waits for the user's word (D14).
import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBrowser } from '../harness/browser.ts';
import { startHostileNetwork, text } from '../harness/hostile-network.ts';
import type { HostileNetwork } from '../harness/hostile-network.ts';
import { openPhone, settle } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
import { startServer } from '../harness/server.ts';
import type { RunningServer } from '../harness/server.ts';

let server: RunningServer;
let browser: Browser;
let network: HostileNetwork;
let phone: Phone;

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
});
beforeEach(async () => {
  network = await startHostileNetwork(server.origin);
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

describe('installing', () => {
  interface Manifest {
    id?: string;
    name?: string;
    short_name?: string;
    start_url?: string;
    scope?: string;
    display?: string;
    lang?: string;
    icons?: { src: string; sizes: string; type: string; purpose?: string }[];
  }

  test('Chromium finds nothing missing, and the manifest has what Android, iOS and desktops ask for', async () => {
    const { page, context } = phone;
    await page.goto('/');
    await settle(page);
    const devtools = await context.newCDPSession(page);
    const { errors, data, url } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(url).toBe(`${network.origin}/manifest.webmanifest`);
    expect(
      (await devtools.send('Page.getInstallabilityErrors')).installabilityErrors.map(({ errorId }) => errorId),
    ).toEqual(
      // A private window, which every test context is, is never offered an installation.
      expect.toSatisfy((ids: string[]) => ids.every((id) => id === 'in-incognito')),
    );

    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member is checked below
    const manifest = JSON.parse(data ?? '{}') as Manifest;
    expect(manifest).toMatchObject({ display: 'standalone', lang: expect.stringMatching(/^zh/) });
    expect(manifest.name?.length).toBeGreaterThan(0);
    expect(manifest.short_name?.length).toBeLessThanOrEqual(12);
    const start = new URL(manifest.start_url ?? '', url);
    expect(start.href.startsWith(new URL(manifest.scope ?? '/', url).href)).toBe(true);
    const icons = manifest.icons ?? [];
    for (const size of ['192x192', '512x512']) {
      expect(icons.some(({ sizes, type }) => sizes.includes(size) && type === 'image/png')).toBe(true);
    }
    expect(icons.some(({ purpose }) => purpose?.includes('maskable'))).toBe(true);
    const appleIcon = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
    for (const src of [appleIcon ?? '', ...icons.map((icon) => icon.src)]) {
      const answer = await fetch(new URL(src, url));
      expect(answer.headers.get('content-type')).toMatch(/^image\//);
    }
    // It starts without network.
    await network.cut();
    const installed = await context.newPage();
    await installed.goto(start.href);
    await installed.locator('h1').waitFor();
  });
});

const integrity = (body: string) => `sha256-${createHash('sha256').update(body).digest('base64')}`;

/** The next build: another shell, and a worker whose list says so. */
async function publishNextBuild(): Promise<void> {
  const shell = await (await fetch(server.origin)).text();
  const worker = await (await fetch(`${server.origin}/sw.js`)).text();
  if (!worker.includes(integrity(shell))) throw new Error('the worker does not list the shell by its hash');
  const nextShell = shell.replace('<div id="app">', '<div id="app" data-build="next">');
  const build = /zhengyan-shell-/.exec(worker) && /"([0-9a-f]{12})"/.exec(worker)?.[1];
  if (!build) throw new Error('the worker has no name of its build');
  network.replace('/', text(nextShell, 'text/html; charset=utf-8'));
  const nextWorker = worker.replace(integrity(shell), integrity(nextShell)).replaceAll(build, 'aaaaaaaaaaaa');
  network.replace('/sw.js', text(nextWorker, 'text/javascript'));
}
const offer = (page: Phone['page']) => page.locator('.notice[data-notice=update]');
const build = (page: Phone['page']) => page.locator('#app').getAttribute('data-build');
const shells = (page: Phone['page']) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('zhengyan-shell-')));

describe('an update', () => {
  test('is offered, not forced: nothing changes until the user says so, then every tab reloads once into it', async () => {
    const { page, context } = phone;
    await page.goto('/');
    await settle(page);
    await publishNextBuild();
    await page.reload();
    await offer(page).waitFor();
    const other = await context.newPage();
    await other.goto('/about');
    await offer(other).waitFor();
    expect([await build(page), await build(other)]).toEqual([null, null]);

    let reloads = 0;
    for (const tab of [page, other]) tab.on('load', () => (reloads += 1));
    await offer(page).getByRole('button', { name: '更新' }).click();
    await expect.poll(() => build(page)).toBe('next');
    await expect.poll(() => build(other)).toBe('next');
    expect(reloads).toBe(2);
    expect(await offer(page).count()).toBe(0);
    // The old build is gone, the new one works without network.
    await expect.poll(() => shells(page)).toEqual(['zhengyan-shell-aaaaaaaaaaaa']);
    await network.cut();
    await page.goto('/scan');
    expect(await build(page)).toBe('next');
    await page.locator('.viewfinder').waitFor();
  });

  test('can wait: put off, the page stays as it is, and a later start offers it again', async () => {
    const { page } = phone;
    await page.goto('/');
    await settle(page);
    await publishNextBuild();
    await page.reload();
    await offer(page).getByRole('button', { name: '以后再说' }).click();
    await offer(page).waitFor({ state: 'detached' });
    expect(await build(page)).toBeNull();
    await page.reload();
    await offer(page).waitFor();
    expect(await build(page)).toBeNull();
  });

  test('of which one file cannot be had is not offered, and the old build goes on', async () => {
    const { page } = phone;
    await page.goto('/');
    await settle(page);
    await publishNextBuild();
    network.replace('/', text('<html>half', 'text/html'));
    await page.reload();
    await expect.poll(() => network.asked.filter((path) => path === '/').length).toBeGreaterThanOrEqual(2);
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration())?.installing);
    expect(await offer(page).count()).toBe(0);
    await network.cut();
    await page.goto('/scan');
    await page.locator('.viewfinder').waitFor();
    expect(await build(page)).toBeNull();
  });
});
