// Starts the built server as a child process on a free port, with a data folder of its own and demo data. What the browser
// tests drive is what `npm start` runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoListing } from '../../server/deps.ts';

export interface RunningServer {
  origin: string;
  demo: DemoListing;
  stop(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'server', 'node.js');
/** Four servers may start at once on a small machine that also runs browsers and PostgreSQL. */
const START_MS = 110_000;
const STOP_MS = 10_000;

/** `env` comes on top of a demo configuration. Rejects, with what the server said, when it does not become ready. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  if (!existsSync(PROGRAM)) throw new Error('The browser tests need the built server. Build it first: npm run build');
  const folder = await mkdtemp(join(tmpdir(), 'zhengyan-browser-test-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [PROGRAM], {
    // HOST: both families of localhost, as browsers try either first.
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DEMO: '1',
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATA_DIR: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
  }
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(hurry);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(origin, exited);
    return { origin, demo: await readDemo(origin), stop };
  } catch (fault) {
    await stop();
    throw new Error(`The server did not start: ${String(fault)}\n${said}`, { cause: fault });
  }
}

async function ready(origin: string, exited: Promise<unknown>): Promise<void> {
  let gone = false;
  void exited.then(() => (gone = true));
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    if (gone) throw new Error('it ended by itself');
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('not ready in time');
}

async function readDemo(origin: string): Promise<DemoListing> {
  const answer = await fetch(`${origin}/api/demo`);
  if (!answer.ok) throw new Error(`/api/demo answered ${answer.status}`);
  // Our own server's answer in a test: a wrong shape fails the test that uses it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (await answer.json()) as DemoListing;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** The first published demo certificate of a standing; a missing one is an error of the demo data. */
export function demoCertificate(demo: DemoListing, standing: string) {
  for (const person of demo.people) {
    for (const certificate of person.certificates) {
      const { qrText, checkCode } = certificate;
      if (certificate.standing === standing && qrText && checkCode) return { person, certificate, qrText, checkCode };
    }
  }
  throw new Error(`the demo data has no published certificate that is ${standing}`);
}
