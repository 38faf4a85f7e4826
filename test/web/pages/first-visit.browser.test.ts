// How little a first visit has to fetch (issue 2, point 8). It is Chinese, unless the address asks for another language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { demoCertificate } from '../../harness/server.ts';
import { digitsOf, openPages, PAGES } from './open-pages.ts';
import { pagesUnderTest } from './under-test.ts';

const BUILT = join(import.meta.dirname, '..', '..', '..', 'dist', 'web');
/** What reads pictures comes when the scanner opens, and is counted apart. */
const DECODER = /\/decode[\w.-]*\.js$/;
const AT_MOST = 40 * 1024;

const under = pagesUnderTest();

/** Bytes of scripts and styles, gzipped, up to and with what comes behind the first paint. */
async function weigh(path: string): Promise<[string, number]> {
  const phone = await openPages(under.browser, under.server.origin);
  const files = new Set<string>();
  phone.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(?:js|css)$/.test(pathname) && !DECODER.test(pathname)) files.add(pathname);
  });
  // The trust list is the last that every page asks for.
  const last = phone.page.waitForResponse('**/api/trust');
  await phone.page.goto(path);
  await last;
  await phone.page.locator('h1').waitFor();
  await phone.page.waitForLoadState('networkidle');
  await phone.close();
  const sizes = Array.from(files, (file) => gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length);
  return [path.slice(0, 30), sizes.reduce((sum, size) => sum + size, 0)];
}

describe('a first visit', () => {
  test('of any public page brings 40 KB of scripts and styles at most, gzipped', async () => {
    const institution = `/institutions/${under.server.demo.institutions[0] ?? ''}`;
    const verdict = `/Q#${digitsOf(demoCertificate(under.server.demo, 'valid').qrText)}`;
    const weighed: [string, number][] = [];
    for (const path of [...PAGES, institution, verdict]) weighed.push(await weigh(path));
    // Not next to nothing, or the count itself would be broken.
    expect(weighed.filter(([, bytes]) => bytes < 20_000)).toEqual([]);
    expect(weighed.filter(([, bytes]) => bytes > AT_MOST)).toEqual([]);
  });
});
