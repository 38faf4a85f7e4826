// The built service with its demo data and one browser, for the tests of one file; every test has a device of its own.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startBrowser } from '../../harness/browser.ts';
import type { Phone } from '../../harness/phone.ts';
import { startServer, type RunningServer } from '../../harness/server.ts';
import { openPages, type Wish } from './open-pages.ts';

export interface UnderTest {
  /** Only inside tests: they are started before the first one. */
  readonly server: RunningServer;
  readonly browser: Browser;
  /** A new device. It is taken away after the test, which fails when something happened there that never should. */
  open: (wish?: Wish) => Promise<Page>;
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not started yet');
  return value;
}

/** Call it once at the top of a file. `env`: configuration of the server. */
export function pagesUnderTest(env: Record<string, string> = {}): UnderTest {
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  const phones: Phone[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(env), startBrowser()]);
  });
  afterEach(async () => {
    const opened = phones.splice(0);
    await Promise.all(opened.map((phone) => phone.close()));
    const complaints = opened.flatMap((phone) => phone.complaints);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  return {
    get server() {
      return started(server);
    },
    get browser() {
      return started(browser);
    },
    open: async (wish) => {
      const phone = await openPages(started(browser), started(server).origin, wish);
      phones.push(phone);
      return phone.page;
    },
  };
}
