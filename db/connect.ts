// The one way into a database: PGlite in a folder of its own, or a PostgreSQL server (D1). Everything above sees the
// same interface and the same SQL.
import type { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Migration } from './migrate.ts';
import type * as schema from './schema.ts';
import type { Parameter } from './values.ts';

export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>;

/**
 * Where statements run: a database, or a transaction on one. Values come back alike from both kinds: dates and times
 * as PostgreSQL writes them (text), bigint as number (throws beyond 2^53), bytea as Uint8Array, jsonb parsed. Arrays can
 * be parameters; select them as jsonb, for drivers do not agree on them.
 * Everything rejects when the database is out of reach.
 */
export interface Executor {
  readonly kind: 'pglite' | 'postgres';
  readonly orm: Orm;
  /** One statement with $1, $2 …; prepared once per connection on PostgreSQL. */
  query<T extends object>(text: string, parameters?: readonly Parameter[]): Promise<T[]>;
  /** Statements without parameters, as in a migration. */
  script(text: string): Promise<void>;
}

export interface Database extends Executor {
  /** Whether the connection's role cannot remove what the law wants kept (D10). False only where no such role could be had. */
  restricted(): Promise<boolean>;
  /** Commits when `work` resolves, rolls everything back when it rejects. READ COMMITTED. */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /** A connection for the public lookups alone, opened at its first use and again after it was lost; on PGlite the database itself. */
  dedicate(): Pick<Executor, 'query'>;
  /** Ends every connection and gives the data folder back. */
  close(): Promise<void>;
}

export interface FolderOptions {
  /** Data folder; the database is in its folder `db`. Made when missing. */
  dataDir: string;
}
export interface InstanceOptions {
  /** A PGlite of the caller's making, in memory for tests; close() closes it. */
  pg: PGlite;
}
export interface ServerOptions {
  /** postgres://… of the running service. */
  url: string;
  /** The owner of the tables, for migrations, when that is somebody else. */
  ownerUrl?: string;
  /** Connections for everything but lookups; 8 unless told. */
  poolSize?: number;
  /** False behind a pooler that does not pass prepared statements on. */
  prepare?: boolean;
  /**
   * False behind a pooler (Hyperdrive on Workers): the schema is kept up to date by `server/cli/migrate.ts`, `url` names a
   * user with the service's rights only, and that user's timeouts are set on the role, since no settings can be sent.
   */
  migrate?: boolean;
}
export type DatabaseOptions = FolderOptions | InstanceOptions | ServerOptions;

/**
 * Opens the database, brings its schema up to date (D1: under a lock, so that several processes may start together)
 * and lets go of the rights that the running service does not need (D10).
 * Throws FolderInUseError when another process has the data folder.
 */
export async function openDatabase(options: DatabaseOptions, migrations?: Migration[]): Promise<Database> {
  if ('url' in options) return (await import('./postgres.ts')).openPostgres(options, migrations);
  return (await import('./pglite.ts')).openPglite(options, migrations);
}
