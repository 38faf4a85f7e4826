// How long a verdict takes: in a real browser, from the camera's frame to the colour, and on the server beside the bare
// signature check.
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { fromDecimal } from '../domain/bytes.ts';
import { checkCodeFrom, idCommitment } from '../domain/check-code.ts';
import { readSign1, toBeSigned } from '../domain/cose.ts';
import { MAX_SEAL_BYTES } from '../domain/seal.ts';
import { openTrustBundle } from '../domain/trust-bundle.ts';
import { judge } from '../domain/verdict.ts';
import { CLAIMS, crypto, newAuthority } from '../test/harness/authority.ts';
import { startBrowser } from '../test/harness/browser.ts';
import { photograph } from '../test/harness/printed-page.ts';
import type { View } from '../test/harness/printed-page.ts';
import { certificateOf } from './lookup/people.ts';
import type { Options } from './main.ts';
import type { Job, Timings } from './seal/page.ts';
import { median, medianRatio, quantile } from './statistics.ts';
import { count, ms, progress, ratio, table } from './terminal.ts';

const SEALS = 1000;
const ROUNDS = 9;
const AT_ONCE = 16;
const ORIGIN = 'https://zhengyan.example';
const SIZE = { width: 1280, height: 720 };
const FRAMES: Record<string, Partial<View>> = {
  'held well': { rotation: 2, noise: 2 },
  'at an angle': { tilt: 0.25, rotation: 8, noise: 3 },
  'dim, grainy': { light: 0.25, noise: 9, rotation: 5 },
};

export async function benchSeal({ scratch }: Options): Promise<void> {
  const idNumber = certificateOf(0).idNumber;
  const code = checkCodeFrom(Uint8Array.of(1, 2, 3, 4, 5, 6, 7));
  const authority = await newAuthority(ORIGIN);
  const commitment = await idCommitment(crypto, { code, number: CLAIMS.number, idType: 'resident_id', idNumber });
  const texts: string[] = [];
  for (let i = 0; i <= SEALS; i++) texts.push(await authority.seal({ statusIndex: i, idCommitment: commitment }));
  const bundle = await authority.bundle({ version: 1, issuedAt: Math.floor(Date.now() / 1000) });

  await onServer(texts, bundle);
  progress('seal: starting a browser');
  const browser = await startBrowser();
  scratch.undo(() => browser.close());
  const page = await (await browser.newContext()).newPage();
  const first = texts[0] ?? '';
  await serve(page, first, scratch.buildFolder('seal'));
  const frames = Object.keys(FRAMES).map(() => SIZE);
  const job: Job = { bundle, texts, frames, idCheck: { code, idNumber } };
  const timings = await page.evaluate((given) => globalThis.timeSeals(given), job);
  const version = browser.version();
  await browser.close();
  print(timings, version);
}

async function onServer(texts: readonly string[], bundle: string): Promise<void> {
  progress('seal: on the server');
  const trust = await openTrustBundle(bundle, null, crypto);
  if (!trust.ok) throw new Error(trust.fault.code);
  const key = trust.value.keys.find(({ use }) => use === 'seal');
  if (!key) throw new Error('no sealing key');
  const subtleKey = await globalThis.crypto.subtle.importKey(
    'jwk',
    { ...key.jwk },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  );
  const messages = texts.map((text) => {
    const bytes = fromDecimal(text.slice(text.indexOf('#') + 1), MAX_SEAL_BYTES);
    const message = typeof bytes === 'string' ? null : readSign1(bytes);
    if (!message?.ok) throw new Error('no seal');
    const { protectedBytes, payload, signature } = message.value;
    return { signature: new Uint8Array(signature), data: new Uint8Array(toBeSigned(protectedBytes, payload)) };
  });
  const clock = { now: Date.now(), floor: 0 };
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(
      await rate(messages, ({ signature, data }) =>
        globalThis.crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, subtleKey, signature, data),
      ),
    );
    whole.push(await rate(texts, (text) => judge(text, { trust: trust.value, clock, crypto })));
  }
  table(
    `seal: verdicts in Node, ${AT_ONCE} at once`,
    ['', 'per second', 'of the ceiling'],
    [
      ['ceiling: WebCrypto verify, nothing else', count(median(bare)), ''],
      ['judge(): digits, COSE, signature, claims, standing', count(median(whole)), ratio(medianRatio(whole, bare))],
    ],
  );
}

/** Operations per second over all items. */
async function rate<T>(items: readonly T[], operation: (item: T) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await operation(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (items.length * 1000) / (performance.now() - started);
}

/** With these a page's clock is exact to 5 µs instead of 100. */
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** A page of a secure origin (WebCrypto needs one) with the scripts and the frames; nothing goes to the network. */
async function serve(page: Page, text: string, outdir: string): Promise<void> {
  await build({
    entryPoints: { page: join(import.meta.dirname, 'seal/page.ts'), decode: 'web/scanner/decode.worker.ts' },
    absWorkingDir: join(import.meta.dirname, '..'),
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  const pictures = Object.values(FRAMES).map((view) => photograph(text, 'Q', { ...SIZE, qrPixels: 400, ...view }));
  const shell = '<!doctype html><script type="module" src="/page.js"></script>';
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const [, folder, frame] = pathname.split('/');
    if (folder === 'frame') return route.fulfill({ body: Buffer.from(pictures[Number(frame)]?.data ?? []) });
    if (!pathname.endsWith('.js')) return route.fulfill({ body: shell, contentType: 'text/html', headers: ISOLATED });
    return route.fulfill({ path: join(outdir, pathname), contentType: 'text/javascript', headers: ISOLATED });
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => typeof globalThis.timeSeals === 'function');
}

function print({ openBundle, firstVerdict, verdicts, verifies, decodes, idChecks }: Timings, version: string): void {
  const rows = [
    row('ceiling: WebCrypto verify, key at hand', verifies),
    row('judge(), warm', verdicts),
    ['judge(), first one of the page', ms(firstVerdict), ''],
    ['trust bundle opened, one list', ms(openBundle), ''],
    ...Object.keys(FRAMES).map((name, i) => row(`frame read, 1280 × 720, ${name}`, decodes[i] ?? [])),
    row('ID number checked against the check code', idChecks),
  ];
  table(`seal: in the browser (Chromium ${version}), ms`, ['', 'median', 'p99'], rows);
}

function row(name: string, values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [name, ms(median(values)), ms(quantile(sorted, 0.99))];
}
