// Fills databases with the benchmark's certificates: rows first, indexes after, by COPY in its binary form.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import postgres from 'postgres';
import { openDatabase, type Database } from '../../db/connect.ts';
import type { Keyring } from '../../server/keys.ts';
import { openVault, type OpenVault } from '../../server/vault.ts';
import { count, progress } from '../terminal.ts';
import { COPY_END, COPY_HEADER } from './binary-copy.ts';
import type { Stretch } from './fill-worker.ts';
import { INSTITUTION_CODES } from './people.ts';
import { COLUMNS, copyRows } from './rows.ts';

const STRETCH = 2000;
const COPY = `copy certificate (${COLUMNS.join(', ')}) from`;

/** Schema, key version and institutions by the product's own code; then the vault that made them. */
async function prepare(db: Database, keyring: Keyring): Promise<OpenVault> {
  const vault = await openVault(db, keyring, { timer: false });
  await db.query(
    `insert into institution (id, code, name, tier, place, address, contact, phone, authority, scope)
     select n, code, '广州第 ' || n || ' 示例技工学校', 'city', '01', '示例路 ' || n || ' 号', '示例', '020-00000000', '示例鉴定中心', '[]'
     from jsonb_array_elements_text($1::text::jsonb) with ordinality as codes (code, n)`,
    [JSON.stringify(INSTITUTION_CODES)],
  );
  return vault;
}

/** Fills an empty PostgreSQL database; `url` is a superuser's. `folder` holds the built fill-worker. */
export async function fillPostgres(
  { url, keys, keyring, folder }: { url: string; keys: string; keyring: Keyring; folder: string },
  rows: number,
): Promise<void> {
  const db = await openDatabase({ url, poolSize: 1 });
  (await prepare(db, keyring)).close();
  await db.close();

  const client = postgres(url, { max: 1, onnotice: () => undefined });
  const started = performance.now();
  const indexes = await dropIndexes(client);
  await client.begin(async (tx) => {
    // No foreign keys or triggers row by row; and a table emptied in the same transaction needs no log of its own.
    await tx.unsafe('set local session_replication_role = replica');
    await tx.unsafe('truncate certificate cascade');
    const copy = await tx.unsafe(`${COPY} stdin (format binary, freeze)`).writable();
    await pour(copy, rows, { url, keys, folder });
  });
  progress(`lookup: ${count(rows)} rows in ${seconds(started)} s; making indexes`);
  for (const statement of indexes) await client.unsafe(statement);
  await client.unsafe('analyze');
  progress(`lookup: ready after ${seconds(started)} s`);
  await client.end();
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);

/** Takes away what slows COPY down; returns the statements that bring it back. */
async function dropIndexes(client: postgres.Sql): Promise<string[]> {
  const found = await client<{ name: string; index: string; unique: string | null }[]>`
    select c.relname as name, pg_get_indexdef(c.oid) as index, pg_get_constraintdef(k.oid) as unique
    from pg_index i join pg_class c on c.oid = i.indexrelid left join pg_constraint k on k.conindid = c.oid and k.contype = 'u'
    where i.indrelid = 'certificate'::regclass and not i.indisprimary`;
  const again: string[] = [];
  for (const { name, index, unique } of found) {
    await client.unsafe(unique === null ? `drop index ${name}` : `alter table certificate drop constraint ${name}`);
    again.push(unique === null ? index : `alter table certificate add constraint ${name} ${unique}`);
  }
  return again;
}

/** Rows from several threads into one COPY, as fast as the server takes them. In whatever order they come. */
async function pour(
  copy: Writable,
  rows: number,
  { url, keys, folder }: { url: string; keys: string; folder: string },
): Promise<void> {
  let next = 0;
  let told = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!copy.write(bytes)) await once(copy, 'drain');
  };
  const drive = async (): Promise<void> => {
    const worker = new Worker(join(folder, 'fill-worker.mjs'), { workerData: { url, keys } });
    while (next < rows) {
      const stretch: Stretch = { from: next, to: Math.min(rows, next + STRETCH) };
      next = stretch.to;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(stretch);
      const [bytes]: Uint8Array[] = await once(worker, 'message');
      if (bytes) await write(bytes);
      if (next - told >= 1_000_000) progress(`lookup: ${count((told = next))} rows`);
    }
    await worker.terminate();
  };
  await write(COPY_HEADER);
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism() - 1) }, drive));
  copy.end(COPY_END);
  await finished(copy);
}

/** Fills a new PGlite data folder, as `npm start` would make it. */
export async function fillPglite(dataDir: string, keyring: Keyring, rows: number): Promise<void> {
  const db = await openDatabase({ dataDir });
  const vault = await prepare(db, keyring);
  vault.close();
  await db.close();

  const { PGlite } = await import('@electric-sql/pglite');
  const pg = await PGlite.create(join(dataDir, 'db'));
  const stretches: Uint8Array<ArrayBuffer>[] = [new Uint8Array(COPY_HEADER)];
  for (let from = 0; from < rows; from += STRETCH)
    stretches.push(copyRows(vault, from, Math.min(rows, from + STRETCH)));
  stretches.push(new Uint8Array(COPY_END));
  await pg.exec('set session_replication_role = replica');
  await pg.query(`${COPY} '/dev/blob' (format binary)`, [], { blob: new Blob(stretches) });
  await pg.exec('vacuum analyze');
  await pg.close();
}
