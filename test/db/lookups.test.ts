import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawCertificateIds, insertCertificate, type NewCertificate } from '../../db/certificates.ts';
import { openDatabase, type Database } from '../../db/connect.ts';
import { addKeyVersion } from '../../db/data-keys.ts';
import { fileInstitutions } from '../../db/institutions.ts';
import { openInstitutionNames } from '../../db/institution-names.ts';
import { openCertificateReader, plainCertificateReader } from '../../db/lookups.ts';
import { FACT_PAIRS } from '../../domain/disclosure.ts';
import { STAGE_NAMES } from '../../domain/lifecycle.ts';
import { DEMO_INSTITUTIONS } from '../../server/demo/institutions.ts';
import type { CertificateReader } from '../../server/deps.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { startFlakyProxy } from '../harness/flaky-proxy.ts';
import { freshPostgres } from '../harness/postgres.ts';

/** So many certificates with keys out of nothing: this is about reading, not about names. */
async function fill(db: Database, count: number, change: (at: number) => Partial<NewCertificate> = () => ({})) {
  const dataKey = { version: 1, state: 'current', kekId: '', rootId: '', wrapped: new Uint8Array(60) } as const;
  await addKeyVersion(db, { ...dataKey, salt: new Uint8Array(32) });
  return db.transaction(async (tx) => {
    const { code } = DEMO_INSTITUTIONS.chanjing;
    const found = await tx.query<{ id: number }>('select id from institution where code = $1', [code]);
    const institutionId = found[0]?.id ?? (await fileInstitutions(tx, [DEMO_INSTITUTIONS.chanjing])).get(code) ?? 0;
    const rows: NewCertificate[] = [];
    for (const [at, id] of (await drawCertificateIds(tx, count)).entries()) {
      const row: NewCertificate = {
        id,
        number: `${code}263${String(id).padStart(6, '0')}`,
        numberNameKey: randomBytes(16),
        numberIdKey: randomBytes(16),
        nameIdKey: randomBytes(16),
        idKey: randomBytes(16),
        keyVersion: 1,
        nameSealed: randomBytes(40),
        idSealed: randomBytes(46),
        idType: 'resident_id',
        occupation: '车工',
        job: null,
        level: 3,
        issueDate: '2026-03-04',
        institutionId,
        stage: 'published',
        stageSince: '2026-05-01T00:00:00Z',
        publishedAt: '2026-05-01T00:00:00Z',
        ...change(at),
      };
      await insertCertificate(tx, row);
      rows.push(row);
    }
    return rows;
  });
}

describe.each(DATABASES)('lookups on $kind', ({ kind }) => {
  const database = useDatabase(kind);
  const readers: Record<string, () => CertificateReader> = {
    coalescing: () => openCertificateReader(database.get()),
    plain: () => plainCertificateReader(database.get()),
  };
  let rows: NewCertificate[];
  beforeAll(async () => {
    rows = await fill(database.get(), 400);
  });

  describe.each(Object.keys(readers))('%s', (name) => {
    const open = () => readers[name]?.() ?? plainCertificateReader(database.get());

    test('four hundred callers at once, by all three pairs, each get their own row and nobody else’s', async () => {
      const reader = open();
      const keyOf = { number_name: 'numberNameKey', number_id: 'numberIdKey', name_id: 'nameIdKey' } as const;
      const found = await Promise.all(
        rows.flatMap((row) => FACT_PAIRS.map((pair) => reader.find(pair, [row[keyOf[pair]]]))),
      );
      const numbers = found.map((own) => own.map(({ certificateNumber }) => certificateNumber));
      expect(numbers).toEqual(rows.flatMap(({ number }) => FACT_PAIRS.map(() => [number])));
    });

    test('shows what a published row holds, the name still sealed', async () => {
      const [row] = rows;
      if (row === undefined) throw new Error('no rows');
      const [found] = await open().find('number_name', [row.numberNameKey]);
      expect(found).toMatchObject({
        id: String(row.id),
        certificateNumber: row.number,
        keyVersion: 1,
        occupation: '车工',
        job: null,
        level: 3,
        issueDate: '2026-03-04',
        institutionCode: DEMO_INSTITUTIONS.chanjing.code,
        institutionName: DEMO_INSTITUTIONS.chanjing.name,
        standing: 'valid',
      });
      expect(Buffer.from(found?.nameSealed ?? [])).toEqual(Buffer.from(row.nameSealed));
      expect(Object.keys(found ?? {}).filter((column) => /id_?sealed|id_?type/i.test(column))).toEqual([]);
    });

    test('a key of one pair finds nothing in another pair, nor does an unknown key, nor no key', async () => {
      const [row] = rows;
      const reader = open();
      const keys = [row?.numberNameKey ?? new Uint8Array(16)];
      expect(await reader.find('number_id', keys)).toEqual([]);
      expect(await reader.find('number_name', [randomBytes(16)])).toEqual([]);
      expect(await reader.find('number_name', [])).toEqual([]);
    });

    test('the key of any key version finds the row, and several certificates come newest first', async () => {
      const nameIdKey = randomBytes(16);
      const dates = ['2024-01-02', '2026-01-02', '2025-01-02'];
      await fill(database.get(), 3, (at) => ({ nameIdKey, issueDate: dates[at] ?? '' }));
      const found = await open().find('name_id', [randomBytes(16), nameIdKey]);
      expect(found.map(({ issueDate }) => issueDate)).toEqual(dates.toSorted().toReversed());
    });

    test.each(STAGE_NAMES.filter((stage) => stage !== 'published'))(
      'a row at stage %s is not there (D4, R40)',
      async (stage) => {
        const [row] = await fill(database.get(), 1, () => ({ stage, publishedAt: null }));
        if (row === undefined) throw new Error('no row');
        const reader = open();
        expect(await reader.find('number_name', [row.numberNameKey])).toEqual([]);
        expect(await reader.find('number_id', [row.numberIdKey])).toEqual([]);
        expect(await reader.find('name_id', [row.nameIdKey])).toEqual([]);
      },
    );
  });

  test.each(FACT_PAIRS)('%s is one read on its own index, without the rows that are not public (D2)', async (pair) => {
    const plan = await database
      .get()
      .query<Record<string, string>>(
        `explain select number from published_certificate where ${pair}_key = any (array['\\x00112233445566778899aabbccddeeff'::bytea])`,
      );
    const text = plan.flatMap((line) => Object.values(line)).join('\n');
    expect(text).toMatch(new RegExp(`(Index Scan using|Bitmap Index Scan on) certificate_${pair}\\b`));
  });

  test('no column, index or view lets a name or an ID number be looked for alone (D2)', async () => {
    const indexes = await database
      .get()
      .query<{ indexdef: string }>(`select indexdef from pg_indexes where tablename = 'certificate'`);
    const keyed = indexes.map(({ indexdef }) => /\((.*?)\)/.exec(indexdef)?.[1]);
    expect(keyed.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      'id',
      'institution_id, issue_date',
      'name_id_key',
      'name_id_key', // of rows that are not public yet, for their holders (R46)
      'number',
      'number_id_key',
      'number_id_key',
      'number_name_key',
    ]);
  });
});

describe('an institution’s name', () => {
  test('that has changed is shown after half a minute at the latest, without a lookup waiting for it', async () => {
    let now = 0;
    const reads: string[] = [];
    let name = '旧名称';
    const names = openInstitutionNames(
      {
        async query<T extends object>(text: string): Promise<T[]> {
          reads.push(text);
          const rows: object[] = [{ id: 1, code: 'S000044062004', name }];
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one statement that is asked here
          return rows as T[];
        },
      },
      () => now,
    );
    const shown = async () => (await names.forIds([1])).get(1)?.name;
    expect(await shown()).toBe('旧名称');
    name = '新名称';
    expect([await shown(), reads.length]).toEqual(['旧名称', 1]);
    now = 6_000;
    expect(await shown()).toBe('旧名称'); // and is being read meanwhile
    expect([await shown(), reads.length]).toEqual(['新名称', 2]);
    name = '再新';
    now = 40_000;
    expect(await shown()).toBe('再新');
  });
});

describe('a PostgreSQL connection', () => {
  test('that is lost rejects who waits, and the next lookup has a new one', async () => {
    const fresh = await freshPostgres();
    const direct = new URL(fresh.url('owner'));
    const proxy = await startFlakyProxy(Number(direct.port));
    direct.port = String(proxy.port);
    const db = await openDatabase({ url: direct.href });
    const [row] = await fill(db, 1);
    const keys = [row?.numberNameKey ?? new Uint8Array(16)];
    const reader = openCertificateReader(db);
    const find = async () => (await reader.find('number_name', keys)).length;
    expect(await find()).toBe(1);

    const waiting = find();
    setImmediate(() => proxy.become('lost'));
    await Promise.allSettled([waiting]);
    expect(await find()).toBe(1);

    proxy.become('refused');
    await expect(find()).rejects.toThrow(/CONNECTION|ECONN|answered/);
    proxy.become('well');
    await expect.poll(find, { timeout: 20_000 }).toBe(1);

    proxy.become('silent');
    await expect(Promise.all([find(), find()])).rejects.toThrow(/has not answered in time/);
    proxy.become('lost');
    await expect.poll(find, { timeout: 20_000 }).toBe(1);
    await db.close();
    proxy.close();
    await fresh.drop();
  });
});
