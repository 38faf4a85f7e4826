import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { drawCertificateIds, insertCertificate, moveStanding } from '../../db/certificates.ts';
import { fileInstitutions } from '../../db/institutions.ts';
import { allotSeals, sealInForce, sealsOf, supersedeSeal } from '../../db/seals.ts';
import { latestTrustBundle, publishTrustBundle } from '../../db/trust-bundles.ts';
import { acceptBundle, openTrustBundle, type TrustBundle } from '../../domain/trust-bundle.ts';
import { STATUS_SHARD, standingAt } from '../../domain/status-list.ts';
import { judge } from '../../domain/verdict.ts';
import { DEMO_INSTITUTIONS } from '../../server/demo/institutions.ts';
import { newKeySet } from '../../server/key-set.ts';
import { platformCrypto } from '../../server/keys.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { issueSealFor } from '../../server/seal-issue.ts';
import { statusPlaces } from '../../server/status-places.ts';
import { BUNDLE_LIFE_S, openTrustPublisher } from '../../server/trust-publisher.ts';
import { DATABASES } from '../harness/databases.ts';
import { openMemory } from '../harness/pglite.ts';
import { freshPostgres } from '../harness/postgres.ts';
import { keyringOf, openService, ORIGIN, type TestService } from '../harness/service.ts';

const NOW = Date.UTC(2026, 10, 20, 1);

async function opened(bundle: string): Promise<TrustBundle> {
  const trust = await openTrustBundle(bundle, null, platformCrypto);
  if (!trust.ok) throw new Error(trust.fault.code);
  return trust.value;
}

const number = (at: number): string => `${DEMO_INSTITUTIONS.chanjing.code}263${String(at + 1).padStart(6, '0')}`;

describe.each(DATABASES)('on $kind', ({ kind }) => {
  let db: Database;
  let drop: (() => Promise<void>) | undefined;
  let service: TestService;
  let ids: number[];
  const places = () => statusPlaces(service.keyring.placesKey);

  beforeEach(async () => {
    const fresh = kind === 'PostgreSQL' ? await freshPostgres() : null;
    drop = fresh?.drop;
    db = fresh === null ? await openMemory() : await fresh.open();
    service = await openService(db, NOW);
    const { vault } = service;
    ids = await db.transaction(async (tx) => {
      const institutions = await fileInstitutions(tx, [DEMO_INSTITUTIONS.chanjing]);
      const drawn = await drawCertificateIds(tx, 3);
      for (const [at, id] of drawn.entries()) {
        const facts = { number: number(at), name: '测试', idNumber: 'E00000001' };
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
      await allotSeals(tx, places(), drawn.slice(0, 2));
      return drawn;
    });
  });
  afterEach(async () => {
    await db.close();
    await drop?.();
  });
  const first = () => ids[0] ?? 0;
  const indexOf = async (id: number) => (await sealInForce(db, id))?.statusIndex ?? -1;
  const move = (from: 'valid' | 'withdrawn' | 'suspended', to: 'valid' | 'withdrawn' | 'suspended') =>
    db.transaction((tx) => moveStanding(tx, first(), from, to, { at: NOW, actor: 'tester' }));

  describe('the trust publisher', () => {
    test('signs once and serves the same until something changes or it is ten minutes old', async () => {
      const one = await service.trust.current();
      service.clock.now += 5_000;
      expect(await service.trust.current()).toEqual(one);
      service.clock.now = NOW + BUNDLE_LIFE_S * 1000;
      const two = await service.trust.current();
      expect(two.version).toBe(one.version + 1);
      expect(two.issuedAt).toBe(one.issuedAt + BUNDLE_LIFE_S);
      expect(acceptBundle(await opened(one.bundle), await opened(two.bundle)).ok).toBe(true);
    });

    test('shows a standing within two seconds of its change, and back again', async () => {
      const index = await indexOf(first());
      const standing = async () => {
        service.clock.now += 1_500;
        return standingAt((await opened((await service.trust.current()).bundle)).statuses, index);
      };
      expect(await standing()).toBe('valid');
      expect(await move('valid', 'suspended')).toBe(true);
      expect(await standing()).toBe('suspended');
      expect(await move('suspended', 'valid')).toBe(true);
      expect(await standing()).toBe('valid');
      expect(await move('valid', 'withdrawn')).toBe(true);
      expect(await standing()).toBe('withdrawn');
      expect(await move('valid', 'suspended')).toBe(false);
      expect(await standing()).toBe('withdrawn');
    });

    test('of several processes make one line of versions, each of which is one bundle', async () => {
      const { keyring, now } = service;
      const config = { origin: ORIGIN, sealHosts: [new URL(ORIGIN).host] };
      const processes = Array.from({ length: 4 }, () => openTrustPublisher({ db, keyring, config, now }));
      for (let round = 0; round < 3; round++) {
        service.clock.now += BUNDLE_LIFE_S * 1000;
        const served = await Promise.all(processes.map((process) => process.current()));
        expect(new Set(served.map(({ bundle }) => bundle)).size).toBe(1);
        expect(served[0]?.version).toBe(round + 1);
      }
    });

    test('never issues an earlier time than before, whatever this machine’s clock says', async () => {
      const one = await service.trust.current();
      service.clock.now = NOW - 3_600_000;
      const behind = openTrustPublisher({
        db,
        keyring: service.keyring,
        config: { origin: ORIGIN, sealHosts: ['zhengyan.example', 'old.example'] },
        now: service.now,
      });
      const two = await behind.current();
      expect(two.version).toBe(one.version + 1);
      expect(two.issuedAt).toBe(one.issuedAt);
    });

    test('gives the lists of the bundle one by one, also when another process has signed it', async () => {
      const one = await service.trust.current();
      const other = openTrustPublisher({
        db,
        keyring: service.keyring,
        config: { origin: ORIGIN, sealHosts: [new URL(ORIGIN).host] },
        now: service.now,
      });
      expect(await other.current()).toEqual(one);
      expect(one.statusLists).toHaveLength(1);
      expect(one.statusLists[0]?.split('.')).toHaveLength(3);
    });

    test('keeps the bundles’ rows, and the texts of the latest', async () => {
      for (let round = 0; round < 8; round++) {
        await service.trust.current();
        service.clock.now += BUNDLE_LIFE_S * 1000;
      }
      const kept = await db.query<{ version: number; kept: boolean }>(
        'select version, text is not null as kept from trust_bundle order by version',
      );
      expect(kept.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(kept.filter((row) => row.kept).map(({ version }) => version)).toEqual([5, 6, 7, 8]);
      const latest = await latestTrustBundle(db);
      expect(latest?.version).toBe(8);
      expect(latest !== null && (await publishTrustBundle(db, latest))).toBe(false);
    });

    test('trusts old keys for ever and names every public key and no private one (D9)', async () => {
      const older = JSON.parse(await newKeySet(NOW));
      const { d, ...jwk } = older.seal[0].jwk;
      const set = JSON.parse(await newKeySet(NOW));
      set.seal.push({ jwk, notBefore: 0, notAfter: 1_700_000_000 });
      const keyring = await keyringOf(JSON.stringify(set));
      const config = { origin: ORIGIN, sealHosts: [new URL(ORIGIN).host] };
      const publisher = openTrustPublisher({ db, keyring, config, now: service.now });
      const trust = await opened((await publisher.current()).bundle);
      expect(trust.keys.find((key) => key.jwk.x === jwk.x)).toMatchObject({ use: 'seal', notAfter: 1_700_000_000 });
      const published = JSON.stringify(publisher.jwks());
      expect(publisher.jwks().keys).toHaveLength(4);
      expect(published).toContain(jwk.x);
      expect(published).not.toContain('"d"');
      expect(published).not.toContain(d);
    });
  });

  describe('issuing a seal', () => {
    test('makes it once: many who ask at once get the same digits and the same check code', async () => {
      const issued = await Promise.all(Array.from({ length: 4 }, () => issueSealFor(service, number(0))));
      const again = await issueSealFor(service, number(0));
      expect(new Set([...issued, again].map((one) => JSON.stringify(one))).size).toBe(1);
      expect(again).toMatchObject({
        ok: true,
        value: { checkCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/) },
      });
    });

    test('a certificate that is not published, or not there, has none (R54)', async () => {
      expect(await issueSealFor(service, number(2))).toEqual({ ok: false, fault: 'unknown' });
      expect(await issueSealFor(service, number(7))).toEqual({ ok: false, fault: 'unknown' });
    });

    test('the check code lies sealed in the table', async () => {
      const issued = await issueSealFor(service, number(0));
      if (!issued.ok) throw new Error(issued.fault);
      const rows = await db.query<{ sealed: Uint8Array }>(
        'select check_code_sealed as sealed from seal where check_code_sealed is not null',
      );
      expect(rows).toHaveLength(1);
      expect(Buffer.from(rows[0]?.sealed ?? []).includes(issued.value.checkCode)).toBe(false);
    });

    test('after a correction the old print is superseded and the new one valid (D7)', async () => {
      const before = await issueSealFor(service, number(0));
      await db.transaction((tx) => supersedeSeal(tx, places(), first()));
      const after = await issueSealFor(service, number(0));
      if (!before.ok || !after.ok) throw new Error('no seal');
      service.clock.now += 2_000;
      const trust = await opened((await service.trust.current()).bundle);
      const clock = { now: service.clock.now, floor: 0 };
      const standing = async (digits: string) =>
        (await judge(sealUrl(ORIGIN, digits), { trust, clock, crypto: platformCrypto })).standing;
      expect(await standing(before.value.digits)).toBe('superseded');
      expect(await standing(after.value.digits)).toBe('valid');
      const all = await sealsOf(db, [first()]);
      expect(all.map((seal) => seal.standing)).toEqual([0, 3]);
    });

    test('a suspended certificate stays suspended under its new seal', async () => {
      await move('valid', 'suspended');
      await db.transaction((tx) => supersedeSeal(tx, places(), first()));
      expect((await sealInForce(db, first()))?.standing).toBe(2);
    });
  });

  describe('status indexes', () => {
    test('are given out once each, by however many transactions at once, and a rollback takes none', async () => {
      const before = await db.query('select issued from status_shard');
      const failed = db.transaction(async (tx) => {
        await allotSeals(tx, places(), [ids[2] ?? 0]);
        throw new Error('after all not');
      });
      await expect(failed).rejects.toThrow('after all not');
      expect(await db.query('select issued from status_shard')).toEqual(before);
      await Promise.all(Array.from({ length: 5 }, () => db.transaction((tx) => supersedeSeal(tx, places(), first()))));
      const indexes = await db.query<{ at: number }>('select status_index as at from seal');
      expect(new Set(indexes.map(({ at }) => at)).size).toBe(7);
      expect(indexes.every(({ at }) => at >= 0 && at < STATUS_SHARD)).toBe(true);
    });

    test('go on in the next shard when one is full, and the bundle then has a list for both', async () => {
      await db.query('update status_shard set issued = $1', [STATUS_SHARD - 1]);
      await db.transaction((tx) => supersedeSeal(tx, places(), first()));
      await db.transaction((tx) => supersedeSeal(tx, places(), first()));
      expect(Math.floor((await indexOf(first())) / STATUS_SHARD)).toBe(1);
      await move('valid', 'withdrawn');
      service.clock.now += 2_000;
      const { bundle, statusLists } = await service.trust.current();
      expect(statusLists).toHaveLength(2);
      expect(standingAt((await opened(bundle)).statuses, await indexOf(first()))).toBe('withdrawn');
    });
  });
});

describe('without a database', () => {
  test('the last bundle is served on, as old as it says it is; a publisher that has none rejects', async () => {
    const db = await openMemory();
    const service = await openService(db, NOW);
    const one = await service.trust.current();
    const config = { origin: ORIGIN, sealHosts: [new URL(ORIGIN).host] };
    const late = openTrustPublisher({ db, keyring: service.keyring, config, now: service.now });
    await db.close();
    service.clock.now += BUNDLE_LIFE_S * 1000;
    expect(await service.trust.current()).toEqual(one);
    await expect(late.current()).rejects.toThrow(/closed/);
  });
});
