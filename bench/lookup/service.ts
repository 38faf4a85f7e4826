// The whole service in a process of its own, as server/node.ts puts it together, configured by the same environment
// (LOG_LEVEL, TRUSTED_PROXY_HOPS, KEYS, DATABASE_URL or DATA_DIR) and in two things unlike it:
// READER=plain answers every lookup by one prepared read on a pool of ten, which is what coalescing is compared with;
// and the bucket that all clients share is widened, because one machine full of misses is what it is there to stop.
import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../db/connect.ts';
import { openCertificateReader, plainCertificateReader } from '../../db/lookups.ts';
import { createApp } from '../../server/app.ts';
import { readSettings } from '../../server/config.ts';
import type { Deps, LimitStore } from '../../server/deps.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { loadKeys } from '../../server/keys.ts';
import { memoryLimitStore } from '../../server/limit-memory.ts';
import { GUARDS } from '../../server/limits.ts';
import { nodeLog } from '../../server/log-node.ts';
import { openVault } from '../../server/vault.ts';
import { announce } from './announce.ts';

const settings = readSettings(process.env);
if (!settings.ok) throw new Error(settings.fault);
const { config, dataDir, databaseUrl, logLevel } = settings.value;
const keyring = await loadKeys(settings.value, Date.now());
if (!keyring.ok) throw new Error(keyring.fault);

const POOL = 10;
const db = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl, poolSize: POOL });

function notAsked(): never {
  throw new Error('the benchmark asks for lookups only');
}

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

const deps: Deps = {
  config,
  now: Date.now,
  random: (bytes) => randomBytes(bytes),
  certificates: process.env['READER'] === 'plain' ? plainCertificateReader(db) : openCertificateReader(db),
  institutions: { search: notAsked, byCode: notAsked },
  vault: await openVault(db, keyring.value),
  trust: { current: notAsked, jwks: notAsked },
  limits: widened(memoryLimitStore()),
  demo: null,
  log: nodeLog(logLevel),
  ready: async () => undefined,
  challengeSecret: keyring.value.challengeSecret,
};
await announce(createHttpServer(createApp(deps), config));
