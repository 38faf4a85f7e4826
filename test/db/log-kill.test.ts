// kill -9 at any moment: a change and its leaf are both there or neither is, and the log goes on without a gap (D11).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, type DatabaseOptions } from '../../db/connect.ts';
import { parseLeaf } from '../../domain/log/leaf.ts';
import { audit } from '../../server/audit/audit.ts';
import { DATABASES } from '../harness/databases.ts';
import { freshPostgres } from '../harness/postgres.ts';
import { freshKeyring, ORIGIN } from '../harness/service.ts';

/** Lets a child write until it has acknowledged `enough` more, and kills it in whatever it is doing then. */
async function writeAndKill(options: DatabaseOptions, from: number, enough: number): Promise<number> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'log-child.ts'), JSON.stringify(options), String(from)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  let acknowledged = from - 1;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    acknowledged = Math.max(acknowledged, ...text.trim().split('\n').map(Number));
    if (acknowledged >= from + enough) child.kill('SIGKILL');
  });
  await gone;
  return acknowledged;
}

test.each(DATABASES)('a killed process leaves every acknowledged change with its leaf on $kind', async ({ kind }) => {
  const fresh = kind === 'PostgreSQL' ? await freshPostgres() : null;
  const dataDir = await mkdtemp(join(tmpdir(), 'zhengyan-log-'));
  const options: DatabaseOptions = fresh === null ? { dataDir } : { url: fresh.url('owner') };
  let last = 0;
  for (const enough of [7, 40]) {
    const acknowledged = await writeAndKill(options, last + 1, enough);
    expect(acknowledged).toBeGreaterThan(last + enough);
    const db = await openDatabase(options);
    const [changes] = await db.query<{ last: number; count: number }>(
      'select max(version) as last, count(*)::int as count from trust_bundle',
    );
    last = changes?.last ?? 0;
    expect([changes?.count, last >= acknowledged]).toEqual([last, true]);
    const leaves = await db.query<{ leaf: Uint8Array }>('select leaf from log_leaf order by seq');
    expect(leaves.map(({ leaf }) => parseLeaf(leaf)?.object)).toEqual(leaves.map((_, at) => `bundle:${at + 1}`));
    expect(leaves).toHaveLength(last);
    const found = await audit({ db, keyring: await freshKeyring(0), origin: ORIGIN });
    expect(found).toMatchObject({ ok: true, value: { leaves: last, faults: [] } });
    await db.close();
  }
  await rm(dataDir, { recursive: true, force: true });
  await fresh?.drop();
});
