// The audit log in the database (D11, R27): leaf and change together, no gaps, and nothing personal in it.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { appendLeaf, type LeafDraft } from '../../db/audit-log.ts';
import { readHead, readTile } from '../../db/audit-reads.ts';
import { parseLeaf } from '../../domain/log/leaf.ts';
import { rootOf } from '../../domain/log/edge.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';

const H = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 6962, section 2.1, word for word: slow, and written without a look at the code under test. */
function treeHash(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries;
  if (only === undefined) return H();
  if (entries.length === 1) return H(Buffer.of(0), only);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return H(Buffer.of(1), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)));
}

const DRAFT: LeafDraft = {
  at: 1_763_000_000_000,
  actor: 'system',
  action: 'batch.report',
  object: 'batch:1',
  before: null,
  after: Buffer.from('what it is now'),
};

describe.each(DATABASES)('the audit log on $kind', ({ kind }) => {
  const database = useDatabase(kind);
  const leaves = async () => {
    const rows = await database
      .get()
      .query<{ seq: number; leaf: Uint8Array }>('select seq, leaf from log_leaf order by seq');
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at));
    return rows.map(({ leaf }) => leaf);
  };

  test('numbers six hundred leaves of concurrent transactions without gap or double, and knows their root', async () => {
    const db = database.get();
    const appended = await Promise.all(
      Array.from({ length: 600 }, (_, n) => db.transaction((tx) => appendLeaf(tx, { ...DRAFT, object: `batch:${n}` }))),
    );
    expect(appended.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(appended.map((_, at) => at));
    const entries = await leaves();
    expect(new Set(entries.map((entry) => parseLeaf(entry)?.object)).size).toBe(600);
    for (const [n, { index }] of appended.entries()) {
      expect(parseLeaf(entries[index] ?? new Uint8Array())?.object).toBe(`batch:${n}`);
    }
    const head = await readHead(db);
    expect(head.size).toBe(600);
    expect(Buffer.from(rootOf(head, (data) => H(data)))).toEqual(treeHash(entries));
  });

  test('has every tile byte for byte as one computes it from the entries alone', async () => {
    const db = database.get();
    const entries = await leaves();
    const hashes = entries.map((entry) => H(Buffer.of(0), entry));
    const tile = async (level: number, index: number, width: number) =>
      Buffer.from((await readTile(db, { level, index, width })) ?? []);
    expect(await tile(0, 0, 256)).toEqual(Buffer.concat(hashes.slice(0, 256)));
    expect(await tile(0, 1, 256)).toEqual(Buffer.concat(hashes.slice(256, 512)));
    expect(await tile(0, 2, 88)).toEqual(Buffer.concat(hashes.slice(512, 600)));
    expect(await tile(0, 2, 5)).toEqual(Buffer.concat(hashes.slice(512, 517)));
    const full = [treeHash(entries.slice(0, 256)), treeHash(entries.slice(256, 512))];
    expect(await tile(1, 0, 2)).toEqual(Buffer.concat(full));
    expect(await readTile(db, { level: 1, index: 0, width: 3 })).toBeNull();
    expect(await readTile(db, { level: 0, index: 2, width: 89 })).toBeNull();
    const bundle = await readTile(db, { level: 'entries', index: 2, width: 88 });
    const framed = entries.slice(512).flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry]);
    expect(Buffer.from(bundle ?? [])).toEqual(Buffer.concat(framed));
  });

  test('keeps nothing of a transaction that ended before its commit, and the next leaf takes the place', async () => {
    const db = database.get();
    const before = await leaves();
    const spoilt = db.transaction(async (tx) => {
      await appendLeaf(tx, DRAFT);
      throw new Error('cut off before the commit');
    });
    await expect(spoilt).rejects.toThrow('cut off');
    expect(await leaves()).toEqual(before);
    const salts = await db.query('select from log_salt');
    expect(salts).toHaveLength(before.length);
    expect(await db.transaction((tx) => appendLeaf(tx, DRAFT))).toEqual({ index: before.length });
  });

  test('says what happened and commits to the contents without showing them', async () => {
    const db = database.get();
    const { index } = await db.transaction((tx) => appendLeaf(tx, { ...DRAFT, before: Buffer.from('old') }));
    const again = await db.transaction((tx) => appendLeaf(tx, { ...DRAFT, before: Buffer.from('old') }));
    const entries = await leaves();
    const [one, two] = [index, again.index].map((at) => parseLeaf(entries[at] ?? new Uint8Array()));
    expect(one).toMatchObject({ at: DRAFT.at, actor: 'system', action: 'batch.report', object: 'batch:1' });
    expect(one?.before).toHaveLength(32);
    expect(one?.before).not.toEqual(two?.before);
    expect(one?.after).not.toEqual(two?.after);
    const text = Buffer.from(entries[index] ?? []).toString('utf8');
    expect(text).not.toContain('what it is now');
    // Opened with the salt, as SHA-256(SHA-256(salt ‖ 0xff × 8) ‖ bytes).
    const [salt] = await db.query<{ salt: Uint8Array }>('select after_salt as salt from log_salt where leaf = $1', [
      index,
    ]);
    const own = H(salt?.salt ?? new Uint8Array(), Buffer.alloc(8, 0xff));
    expect(Buffer.from(one?.after ?? [])).toEqual(H(own, Buffer.from('what it is now')));
  });

  test.each([
    ['a certificate number', { object: 'certificate:S000044030001261000001' }],
    ['an ID number', { object: 'person:449901199003074518' }],
    ['an ID number as actor', { actor: 'a449901199003074518' }],
    ['a telephone number', { object: 'contact:13800138000' }],
    ['a name', { object: 'person:张建国' }],
    ['a name as actor', { actor: '张建国' }],
    ['words with blanks', { action: 'batch.report by somebody' }],
  ])('refuses %s in a leaf (R40)', async (_, words) => {
    const db = database.get();
    const before = (await leaves()).length;
    await expect(db.transaction((tx) => appendLeaf(tx, { ...DRAFT, ...words }))).rejects.toThrow(RangeError);
    expect(await leaves()).toHaveLength(before);
  });

  test.each(['log_leaf', 'log_node', 'log_salt', 'log_rows', 'log_checkpoint'])(
    'lets the service neither change nor remove rows of %s (D10)',
    async (table) => {
      const db = database.get();
      await expect(db.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(db.query(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
      const [column] = await db.query<{ name: string }>(
        'select column_name as name from information_schema.columns where table_name = $1 limit 1',
        [table],
      );
      await expect(db.query(`update ${table} set ${column?.name} = ${column?.name}`)).rejects.toThrow(
        /permission denied/,
      );
    },
  );
});
