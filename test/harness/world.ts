// A phone, a service and the network between them, for the tests of what happens without network or with one that lies. The
// pages come from the built service; the trust bundles from an authority of the test's own, so that every age, version and
// signer can be had.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Standing } from '../../domain/lifecycle.ts';
import { newAuthority } from './authority.ts';
import type { Authority, BundleOptions } from './authority.ts';
import { startBrowser } from './browser.ts';
import { startHostileNetwork, text } from './hostile-network.ts';
import type { HostileNetwork } from './hostile-network.ts';
import { colour, openPhone, settle } from './phone.ts';
import type { Phone } from './phone.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';

/** Index in the status list -> standing, in the bundle that every test starts with (version 5). */
const STANDINGS: Record<number, Standing> = { 1: 'valid', 2: 'withdrawn', 3: 'suspended', 4: 'superseded' };

export interface World {
  server: RunningServer;
  network: HostileNetwork;
  authority: Authority;
  phone: Phone;
  /** Time of the first bundle: a minute ago, seconds. */
  signedAt: number;
  seal(statusIndex: number): Promise<string>;
  bundle(version: number, changes?: Partial<BundleOptions>): Promise<string>;
  /** One visit, until everything is on the device. */
  visit(): Promise<void>;
  /** As after closing and opening the application: another page of the same profile. */
  restart(path?: string): Promise<void>;
  /** Colour and code of the verdict on a text, through the scan page. */
  verdict(text: string): Promise<{ colour: string; code: string }>;
}

/** Everything fresh for each test of the file; server and browser are shared. The members are there while a test runs. */
export function useWorld(): World {
  let browser: Browser;
  // Filled in before each test; a test that reads it earlier is a mistake that shows at once.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const world = {
    seal: (statusIndex) => world.authority.seal({ statusIndex }),
    bundle: (version, changes = {}) =>
      world.authority.bundle({ version, issuedAt: world.signedAt, standings: STANDINGS, ...changes }),
    async visit() {
      await world.phone.page.goto('/');
      await settle(world.phone.page);
    },
    async restart(path = '/scan') {
      await world.phone.page.close();
      world.phone.page = await world.phone.context.newPage();
      await world.phone.page.goto(path);
    },
    verdict: (scanned) => verdictOn(world.phone.page, scanned),
  } as World;

  beforeAll(async () => {
    world.server = await startServer();
    browser = await startBrowser();
  });
  beforeEach(async () => {
    world.signedAt = Math.floor(Date.now() / 1000) - 60;
    world.network = await startHostileNetwork(world.server.origin);
    world.authority = await newAuthority(world.network.origin);
    world.network.replace('/api/trust', text(await world.bundle(5)));
    world.phone = await openPhone(browser, world.network.origin);
  });
  afterEach(async () => {
    await world.phone.close();
    await world.network.stop();
    if (world.phone.complaints.length > 0) throw new Error(world.phone.complaints.join('\n'));
  });
  afterAll(async () => {
    await browser?.close();
    await world.server?.stop();
  });
  return world;
}

async function verdictOn(page: Page, scanned: string): Promise<{ colour: string; code: string }> {
  await page.goto('/scan');
  await page.getByLabel('二维码的内容').fill(scanned);
  await page.getByRole('button', { name: '核验' }).click();
  const code = await page.locator('.verdict code').first().innerText();
  return { colour: await colour({ page }), code };
}
