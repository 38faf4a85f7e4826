// What a phone fetches before a public page can be used: scripts and styles, gzipped, as a real browser asks for them
// with an empty cache. The scanner's decoder is counted apart: it comes when the scanner opens.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import type { Config } from '../server/deps.ts';
import { loadPages } from '../server/static.ts';
import { startBrowser } from '../test/harness/browser.ts';
import type { Options } from './main.ts';
import type { Scratch } from './scratch.ts';
import { kb, progress, ratio, table } from './terminal.ts';

const PAGES = ['/', '/q#1', '/lookup', '/scan', '/session', '/institutions', '/about', '/privacy', '/api/docs'];
/** The aim: 40 KB. */
const LIMIT = 40 * 1024;
/** The application's own late work begins within this time of the page's coming to rest. */
const LATE_MS = 4000;
const LANGUAGES = ['zh', 'en'] as const;
const LATER = /\/decode[\w.-]*\.js$/;

export async function benchFirstLoad({ scratch }: Options): Promise<void> {
  progress('load: building the pages');
  const folder = scratch.folder('pages');
  await build({ logLevel: 'silent', build: { outDir: folder } });
  const origin = await servePages(folder, scratch);
  const browser = await startBrowser();
  scratch.undo(() => browser.close());

  const rows: string[][] = [];
  for (const [path, language] of PAGES.flatMap((page) => LANGUAGES.map((tongue) => [page, tongue] as const))) {
    progress(`load: ${path} ${language}`);
    const files = await fetchedBy(browser, withLanguage(origin + path, language));
    const size = (wanted: (file: string) => boolean): number =>
      files
        .filter(wanted)
        .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
    const js = size((file) => file.endsWith('.js') && !LATER.test(file));
    const css = size((file) => file.endsWith('.css'));
    const decoder = size((file) => LATER.test(file));
    rows.push([
      path,
      language,
      String(files.length),
      kb(js),
      kb(css),
      kb(js + css),
      ratio((js + css) / LIMIT),
      decoder ? kb(decoder) : '',
    ]);
  }
  await browser.close();
  const head = ['page', 'language', 'files', 'JS', 'CSS', 'together', 'of 40 KB', 'decoder, later'];
  table('load: first visit of each public page, gzip -9', head, rows);
}

async function servePages(folder: string, scratch: Scratch): Promise<string> {
  const config: Config = {
    origin: 'http://localhost',
    sealHosts: ['localhost'],
    demo: false,
    trustedProxyHops: 0,
    metricsToken: null,
  };
  const pages = await loadPages(folder, config);
  const listener = getRequestListener((request) => pages(request, new URL(request.url).pathname, 'bench'));
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scratch.undo(() => server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the pages are served on no port');
  return `http://localhost:${address.port}`;
}

function withLanguage(address: string, language: (typeof LANGUAGES)[number]): string {
  const url = new URL(address);
  if (language === 'en') url.searchParams.set('lang', language);
  return url.href;
}

/** Scripts and styles that the page asks for until it rests. Without its service worker, which fetches all pages' files. */
async function fetchedBy(browser: Browser, url: string): Promise<string[]> {
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'zh-CN' });
  const page = await context.newPage();
  const files = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.ok() && /\.(?:js|css)$/.test(pathname)) files.add(pathname);
  });
  // Pages alone are served here. A refused trust list would bring a notice that nobody sees on a first visit; no network does not.
  await page.route('**/api/trust', (request) => request.abort());
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(LATE_MS);
  await page.waitForLoadState('networkidle');
  await context.close();
  return [...files];
}
