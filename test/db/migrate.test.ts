import { getTableColumns, getTableName, isTable } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/connect.ts';
import { GRANTS, isRestricted } from '../../db/grants.ts';
import { readMigrations } from '../../db/migration-files.ts';
import * as schema from '../../db/schema.ts';
import { STAGE_NAMES } from '../../domain/lifecycle.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { freshPostgres } from '../harness/postgres.ts';

const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name);

const KEPT = ['certificate', 'institution', 'seal', 'trust_bundle'];

describe.each(DATABASES)('the schema on $kind', ({ kind }) => {
  const database = useDatabase(kind);

  test('is what drizzle believes it to be, column by column', async () => {
    const columns = await database.get().query<{ table_name: string; column_name: string; is_nullable: string }>(
      `select table_name, column_name, is_nullable from information_schema.columns
       where table_schema = 'public' and table_name not in ('published_certificate', 'certificate_progress')`,
    );
    const actual = columns.map((column) => `${column.table_name}.${column.column_name} ${column.is_nullable}`);
    const believed = Object.values(schema)
      .filter((table) => isTable(table))
      .flatMap((table) =>
        Object.values(getTableColumns(table)).map(
          (column) => `${getTableName(table)}.${column.name} ${column.notNull ? 'NO' : 'YES'}`,
        ),
      );
    expect(believed.toSorted()).toEqual(actual.toSorted());
  });

  test('lets drizzle and plain statements see the same rows, in a transaction too', async () => {
    const db = database.get();
    const plain = namesOf(await db.query<{ name: string }>('select name from schema_migration'));
    expect(plain.length).toBeGreaterThan(0);
    expect(namesOf(await db.orm.select().from(schema.schemaMigration))).toEqual(plain);
    const inTransaction = await db.transaction(async (tx) =>
      namesOf(await tx.orm.select().from(schema.schemaMigration)),
    );
    expect(inTransaction).toEqual(plain);
  });

  test('gives values back alike: times as text, bigint as number, bytes, jsonb, and arrays as parameters', async () => {
    const [row] = await database.get().query(
      `select date '2026-02-28' as day, 5::bigint as count, $1::bytea as bytes, $2::jsonb as json,
         to_jsonb($3::text[]) as texts, array_length($4::bytea[], 1) as keys, $5::int[] = '{1,2}' as numbers`,
      [Uint8Array.of(0, 255), '{"a":[1]}', ['a,"b"', String.raw`\c`, 'NULL', ''], [Uint8Array.of(1)], [1, 2]],
    );
    expect(row).toEqual({
      day: '2026-02-28',
      count: 5,
      bytes: expect.any(Uint8Array),
      json: { a: [1] },
      texts: ['a,"b"', String.raw`\c`, 'NULL', ''],
      keys: 1,
      numbers: true,
    });
    await expect(database.get().query('select 9007199254740993::bigint')).rejects.toThrow(/2\^53/);
  });

  test('rolls back what a rejected transaction has done', async () => {
    const db = database.get();
    const spoilt = db.transaction(async (tx) => {
      await tx.query(`insert into used_nonce values ('rolled back', 1)`);
      throw new Error('after the insert');
    });
    await expect(spoilt).rejects.toThrow('after the insert');
    expect(await db.query(`select from used_nonce where nonce = 'rolled back'`)).toEqual([]);
  });

  test('has no migration to do twice', async () => {
    const all = await readMigrations();
    // As the owner: on PGlite that is the session's own role, which the service has put aside.
    const names = await database.get().query<{ name: string }>('select name from schema_migration order by name');
    expect(names.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
  });

  test.each(KEPT)('the service can neither delete from nor truncate %s (D10, R35)', async (table) => {
    const db = database.get();
    expect(await db.restricted()).toBe(true);
    await expect(db.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(db.query(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
  });

  test('says for every table what the service may do with it, and names no table that is gone', async () => {
    const tables = await database
      .get()
      .query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public'`,
      );
    expect(Object.keys(GRANTS).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  });

  test('knows the stages that the rules know (R19)', async () => {
    const [check] = await database.get().query<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint
       where conrelid = 'certificate'::regclass and pg_get_constraintdef(oid) like '%reported%'`,
    );
    const named = [...(check?.text ?? '').matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? '');
    expect(named.toSorted()).toEqual([...STAGE_NAMES].toSorted());
  });
});

describe('migrations on PostgreSQL', () => {
  test('two processes that start at once on an empty database both find it ready, and it is migrated once', async () => {
    const fresh = await freshPostgres({ empty: true });
    const both = await Promise.all([fresh.open(), fresh.open(), fresh.open()]);
    const counts = await Promise.all(both.map((db) => db.query('select from schema_migration')));
    const all = await readMigrations();
    expect(counts.map((rows) => rows.length)).toEqual(both.map(() => all.length));
    await Promise.all(both.map((db) => db.close()));
    await fresh.drop();
  });

  test('a migration that was edited after it had been applied is refused, and so is one we do not know', async () => {
    const fresh = await freshPostgres();
    const all = await readMigrations();
    const edited = all.map((one, at) => (at === 0 ? { ...one, sql: `${one.sql}\n-- and more` } : one));
    const url = fresh.url('owner');
    await expect(openDatabase({ url }, edited)).rejects.toThrow(/edited after it had been applied/);
    await expect(openDatabase({ url }, all.slice(0, -1))).rejects.toThrow(/does not know/);
    const windows = all.map(({ name, sql }) => ({ name, sql: sql.replaceAll('\n', '\r\n') }));
    await (await openDatabase({ url }, windows)).close();
    await fresh.drop();
  });

  test('a migration that fails leaves the database as it was', async () => {
    const fresh = await freshPostgres({ empty: true });
    const broken = [
      ...(await readMigrations()),
      { name: '9999-broken.sql', sql: 'create table a (x int); select 1/0' },
    ];
    await expect(openDatabase({ url: fresh.url('owner') }, broken)).rejects.toThrow(/division by zero/);
    const client = postgres(fresh.url('superuser'), { max: 1 });
    expect(await client`select from pg_tables where schemaname = 'public'`).toHaveLength(0);
    await client.end();
    await fresh.drop();
  });
});

describe('roles on PostgreSQL (D10)', () => {
  test('even the owner of the tables cannot remove what the law wants kept', async () => {
    const fresh = await freshPostgres();
    const owner = postgres(fresh.url('owner'), { max: 1 });
    for (const table of KEPT) {
      await expect(owner.unsafe(`delete from ${table}`)).rejects.toThrow(/never removed/);
      await expect(owner.unsafe(`truncate ${table} cascade`)).rejects.toThrow(/never removed/);
    }
    await owner.end();
    await fresh.drop();
  });

  test('a service user beside the owner works with its own rights, and cannot remove rows', async () => {
    const fresh = await freshPostgres({ empty: true });
    const db = await openDatabase({ url: fresh.url('service'), ownerUrl: fresh.url('owner') });
    expect(await db.restricted()).toBe(true);
    await db.query(`insert into used_nonce values ('service', 1)`);
    await expect(db.query('create table mine (x int)')).rejects.toThrow(/permission denied/);
    await db.close();
    await fresh.drop();
  });

  test('an owner who may not make the role still gets a working service, which says that it is not restricted', async () => {
    const fresh = await freshPostgres({ empty: true, owner: 'loner' });
    const db = await openDatabase({ url: fresh.url('loner') });
    expect(await db.restricted()).toBe(false);
    await db.query(`insert into used_nonce values ('loner', 1)`);
    await expect(db.query('delete from certificate')).rejects.toThrow(/never removed/);
    await db.close();
    await fresh.drop();
  });

  test('a superuser’s address works, and the service puts its power aside', async () => {
    const fresh = await freshPostgres({ empty: true, owner: 'superuser' });
    const db = await openDatabase({ url: fresh.url('superuser') });
    expect(await isRestricted(db)).toBe(true);
    await expect(db.query('delete from certificate')).rejects.toThrow(/permission denied/);
    await db.close();
    await fresh.drop();
  });
});

test('no migration removes rows or tables of the law', async () => {
  for (const { sql } of await readMigrations()) {
    expect(sql).not.toMatch(/\b(drop table|delete from (certificate|institution|seal|trust_bundle)|truncate table)\b/i);
  }
});
