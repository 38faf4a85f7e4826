// The whole service in a process of its own, as server/node.ts puts it together, configured by the same environment
// (LOG_LEVEL, TRUSTED_PROXY_HOPS, KEYS, DATABASE_URL or DATA_DIR) and in two things unlike it:
// READER=plain answers every lookup by one prepared read on a pool of ten, which is what coalescing is compared with;
// and the bucket that all clients share is widened, because one machine full of misses is what it is there to stop.
import { collectDefaultMetrics, Registry } from 'prom-client';
import { openDatabase } from '../../db/connect.ts';
import { openCertificateReader, plainCertificateReader } from '../../db/lookups.ts';
import { createApp } from '../../server/app.ts';
import { composeDeps } from '../../server/compose.ts';
import { readSettings } from '../../server/config.ts';
import type { LimitStore } from '../../server/deps.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { loadKeys } from '../../server/keys.ts';
import { memoryLimitStore } from '../../server/limit-memory.ts';
import { GUARDS } from '../../server/limits.ts';
import { nodeLog } from '../../server/log-node.ts';
import { createMetrics } from '../../server/metrics.ts';
import { NO_PAGES } from '../../server/pages.ts';
import { openTrustPublisher } from '../../server/trust-publisher.ts';
import { openVault } from '../../server/vault.ts';
import { announce } from './announce.ts';

const POOL_OF_PLAIN_READS = 10;

/** The same charges with the same work, the common bucket a thousand times as wide. */
function widened(store: LimitStore): LimitStore {
  const { everyone } = GUARDS.lookups;
  const wide = { ...everyone, burst: everyone.burst * 1000, perMinute: everyone.perMinute * 1000 };
  return {
    charge: (charges, now) =>
      store.charge(
        charges.map((charge) => (charge.limit === everyone ? { ...charge, limit: wide } : charge)),
        now,
      ),
    useOnce: (nonce, expiresAt) => store.useOnce(nonce, expiresAt),
  };
}

const read = readSettings(process.env);
if (!read.ok) throw new Error(read.fault);
const settings = read.value;
const { config, dataDir, databaseUrl } = settings;
const loaded = await loadKeys(settings, Date.now());
if (!loaded.ok) throw new Error(loaded.fault);
const keyring = loaded.value;

const plain = process.env['READER'] === 'plain';
const pool = plain ? { poolSize: POOL_OF_PLAIN_READS } : {};
const db = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl, ...pool });
const now = Date.now;
const deps = composeDeps({
  settings,
  keyring,
  db,
  vault: await openVault(db, keyring),
  trust: openTrustPublisher({ db, keyring, config, now }),
  certificates: plain ? plainCertificateReader(db) : openCertificateReader(db),
  limits: widened(memoryLimitStore()),
  log: nodeLog(settings.logLevel),
});
const registry = new Registry();
collectDefaultMetrics({ register: registry });
await announce(createHttpServer(createApp(deps, NO_PAGES, createMetrics(now, registry)), config));
