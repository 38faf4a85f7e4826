import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../db/connect.ts';

/** A migrated PGlite in memory (about 0.4 s). */
export async function openMemory(): Promise<Database> {
  const response = await fetch(`${inject('databases')}/pglite`);
  if (!response.ok) throw new Error(await response.text());
  const dump: string = await response.json();
  const loadDataDir = await openAsBlob(dump);
  return openDatabase({ pg: await PGlite.create({ loadDataDir }) });
}
