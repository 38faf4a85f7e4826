import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { openMemory } from './pglite.ts';
import { freshPostgres } from './postgres.ts';

/** For describe.each: the same tests on both kinds of database (D1). */
export const DATABASES = [{ kind: 'PGlite' }, { kind: 'PostgreSQL' }] as const;

/** A migrated database for the tests of one describe block, closed and removed after them. */
export function useDatabase(kind: (typeof DATABASES)[number]['kind']): { get(): Database } {
  let database: Database | undefined;
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (kind === 'PGlite') {
      database = await openMemory();
      return;
    }
    const fresh = await freshPostgres();
    drop = fresh.drop;
    database = await fresh.open();
  });
  afterAll(async () => {
    await database?.close();
    await drop?.();
  });
  return {
    get() {
      if (database === undefined) throw new Error('no database before beforeAll');
      return database;
    },
  };
}
