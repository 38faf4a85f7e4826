import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readKeyVersions } from '../../db/data-keys.ts';
import type { Database } from '../../db/connect.ts';
import { openCertificateReader } from '../../db/lookups.ts';
import { draftDemo, seedDemo } from '../../server/demo/seed.ts';
import { demoListing } from '../../server/demo/listing.ts';
import { normaliseName } from '../../domain/holder-name.ts';
import type { DemoListing } from '../../server/deps.ts';
import { newKeySet } from '../../server/key-set.ts';
import { rotateKeys } from '../../server/rotation.ts';
import { openVault, type OpenVault } from '../../server/vault.ts';
import { DATABASES } from '../harness/databases.ts';
import { openMemory } from '../harness/pglite.ts';
import { freshPostgres } from '../harness/postgres.ts';
import { keyringOf, ORIGIN } from '../harness/service.ts';

const drafts = draftDemo();
const NOW = Date.now();

describe.each(DATABASES)('rotation on $kind', ({ kind }) => {
  let db: Database;
  let drop: (() => Promise<void>) | undefined;
  let keySet: string;
  let service: OpenVault;
  let before: DemoListing;

  beforeEach(async () => {
    const fresh = kind === 'PostgreSQL' ? await freshPostgres() : null;
    drop = fresh?.drop;
    db = fresh === null ? await openMemory() : await fresh.open();
    keySet = await newKeySet(NOW);
    const keyring = await keyringOf(keySet);
    service = await openVault(db, keyring, { timer: false });
    await seedDemo({ db, vault: service, keyring, now: () => NOW }, () => drafts);
    before = await demoListing(db, service, ORIGIN);
  });
  afterEach(async () => {
    await db.close();
    await drop?.();
  });

  /** Looks every published certificate up by number and name, as the service does; the numbers that were not found. */
  async function missing(vault: OpenVault): Promise<string[]> {
    const reader = openCertificateReader(db);
    const lost: string[] = [];
    for (const { name, certificates } of before.people) {
      const normal = normaliseName(name);
      for (const { certificateNumber, stage } of certificates) {
        if (stage !== 'published' || !normal.ok) continue;
        const rows = await reader.find('number_name', vault.blindIndex('number_name', certificateNumber, normal.value));
        if (rows.length !== 1 || rows.some((row) => vault.openName(row) !== name)) lost.push(certificateNumber);
      }
    }
    return lost;
  }

  test('every lookup finds its row before, during and after, and in the end only the new version is there', async () => {
    const keyring = await keyringOf(keySet);
    const rotating = await openVault(db, keyring, { timer: false });
    const until = { done: false };
    const rounds: string[][] = [];
    const lookups = (async () => {
      while (!until.done) rounds.push(await missing(service));
    })();
    const { version, rows } = await rotateKeys({
      db,
      vault: rotating,
      keyring,
      batch: 3,
      settle: async () => {
        await service.refresh(); // as every process does by itself
        await missing(service);
      },
    });
    until.done = true;
    await lookups;
    expect(rounds.length).toBeGreaterThan(1);
    expect(rounds.flat()).toEqual([]);
    expect(version).toBe(2);
    expect(rows).toBeGreaterThan(before.people.length);
    expect((await readKeyVersions(db)).map((row) => [row.version, row.state])).toEqual([[2, 'current']]);
    for (const table of ['certificate', 'seal', 'id_screening']) {
      expect(await db.query(`select from ${table} where key_version <> 2`)).toEqual([]);
    }
    await service.refresh();
    expect(service.blindIndex('name_id', 'a', 'b')).toHaveLength(1);
    expect(await demoListing(db, service, ORIGIN)).toEqual(before);
  });

  test('one that was cut off is finished by the next, without a third version', async () => {
    const keyring = await keyringOf(keySet);
    const vault = await openVault(db, keyring, { timer: false });
    let batches = 0;
    const cutOff = rotateKeys({
      db,
      vault,
      keyring,
      batch: 5,
      settle: () => service.refresh(),
      progress: () => {
        if (++batches === 3) throw new Error('pulled the plug');
      },
    });
    await expect(cutOff).rejects.toThrow('pulled the plug');
    expect(await missing(service)).toEqual([]);
    const { version } = await rotateKeys({ db, vault, keyring, settle: () => service.refresh() });
    expect(version).toBe(2);
    await service.refresh();
    expect(await missing(service)).toEqual([]);
  });

  test('moves everything under a new wrapping key and a new index root, after which the old ones are not needed', async () => {
    const { wrapping, index } = JSON.parse(await newKeySet(NOW));
    const old = JSON.parse(keySet);
    const both = { ...old, wrapping: [...wrapping, ...old.wrapping], index: [...index, ...old.index] };
    const keyring = await keyringOf(JSON.stringify(both));
    const vault = await openVault(db, keyring, { timer: false });
    await rotateKeys({ db, vault, keyring, settle: async () => undefined });
    const onlyNew = await openVault(db, await keyringOf(JSON.stringify({ ...old, wrapping, index })), { timer: false });
    expect(await missing(onlyNew)).toEqual([]);
    expect(await demoListing(db, onlyNew, ORIGIN)).toEqual(before);
    await expect(openVault(db, await keyringOf(keySet), { timer: false })).rejects.toThrow(
      /not those of this database/,
    );
  });
});
