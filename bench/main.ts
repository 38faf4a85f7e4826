// npm run bench [-- part …] [-- --rows 10000000]: every figure beside a ceiling measured in the same run. Nothing is
// asserted: a loaded machine makes figures worse, not wrong.
import { cpus, loadavg, totalmem } from 'node:os';
import { openScratch } from './scratch.ts';
import type { Scratch } from './scratch.ts';
import { say } from './terminal.ts';

export interface Options {
  /** Certificates in the large database. */
  rows: number;
  scratch: Scratch;
}

/** The parts in the order of a full run; each is loaded only when it is asked for. */
const PARTS: Record<string, (options: Options) => Promise<void>> = {
  lookup: async (options) => (await import('./lookup.ts')).benchLookup(options),
  trust: async () => (await import('./trust.ts')).benchTrust(),
  seal: async (options) => (await import('./seal.ts')).benchSeal(options),
  qr: async () => (await import('./qr.ts')).benchQr(),
  load: async (options) => (await import('./first-load.ts')).benchFirstLoad(options),
};

const USAGE = `npm run bench [-- part …] [-- --rows N]
  parts: ${Object.keys(PARTS).join(', ')} (all of them when none is named)
  --rows N   certificates in the large database of "lookup" (default 10000000)`;

const DEFAULT_ROWS = 10_000_000;

function readArguments(given: readonly string[]): { parts: string[]; rows: number } | null {
  const words = given.filter((word) => word !== '--');
  let rows = DEFAULT_ROWS;
  const at = words.indexOf('--rows');
  if (at >= 0) rows = Number(words.splice(at, 2)[1]);
  const known = words.every((word) => Object.hasOwn(PARTS, word));
  if (!known || !Number.isSafeInteger(rows) || rows < 1000) return null;
  return { parts: words.length > 0 ? words : Object.keys(PARTS), rows };
}

const chosen = readArguments(process.argv.slice(2));
if (chosen === null) {
  say(USAGE);
  process.exitCode = 2;
} else {
  const scratch = openScratch();
  const [load = 0] = loadavg();
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ` +
      `Node ${process.version}; load average ${load.toFixed(1)} at the start (above 1, others disturb the figures)`,
  );
  try {
    for (const part of chosen.parts) await PARTS[part]?.({ rows: chosen.rows, scratch });
  } finally {
    await scratch.close();
  }
}
