// Finds a Chromium for the browser tests, or says which command gets one. A missing browser is an error, never a skip:
// a suite that passes because it did not run proves nothing.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { unpackBundledChromium } from './bundled-chromium.ts';

/** A program that answers `--version`, and the environment it needs on top of ours. */
export interface FoundChromium {
  path: string;
  env: Record<string, string>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const NO_BROWSER = `No Chromium that runs was found, and the browser tests do not skip. Any one of these gets one:
  npm ci                                        (Linux x64: Chromium comes inside a development package)
  npx playwright-core install chromium          (macOS, Windows, Linux on ARM)
  apt-get install chromium                      (Debian, Ubuntu)
  CHROMIUM_PATH=/path/to/chrome npm test        (one that is already there)`;

/** No third-party traffic, no first-run noise, no GPU, no sandbox (tests run as root in CI containers). */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A camera that plays `film` (a .y4m file) in a loop and never asks. */
export const fakeCamera = (film: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** Whether the program starts at all: a file alone proves nothing (snap stubs, missing libraries). */
function answers({ path, env }: FoundChromium): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 }, (fault) => resolve(!fault));
  });
}

let found: Promise<FoundChromium> | undefined;

/** The first Chromium that runs: CHROMIUM_PATH, an installed one, Playwright's own, the one inside node_modules. */
export function findChromium(): Promise<FoundChromium> {
  found ??= search();
  return found;
}

async function search(): Promise<FoundChromium> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    // A path given by hand is meant: falling back would test another browser than the one asked for.
    const chosen = { path: named, env: {} };
    if (await answers(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH does not start: ${named}\n${NO_BROWSER}`);
  }
  for (const path of [...INSTALLED, chromium.executablePath()]) {
    const candidate = { path, env: {} };
    if (existsSync(path) && (await answers(candidate))) return candidate;
  }
  const bundled = await unpackBundledChromium();
  if (bundled && (await answers(bundled))) return bundled;
  throw new Error(NO_BROWSER);
}

function launchOptions({ path, env }: FoundChromium, extra: string[]): LaunchOptions {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    executablePath: path,
    headless: true,
    args: [...FLAGS, ...extra],
    env: { ...Object.fromEntries(inherited), ...env },
  };
}

/** Starts a headless browser; the caller closes it. `extra` are command-line flags, e.g. from `fakeCamera`. */
export async function startBrowser(extra: string[] = []): Promise<Browser> {
  return chromium.launch(launchOptions(await findChromium(), extra));
}

/** As `startBrowser`, with a profile that outlives it, so that storage and service workers survive a restart. */
export async function startBrowserWithProfile(folder: string, extra: string[] = []) {
  return chromium.launchPersistentContext(folder, { ...launchOptions(await findChromium(), extra), locale: 'zh-CN' });
}
