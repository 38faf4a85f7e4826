// Puts the parts together into what the routes get: the same on Node and on Workers.
import { randomBytes } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import { openInstitutionDirectory } from '../db/institutions.ts';
import { openProgressReader } from '../db/progress.ts';
import type { CertificateReader, Deps, LimitStore, Log, TrustPublisher } from './deps.ts';
import type { Settings } from './config.ts';
import { demoListing } from './demo/listing.ts';
import type { Keyring } from './keys.ts';
import { openLogPublisher } from './log-publisher.ts';
import type { OpenVault } from './vault.ts';

/** What the two runtimes have to bring; the rest follows from it. */
export interface Parts {
  settings: Settings;
  keyring: Keyring;
  db: Database;
  vault: OpenVault;
  trust: TrustPublisher;
  certificates: CertificateReader;
  limits: LimitStore;
  log: Log;
}

export function composeDeps({ settings, keyring, db, vault, trust, certificates, limits, log }: Parts): Deps {
  const { config } = settings;
  return {
    config,
    now: Date.now,
    random: (bytes) => randomBytes(bytes),
    certificates,
    progress: openProgressReader(db),
    institutions: openInstitutionDirectory(db),
    vault,
    trust,
    auditLog: openLogPublisher({ db, keyring, config, now: Date.now }),
    limits,
    demo: config.demo ? () => demoListing(db, vault, config.origin) : null,
    log,
    async ready() {
      await db.query('select 1');
      await trust.current();
    },
    challengeSecret: keyring.challengeSecret,
  };
}
