import { describe, expect, test } from 'vitest';
import { addKeyVersion } from '../../db/data-keys.ts';
import { FACT_PAIRS } from '../../domain/disclosure.ts';
import { newKeySet } from '../../server/key-set.ts';
import { newVersion, openVault, STALE_MS } from '../../server/vault.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { freshPostgres } from '../harness/postgres.ts';
import { keyringOf } from '../harness/service.ts';

const keySet = await newKeySet(Date.now());
const FACTS = { number: 'S000044032001263000001', name: '张三', idNumber: '44990119900307131X' };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe.each(DATABASES)('the vault on $kind (D2)', ({ kind }) => {
  const database = useDatabase(kind);
  const open = async (keys = keySet) => openVault(database.get(), await keyringOf(keys), { timer: false });

  test('of every process on one database computes the same index values, started at once on an empty one', async () => {
    const vaults = await Promise.all([open(), open(), open()]);
    const values = vaults.map((vault) => vault.blindIndex('number_name', FACTS.number, FACTS.name).map(hex));
    expect(values).toEqual([values[0], values[0], values[0]]);
    expect(values[0]).toHaveLength(1);
    expect(values[0]?.[0]).toHaveLength(32);
  });

  test('makes the keys of a row as it makes those of a question, one for each pair and no two alike', async () => {
    const vault = await open();
    const row = vault.indexRow(FACTS);
    const asked = [
      vault.blindIndex('number_name', FACTS.number, FACTS.name),
      vault.blindIndex('number_id', FACTS.number, FACTS.idNumber),
      vault.blindIndex('name_id', FACTS.name, FACTS.idNumber),
    ];
    expect(asked.map(([value]) => value)).toEqual([row.numberNameKey, row.numberIdKey, row.nameIdKey]);
    const same = FACT_PAIRS.map((pair) => hex(vault.blindIndex(pair, 'a', 'b')[0] ?? new Uint8Array()));
    expect(new Set([...same, hex(row.idKey)]).size).toBe(4);
    expect(vault.blindIndex('name_id', 'ab', 'c')).not.toEqual(vault.blindIndex('name_id', 'a', 'bc'));
  });

  test('opens what it has sealed in its own row and column, and nowhere else', async () => {
    const vault = await open();
    const { keyVersion, sealed } = vault.seal('certificate.name', 7, '欧阳𠮷·买买提');
    expect(vault.open('certificate.name', 7, keyVersion, sealed)).toBe('欧阳𠮷·买买提');
    expect(() => vault.open('certificate.name', 8, keyVersion, sealed)).toThrow(/authenticate/);
    expect(() => vault.open('certificate.id_number', 7, keyVersion, sealed)).toThrow(/authenticate/);
    expect(() => vault.open('certificate.name', 7, 99, sealed)).toThrow(/does not know key version/);
    const spoilt = Uint8Array.from(sealed, (byte, at) => (at === 14 ? byte ^ 1 : byte));
    expect(() => vault.open('certificate.name', 7, keyVersion, spoilt)).toThrow(/authenticate/);
    expect(() => vault.open('certificate.name', 7, keyVersion, sealed.subarray(0, 20))).toThrow(/too short/);
  });

  test('never seals a value twice alike, and stores nothing of it in clear', async () => {
    const vault = await open();
    const sealed = [1, 2].map(() => Buffer.from(vault.seal('certificate.name', 7, '张三').sealed));
    expect(sealed[0]).not.toEqual(sealed[1]);
    expect(sealed[0]?.includes('张三')).toBe(false);
  });

  test('gives the rate limiter pseudonyms that say nothing and differ by kind', async () => {
    const vault = await open();
    const names = [vault.subject('number', FACTS.number), vault.subject('id', FACTS.number), vault.subject('id', 'x')];
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[\w-]{22}$/);
    expect(vault.subject('number', FACTS.number)).toBe(names[0]);
  });

  test('refuses to open with keys that are not this database’s', async () => {
    await open();
    await expect(open(await newKeySet(Date.now()))).rejects.toThrow(/not those of this database/);
  });

  test('asks under a new version as soon as it has read of it, and writes under it only when it is current', async () => {
    const vault = await open();
    await addKeyVersion(database.get(), newVersion(await keyringOf(keySet), 2, 'announced'));
    expect(vault.blindIndex('name_id', 'a', 'b')).toHaveLength(1);
    await vault.refresh();
    expect(vault.blindIndex('name_id', 'a', 'b')).toHaveLength(2);
    expect(vault.currentVersion()).toBe(1);
    expect(vault.indexRow(FACTS).nameIdKey).toEqual(vault.blindIndex('name_id', FACTS.name, FACTS.idNumber)[0]);
  });
});

test('on PostgreSQL a vault that has not read the versions for long refuses questions, instead of missing rows', async () => {
  const fresh = await freshPostgres();
  const db = await fresh.open();
  let now = 0;
  const vault = await openVault(db, await keyringOf(keySet), { now: () => now, timer: false });
  now = STALE_MS;
  expect(vault.blindIndex('name_id', 'a', 'b')).toHaveLength(1);
  now = STALE_MS + 1;
  expect(() => vault.blindIndex('name_id', 'a', 'b')).toThrow(/too long ago/);
  await vault.freshen();
  expect(vault.blindIndex('name_id', 'a', 'b')).toHaveLength(1);
  vault.close();
  await db.close();
  await fresh.drop();
});
