// Three certificates of one institution on a database of their own: two published with their seals allotted, the third
// still with the ministry.
import { afterEach, beforeEach } from 'vitest';
import { drawCertificateIds, insertCertificate, moveStanding } from '../../db/certificates.ts';
import type { Database } from '../../db/connect.ts';
import { fileInstitutions } from '../../db/institutions.ts';
import { allotSeals, sealInForce } from '../../db/seals.ts';
import type { CertificateStanding } from '../../domain/lifecycle.ts';
import { openTrustBundle, type TrustBundle } from '../../domain/trust-bundle.ts';
import { DEMO_INSTITUTIONS } from '../../server/demo/institutions.ts';
import { platformCrypto } from '../../server/keys.ts';
import { statusPlaces } from '../../server/status-places.ts';
import type { DATABASES } from './databases.ts';
import { openMemory } from './pglite.ts';
import { freshPostgres } from './postgres.ts';
import { openService, type TestService } from './service.ts';

export const NOW = Date.UTC(2026, 10, 20, 1);

export const numberOf = (at: number): string =>
  `${DEMO_INSTITUTIONS.chanjing.code}263${String(at + 1).padStart(6, '0')}`;

/** A bundle, proven as a first visitor proves it. */
export async function opened(bundle: string): Promise<TrustBundle> {
  const trust = await openTrustBundle(bundle, null, platformCrypto);
  if (!trust.ok) throw new Error(trust.fault.code);
  return trust.value;
}

/** What a test of them works with; made anew before each. */
export class ThreeCertificates {
  readonly db: Database;
  readonly service: TestService;
  readonly ids: readonly number[];
  readonly first: number;

  constructor(db: Database, service: TestService, ids: readonly number[]) {
    this.db = db;
    this.service = service;
    this.ids = ids;
    this.first = ids[0] ?? 0;
  }

  get places(): ReturnType<typeof statusPlaces> {
    return statusPlaces(this.service.keyring.placesKey);
  }

  async indexOf(id: number): Promise<number> {
    return (await sealInForce(this.db, id))?.statusIndex ?? -1;
  }

  move(from: CertificateStanding, to: CertificateStanding): Promise<boolean> {
    return this.db.transaction((tx) => moveStanding(tx, this.first, from, to, { at: NOW, actor: 'tester' }));
  }
}

export function useThreeCertificates(kind: (typeof DATABASES)[number]['kind']): { get(): ThreeCertificates } {
  let three: ThreeCertificates | undefined;
  let drop: (() => Promise<void>) | undefined;
  beforeEach(async () => {
    const fresh = kind === 'PostgreSQL' ? await freshPostgres() : null;
    drop = fresh?.drop;
    const db = fresh === null ? await openMemory() : await fresh.open();
    const service = await openService(db, NOW);
    three = new ThreeCertificates(db, service, await fill(db, service));
  });
  afterEach(async () => {
    await three?.db.close();
    await drop?.();
  });
  return {
    get() {
      if (three === undefined) throw new Error('no certificates before beforeEach');
      return three;
    },
  };
}

function fill(db: Database, { vault, keyring }: TestService): Promise<number[]> {
  return db.transaction(async (tx) => {
    const institutions = await fileInstitutions(tx, [DEMO_INSTITUTIONS.chanjing]);
    const drawn = await drawCertificateIds(tx, 3);
    for (const [at, id] of drawn.entries()) {
      const facts = { number: numberOf(at), name: '测试', idNumber: 'E00000001' };
      await insertCertificate(tx, {
        id,
        number: facts.number,
        ...vault.indexRow(facts),
        nameSealed: vault.seal('certificate.name', id, facts.name).sealed,
        idSealed: vault.seal('certificate.id_number', id, facts.idNumber).sealed,
        idType: 'passport',
        occupation: '车工',
        job: null,
        level: 3,
        issueDate: '2026-03-04',
        institutionId: institutions.get(DEMO_INSTITUTIONS.chanjing.code) ?? 0,
        stage: at < 2 ? 'published' : 'ministry_review',
        stageSince: '2026-05-01T00:00:00Z',
        publishedAt: at < 2 ? '2026-05-01T00:00:00Z' : null,
      });
    }
    await allotSeals(tx, statusPlaces(keyring.placesKey), drawn.slice(0, 2));
    return drawn;
  });
}
