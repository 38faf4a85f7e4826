import { describe, expect, test } from 'vitest';
import { allotSeals, sealInForce, sealsOf, supersedeSeal } from '../../db/seals.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { STATUS_SHARD, standingAt } from '../../domain/status-list.ts';
import { judge } from '../../domain/verdict.ts';
import { platformCrypto } from '../../server/keys.ts';
import { issueSealFor } from '../../server/seal-issue.ts';
import { DATABASES } from '../harness/databases.ts';
import { ORIGIN } from '../harness/service.ts';
import { numberOf, opened, useThreeCertificates } from '../harness/three-certificates.ts';

describe.each(DATABASES)('on $kind', ({ kind }) => {
  const three = useThreeCertificates(kind);

  describe('issuing a seal', () => {
    test('makes it once: many who ask at once get the same digits and the same check code', async () => {
      const { service } = three.get();
      const issued = await Promise.all(Array.from({ length: 4 }, () => issueSealFor(service, numberOf(0))));
      const again = await issueSealFor(service, numberOf(0));
      expect(new Set([...issued, again].map((one) => JSON.stringify(one))).size).toBe(1);
      expect(again).toMatchObject({
        ok: true,
        value: { checkCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/) },
      });
    });

    test('a certificate that is not published, or not there, has none (R54)', async () => {
      const { service } = three.get();
      expect(await issueSealFor(service, numberOf(2))).toEqual({ ok: false, fault: 'unknown' });
      expect(await issueSealFor(service, numberOf(7))).toEqual({ ok: false, fault: 'unknown' });
    });

    test('the check code lies sealed in the table', async () => {
      const { db, service } = three.get();
      const issued = await issueSealFor(service, numberOf(0));
      if (!issued.ok) throw new Error(issued.fault);
      const rows = await db.query<{ sealed: Uint8Array }>(
        'select check_code_sealed as sealed from seal where check_code_sealed is not null',
      );
      expect(rows).toHaveLength(1);
      expect(Buffer.from(rows[0]?.sealed ?? []).includes(issued.value.checkCode)).toBe(false);
    });

    test('after a correction the old print is superseded and the new one valid (D7)', async () => {
      const { db, service, first, places } = three.get();
      const before = await issueSealFor(service, numberOf(0));
      await db.transaction((tx) => supersedeSeal(tx, places, first));
      const after = await issueSealFor(service, numberOf(0));
      if (!before.ok || !after.ok) throw new Error('no seal');
      service.clock.now += 2_000;
      const trust = await opened((await service.trust.current()).bundle);
      const clock = { now: service.clock.now, floor: 0 };
      const standing = async (digits: string) =>
        (await judge(sealUrl(ORIGIN, digits), { trust, clock, crypto: platformCrypto })).standing;
      expect(await standing(before.value.digits)).toBe('superseded');
      expect(await standing(after.value.digits)).toBe('valid');
      const all = await sealsOf(db, [first]);
      expect(all.map((seal) => seal.standing)).toEqual([0, 3]);
    });

    test('a suspended certificate stays suspended under its new seal', async () => {
      const { db, first, places } = three.get();
      await three.get().move('valid', 'suspended');
      await db.transaction((tx) => supersedeSeal(tx, places, first));
      expect((await sealInForce(db, first))?.standing).toBe(2);
    });
  });

  describe('status indexes', () => {
    test('are given out once each, by however many transactions at once, and a rollback takes none', async () => {
      const { db, ids, first, places } = three.get();
      const before = await db.query('select issued from status_shard');
      const failed = db.transaction(async (tx) => {
        await allotSeals(tx, places, [ids[2] ?? 0]);
        throw new Error('after all not');
      });
      await expect(failed).rejects.toThrow('after all not');
      expect(await db.query('select issued from status_shard')).toEqual(before);
      await Promise.all(Array.from({ length: 5 }, () => db.transaction((tx) => supersedeSeal(tx, places, first))));
      const indexes = await db.query<{ at: number }>('select status_index as at from seal');
      expect(new Set(indexes.map(({ at }) => at)).size).toBe(7);
      expect(indexes.every(({ at }) => at >= 0 && at < STATUS_SHARD)).toBe(true);
    });

    test('go on in the next shard when one is full, and the bundle then has a list for both', async () => {
      const { db, service, first, places } = three.get();
      await db.query('update status_shard set issued = $1', [STATUS_SHARD - 1]);
      await db.transaction((tx) => supersedeSeal(tx, places, first));
      await db.transaction((tx) => supersedeSeal(tx, places, first));
      expect(Math.floor((await three.get().indexOf(first)) / STATUS_SHARD)).toBe(1);
      await three.get().move('valid', 'withdrawn');
      service.clock.now += 2_000;
      const { bundle, statusLists } = await service.trust.current();
      expect(statusLists).toHaveLength(2);
      expect(standingAt((await opened(bundle)).statuses, await three.get().indexOf(first))).toBe('withdrawn');
    });
  });
});
