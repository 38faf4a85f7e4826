import { describe, expect, test } from 'vitest';
import { latestTrustBundle, publishTrustBundle } from '../../db/trust-bundles.ts';
import { standingAt } from '../../domain/status-list.ts';
import { acceptBundle } from '../../domain/trust-bundle.ts';
import { newKeySet } from '../../server/key-set.ts';
import { BUNDLE_LIFE_S, openTrustPublisher } from '../../server/trust-publisher.ts';
import { DATABASES } from '../harness/databases.ts';
import { openMemory } from '../harness/pglite.ts';
import { keyringOf, openService, ORIGIN } from '../harness/service.ts';
import { NOW, opened, useThreeCertificates } from '../harness/three-certificates.ts';

describe.each(DATABASES)('on $kind', ({ kind }) => {
  const three = useThreeCertificates(kind);

  describe('the trust publisher', () => {
    test('signs once and serves the same until something changes or it is ten minutes old', async () => {
      const { service } = three.get();
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
      const { service, first } = three.get();
      const index = await three.get().indexOf(first);
      const standing = async () => {
        service.clock.now += 1_500;
        return standingAt((await opened((await service.trust.current()).bundle)).statuses, index);
      };
      expect(await standing()).toBe('valid');
      expect(await three.get().move('valid', 'suspended')).toBe(true);
      expect(await standing()).toBe('suspended');
      expect(await three.get().move('suspended', 'valid')).toBe(true);
      expect(await standing()).toBe('valid');
      expect(await three.get().move('valid', 'withdrawn')).toBe(true);
      expect(await standing()).toBe('withdrawn');
      expect(await three.get().move('valid', 'suspended')).toBe(false);
      expect(await standing()).toBe('withdrawn');
    });

    test('of several processes make one line of versions, each of which is one bundle', async () => {
      const { db, service } = three.get();
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
      const { db, service } = three.get();
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
      const { db, service } = three.get();
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
      const { db, service } = three.get();
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
      const { db, service } = three.get();
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
