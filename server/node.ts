// The service on Node, with PGlite in a data folder or with PostgreSQL (D1). From the environment to a listening server,
// and down again without losing a request; whatever prevents the start is said in one line.
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { adoptRegistry } from '../db/audit-rows.ts';
import { openDatabase, type Database } from '../db/connect.ts';
import { openLimitStore } from '../db/limits.ts';
import { openCertificateReader } from '../db/lookups.ts';
import { createApp } from './app.ts';
import { composeDeps } from './compose.ts';
import { readSettings, type Settings } from './config.ts';
import { describeError } from './error-trace.ts';
import { seedDemo } from './demo/seed.ts';
import { closeGracefully, createHttpServer } from './http-server.ts';
import { loadKeys } from './keys.ts';
import { memoryLimitStore } from './limit-memory.ts';
import { nodeLog } from './log-node.ts';
import { createMetrics } from './metrics.ts';
import { loadPages } from './static.ts';
import { openTrustPublisher } from './trust-publisher.ts';
import { openVault } from './vault.ts';
import { writeWelcome } from './welcome.ts';

/** In-flight requests get so long when the server is told to stop; all in all it is gone within ten seconds. */
const GRACE_MS = 7000;
const HARD_STOP_MS = 9500;

/** Ends the process with one line for the operator. */
function giveUp(reason: string): never {
  process.stderr.write(`Zhengyan cannot start: ${reason}\n`);
  process.exit(1);
}

/** Any free port for PORT=0, known before the address is: the printed codes carry it. */
async function freePort(): Promise<string> {
  const probe = createSocketServer().listen(0);
  await once(probe, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has such an address
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return String(port);
}

async function openStore({ databaseUrl, dataDir }: Settings): Promise<Database> {
  try {
    return await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl });
  } catch (error) {
    const { code, message = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
    if (code === 'folder_in_use') return giveUp(message);
    // The driver's own message may repeat the address, and that has the password in it.
    if (databaseUrl !== null)
      return giveUp(`the database at DATABASE_URL cannot be opened (${code ?? 'no reason given'}).`);
    return giveUp(`the data folder ${dataDir} cannot be opened (${code ?? describeError(error).error}).`);
  }
}

// A bug that nobody caught leaves the process in a state that nobody knows: say where, without the message (which may
// hold anything), and let the supervisor start a new one.
function crash(error: unknown): void {
  process.stderr.write(`${JSON.stringify({ level: 'fatal', ...describeError(error) })}\n`);
  process.exit(1);
}
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

const env = process.env['PORT'] === '0' ? { ...process.env, PORT: await freePort() } : process.env;
const read = readSettings(env);
const settings = read.ok ? read.value : giveUp(read.fault);
const { config, port, host } = settings;
const loaded = await loadKeys(settings, Date.now());
const keyring = loaded.ok ? loaded.value : giveUp(loaded.fault);

const log = nodeLog(settings.logLevel);
const db = await openStore(settings);
const vault = await openVault(db, keyring).catch((error: unknown) =>
  giveUp(error instanceof Error ? error.message : 'keys'),
);
const now = Date.now;
if (config.demo) {
  await seedDemo({ db, vault, keyring, now });
  // A demo folder from before there was a log. Elsewhere this is for a person to decide: npm run audit -- --adopt.
  await db.transaction((tx) => adoptRegistry(tx, { at: now(), actor: 'demo' }));
}
const deps = composeDeps({
  settings,
  keyring,
  db,
  vault,
  trust: openTrustPublisher({ db, keyring, config, now }),
  certificates: openCertificateReader(db),
  limits: settings.limitStore === 'postgres' ? openLimitStore(db) : memoryLimitStore(),
  log,
});

const registry = new Registry();
collectDefaultMetrics({ register: registry });
// The built server lies beside the built pages; run from its source, it looks for them where the build puts them.
const web = new URL(import.meta.url.endsWith('.ts') ? '../dist/web' : '../web', import.meta.url);
const app = createApp(deps, await loadPages(web, config), createMetrics(now, registry));
const server = createHttpServer(app, config);

server.listen(port, host);
try {
  await once(server, 'listening');
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  await db.close();
  giveUp(
    code === 'EADDRINUSE'
      ? `port ${port} is in use; set PORT to another one.`
      : `cannot listen on ${host}:${port} (${String(code)}).`,
  );
}

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) process.exit(1); // asked twice: somebody is in a hurry
  stopping = true;
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
  await closeGracefully(server, GRACE_MS);
  vault.close();
  await db.close();
  log.flush();
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));

log.info({ port, database: db.kind, demo: config.demo }, 'listening');
if (!(await db.restricted())) {
  log.warn({}, 'the database user may remove rows; see README, "Deployment on PostgreSQL"');
}
if (deps.demo) writeWelcome(process.stdout, config, await deps.demo());
