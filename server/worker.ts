// The service on Cloudflare Workers (D1): static assets, PostgreSQL through Hyperdrive, keys from a secret. A connection
// may not outlive the request that opened it, so everything that talks to the database finds the request's own one.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../db/connect.ts';
import { openLimitStore } from '../db/limits.ts';
import { plainCertificateReader } from '../db/lookups.ts';
import { openPostgres } from '../db/postgres.ts';
import { createApp, type App } from './app.ts';
import { assetPages, type Assets } from './assets.ts';
import { composeDeps } from './compose.ts';
import { readSettings, type Environment, type Settings } from './config.ts';
import type { Log, TrustPublisher } from './deps.ts';
import { describeError } from './error-trace.ts';
import { apiHeaders } from './headers.ts';
import { loadKeys, type Keyring } from './keys.ts';
import { lineLog } from './log.ts';
import { problem } from './problem.ts';
import { openTrustPublisher } from './trust-publisher.ts';
import { openVault, type OpenVault } from './vault.ts';

interface Bindings {
  ASSETS: Assets;
  HYPERDRIVE: { connectionString: string };
  /** And the settings of README, "Configuration", as variables and secrets. */
  [name: string]: unknown;
}
interface Context {
  waitUntil(work: Promise<unknown>): void;
}
interface Instance {
  app: App;
  vault: OpenVault;
}

const connection = new AsyncLocalStorage<Database>();
function here(): Database {
  const database = connection.getStore();
  if (!database) throw new Error('no database outside a request');
  return database;
}
/** The database of whichever request is being answered. */
const database: Database = {
  kind: 'postgres',
  get orm() {
    return here().orm;
  },
  query: (text, parameters) => here().query(text, parameters),
  script: (text) => here().script(text),
  restricted: () => here().restricted(),
  transaction: (work) => here().transaction(work),
  dedicate: () => ({ query: (text, parameters) => here().query(text, parameters) }),
  close: async () => {},
};

let instance: Instance | null = null;

export default {
  async fetch(request: Request, bindings: Bindings, context: Context): Promise<Response> {
    const settings = readBindings(bindings);
    const own = await openPostgres({ url: bindings.HYPERDRIVE.connectionString, migrate: false, poolSize: 4 });
    try {
      return await connection.run(own, () => answer(request, settings, bindings.ASSETS));
    } finally {
      context.waitUntil(own.close());
    }
  },
};

async function answer(request: Request, settings: Settings, assets: Assets): Promise<Response> {
  try {
    // Kept as a value and not as a promise: a promise of a request that was cut off would never be fulfilled.
    instance ??= await open(settings, assets);
  } catch (cause) {
    return notStarted(settings, request, cause);
  }
  // When this fails and goes on failing, lookups answer 503 by themselves (the vault), and everything else goes on.
  await instance.vault.freshen().catch(() => undefined);
  // Set by Cloudflare's own edge, which overwrites what a client sends under this name.
  const peer = request.headers.get('cf-connecting-ip') ?? undefined;
  return instance.app.fetch(request, { peer });
}

/** Without keys or without the database there is no service yet; the next request tries again. */
function notStarted(settings: Settings, request: Request, cause: unknown): Response {
  logOf(settings).error(describeError(cause), 'not started');
  return problem(
    { code: 'not_ready', cause },
    {
      origin: settings.config.origin,
      headers: apiHeaders(settings.config),
      requestId: '-',
      acceptLanguage: request.headers.get('accept-language'),
    },
  );
}

function logOf({ logLevel }: Settings): Log {
  // oxlint-disable-next-line no-console -- the console is where a Worker's log is collected
  return lineLog(logLevel, (line) => console.log(line), Date.now);
}

async function open(settings: Settings, assets: Assets): Promise<Instance> {
  const keyring = await loadKeys(settings, Date.now());
  if (!keyring.ok) throw new Error(keyring.fault);
  const vault = await openVault(database, keyring.value, { timer: false });
  const deps = composeDeps({
    settings,
    keyring: keyring.value,
    db: database,
    vault,
    trust: publisherOf(settings, keyring.value),
    certificates: plainCertificateReader(database),
    limits: openLimitStore(database),
    log: logOf(settings),
  });
  return { app: createApp(deps, assetPages(assets, settings.config)), vault };
}

const LOOK_EVERY_MS = 1000;

/** A publisher for each request, which waits for nobody else's work; what it has found is kept for a second. */
function publisherOf({ config }: Settings, keyring: Keyring): TrustPublisher {
  const publisher = (): TrustPublisher => openTrustPublisher({ db: database, keyring, config, now: Date.now });
  let latest: { at: number; published: Awaited<ReturnType<TrustPublisher['current']>> } | null = null;
  return {
    async current() {
      if (latest && Date.now() - latest.at < LOOK_EVERY_MS) return latest.published;
      try {
        latest = { at: Date.now(), published: await publisher().current() };
      } catch (error) {
        // The last bundle says itself how old it is; better than none while the database is away.
        if (!latest) throw error;
      }
      return latest.published;
    },
    jwks: () => publisher().jwks(),
  };
}

function readBindings(bindings: Bindings): Settings {
  const variables = Object.entries(bindings).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  // Nothing here is ever the demo by accident, and keys are never made on the spot.
  const env: Environment = { DEMO: '0', NODE_ENV: 'production', ...Object.fromEntries(variables) };
  const settings = readSettings(env, { limitStore: 'postgres' });
  if (!settings.ok) throw new Error(settings.fault);
  return settings.value;
}
