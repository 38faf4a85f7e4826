// Migrations are files of plain SQL, applied once each, in the order of their names, all under one lock and in one
// transaction: of several processes that start together one migrates and the others wait, and a crash leaves the
// database as it was.
import { createHash } from 'node:crypto';
import type { Executor } from './connect.ts';

/** A file of SQL; names sort in the order of application. */
export interface Migration {
  name: string;
  sql: string;
}

/** Any number will do, as long as nobody else who uses this database takes it. */
const LOCK = 0x5a59_6d69; // "ZYmi"

/**
 * Applies what is missing and returns the names. Runs inside the caller's transaction. Refuses, by throwing, a
 * migration that was edited after it had been applied, and a database that is newer than this program.
 */
export async function migrate(tx: Executor, migrations: Migration[]): Promise<string[]> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await tx.query(`create table if not exists schema_migration
    (name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const rows = await tx.query<{ name: string; checksum: string }>('select name, checksum from schema_migration');
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys()) {
    if (!known.has(name)) throw new Error(`The database has migration ${name}, which this program does not know.`);
  }

  const done: string[] = [];
  for (const { name, sql } of migrations) {
    const sum = checksum(sql);
    const before = applied.get(name);
    if (before === sum) continue;
    if (before !== undefined) throw new Error(`Migration ${name} was edited after it had been applied.`);
    await tx.script(sql);
    await tx.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, sum]);
    done.push(name);
  }
  return done;
}

/** SHA-256 over the text with LF line ends, so that a checkout on Windows is the same migration. */
function checksum(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}
