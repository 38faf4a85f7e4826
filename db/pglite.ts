// PGlite: PostgreSQL inside this process, on a data folder or (tests) in memory.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Executor, FolderOptions, InstanceOptions } from './connect.ts';
import { lockFolder } from './folder-lock.ts';
import { grantService, isRestricted, SERVICE_ROLE } from './grants.ts';
import { migrate, type Migration } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import * as schema from './schema.ts';
import { DATE_AND_TIME_TYPES, forDriver, INT8, safeInteger, type Parameter } from './values.ts';

const PARSERS = {
  ...Object.fromEntries(DATE_AND_TIME_TYPES.map((type) => [type, (text: string) => text])),
  [INT8]: safeInteger,
};

/** See openDatabase. The package is loaded here and not at the top: a server on PostgreSQL never needs its 20 MB. */
export async function openPglite(
  options: FolderOptions | InstanceOptions,
  migrations?: Migration[],
): Promise<Database> {
  if ('pg' in options) return prepare(options.pg, migrations, () => options.pg.close());
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(options.dataDir);
  let pg: PGlite | undefined;
  try {
    pg = await openFolder(options.dataDir);
    const keepShort = keepLogShort(pg);
    const opened = pg;
    return await prepare(pg, migrations, async () => {
      clearInterval(keepShort);
      await opened.close();
      await unlock();
    });
  } catch (error) {
    await pg?.close();
    await unlock();
    throw error;
  }
}

/** Migrates, grants, and goes on as the restricted role. */
async function prepare(pg: PGlite, migrations: Migration[] | undefined, close: () => Promise<void>): Promise<Database> {
  const { drizzle } = await import('drizzle-orm/pglite');
  const executor = (client: PGlite | Transaction): Executor => ({
    kind: 'pglite',
    get orm() {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- drizzle's type does not name transactions, its code takes them
      return drizzle(client as PGlite, { schema });
    },
    async query<T extends object>(text: string, parameters: readonly Parameter[] = []) {
      return (await client.query<T>(text, forDriver(parameters), { parsers: PARSERS })).rows;
    },
    async script(text) {
      await client.exec(text);
    },
  });

  const all = migrations ?? (await readMigrations());
  await pg.transaction(async (tx) => {
    await migrate(executor(tx), all);
    await grantService(executor(tx));
    await tx.exec(`grant pg_checkpoint to ${SERVICE_ROLE}`);
  });
  await pg.exec(`set role ${SERVICE_ROLE}`);

  const direct = executor(pg);
  return {
    ...direct,
    restricted: () => isRestricted(direct),
    transaction: (work) => pg.transaction((tx) => work(executor(tx))),
    dedicate: () => direct,
    close,
  };
}

/** Opens `dataDir/db`. A first start that is cut off leaves only `db.partial`, and the next start begins anew. */
async function openFolder(dataDir: string): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { DurableFolder, DURABLE_START, syncTree } = await import('./durable-folder.ts');
  const open = (folder: string) => PGlite.create({ fs: new DurableFolder(folder), startParams: DURABLE_START });
  const folder = join(dataDir, 'db');
  if ((await stat(folder).catch(() => null)) === null) {
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await (await open(partial)).close();
    await syncTree(partial);
    await rename(partial, folder);
  }
  return open(folder);
}

const CHECKPOINT_EVERY_MS = 5 * 60_000;
const CHECKPOINT_BYTES = 32 * 2 ** 20;

/** In one process there is no checkpointer: without this the log would grow, and the next start replay it, for ever. */
function keepLogShort(pg: PGlite): NodeJS.Timeout {
  let at = '0/0';
  const look = async (): Promise<void> => {
    const { rows } = await pg.query<{ lsn: string; grown: boolean }>(
      `select pg_current_wal_lsn()::text as lsn, pg_current_wal_lsn() - $1::pg_lsn > $2 as grown`,
      [at, CHECKPOINT_BYTES],
    );
    if (rows[0]?.grown !== true) return;
    await pg.exec('checkpoint');
    at = rows[0].lsn;
  };
  // A failure here is a failure of the database, which the next request reports.
  return setInterval(() => void look().catch(() => undefined), CHECKPOINT_EVERY_MS).unref();
}
