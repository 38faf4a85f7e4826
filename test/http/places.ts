// The three places of D1, each started from what the build made, with the demo in it, behind one trusted proxy (so that a
// test can say where a request comes from).
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/connect.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { newKeySet } from '../../server/key-set.ts';
import { openKeySet } from '../../server/keys.ts';
import { openVault } from '../../server/vault.ts';
import { freshPostgres } from '../harness/postgres.ts';
import { listening, ROOT, run, runServer, waitFor, type Running } from './process.ts';

export interface Place {
  origin: string;
  /** What the service has written: its log and everything else. */
  output(): string;
  stop(): Promise<void>;
}

const DEMO = { DEMO: '1', TRUSTED_PROXY_HOPS: '1' };

export async function nodeOnPglite(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhengyan-http-'));
  return nodePlace(runServer({ ...DEMO, DATA_DIR: dataDir }), () => rm(dataDir, { recursive: true, force: true }));
}

export async function nodeOnPostgres(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhengyan-http-'));
  const database = await freshPostgres({ empty: true });
  const server = runServer({
    ...DEMO,
    DATA_DIR: dataDir,
    DATABASE_URL: database.url('owner'),
    RATE_LIMIT_STORE: 'postgres',
  });
  return nodePlace(server, async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
}

async function nodePlace(running: Running, cleanUp: () => Promise<void>): Promise<Place> {
  const port = await listening(running);
  return {
    origin: `http://localhost:${port}`,
    output: () => running.output(),
    async stop() {
      running.end('SIGTERM');
      await running.gone;
      await cleanUp();
    },
  };
}

/**
 * workerd by `wrangler dev`, offline: the database is filled by the owner first, the Worker gets the service's user. What
 * it runs is bundled from wrangler.toml into a folder of its own, where nobody's editing makes it start anew.
 */
export async function workerd(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'zhengyan-workerd-'));
  const database = await freshPostgres({ empty: true });
  const keys = await newKeySet(Date.now());
  await fillDemo(database.url('owner'), keys);
  const entry = join(folder, 'entry.js');
  await writeFile(entry, DRAINED);
  const bundled = wrangler(
    folder,
    ['deploy', entry, '--config', join(ROOT, 'wrangler.toml'), '--dry-run', '--outdir', join(folder, 'worker')],
    {},
  );
  if ((await bundled.gone) !== 0) throw new Error(bundled.output());
  await cp(join(ROOT, 'dist/web'), join(folder, 'web'), { recursive: true });
  const configuration = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  await writeFile(
    join(folder, 'wrangler.toml'),
    configuration
      .replace(/^main = .*/m, 'main = "worker/entry.js"\nno_bundle = true')
      .replace(/^directory = .*/m, 'directory = "web"'),
  );

  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = { ...DEMO, PUBLIC_ORIGIN: origin, NODE_ENV: 'development', KEYS: JSON.stringify(JSON.parse(keys)) };
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`);
  await writeFile(join(folder, 'settings'), lines.join(''), { mode: 0o600 });
  const inspector = String(await freePort());
  const running = wrangler(
    folder,
    // prettier-ignore
    [
      'dev', '--local', '--config', join(folder, 'wrangler.toml'), '--env-file', join(folder, 'settings'),
      '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', inspector,
      '--persist-to', join(folder, 'state'), '--show-interactive-dev-session', 'false',
    ],
    { CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: database.url('service') },
  );
  await waitFor(running, /Ready on/);
  return {
    origin,
    output: () => running.output(),
    async stop() {
      running.end('SIGTERM');
      await running.gone;
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// wrangler's own bundling adds this for `dev`: its proxy loses the connection when a Worker answers before it has read the
// whole body, as ours does when a body is too long. Cloudflare's edge has no such trouble.
const DRAINED = `
import worker from ${JSON.stringify(join(ROOT, 'server/worker.ts'))};
export default {
  async fetch(request, bindings, context) {
    try {
      return await worker.fetch(request, bindings, context);
    } finally {
      if (request.body !== null && !request.bodyUsed) for await (const _ of request.body);
    }
  },
};
`;

/** wrangler without its telemetry, its update check and its log in the home folder. */
function wrangler(folder: string, args: string[], env: Record<string, string>): Running {
  return run(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    CI: '1',
    WRANGLER_SEND_METRICS: 'false',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_LOG_PATH: join(folder, 'logs'),
    ...env,
  });
}

/** Migrates and seeds a database with given keys, as an operator would before the first request reaches a Worker. */
async function fillDemo(url: string, keys: string): Promise<void> {
  const keyring = await openKeySet(keys, 'keys of the test');
  if (!keyring.ok) throw new Error(keyring.fault);
  const db = await openDatabase({ url });
  const vault = await openVault(db, keyring.value);
  await seedDemo({ db, vault, keyring: keyring.value, now: Date.now });
  vault.close();
  await db.close();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has such an address
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
