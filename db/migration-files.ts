import { readFile, readdir } from 'node:fs/promises';
import type { Migration } from './migrate.ts';

/** The migrations beside this file, or beside the built server. Apart from migrate.ts, since Workers have no files. */
export async function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })));
}
