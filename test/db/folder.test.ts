import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../../db/connect.ts';
import { DURABLE_START, DurableFolder } from '../../db/durable-folder.ts';
import { lockFolder } from '../../db/folder-lock.ts';

interface Child {
  process: ChildProcessByStdio<null, Readable, null>;
  lines: Interface;
  said: string[];
}
const children: Child[] = [];
let prepared: string;
let home: string;
let dataDir: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'zhengyan-folder-'));
  await (await openDatabase({ dataDir: prepared })).close(); // initdb takes seconds: once is enough
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'zhengyan-folder-'));
  dataDir = join(home, 'data');
  await cp(prepared, dataDir, { recursive: true });
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(killed));
  await rm(home, { recursive: true, force: true });
});

function start(...task: string[]): Child {
  const script = join(import.meta.dirname, 'folder-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...task], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const said: string[] = [];
  lines.on('line', (line) => said.push(line));
  children.push({ process: child, lines, said });
  return { process: child, lines, said };
}

async function killed(child: Child): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  const gone = once(child.process, 'close');
  child.process.kill('SIGKILL');
  await gone;
}

const until = (child: Child, enough: (said: string[]) => boolean): Promise<void> =>
  new Promise((done) => {
    const look = (): void => {
      if (!enough(child.said)) return;
      child.lines.off('line', look);
      done();
    };
    child.lines.on('line', look);
    look();
  });

describe('a data folder', () => {
  test('keeps its rows from one start to the next', async () => {
    const first = await openDatabase({ dataDir });
    await first.query('insert into status_shard (shard) values (7)');
    await first.close();
    const second = await openDatabase({ dataDir });
    expect(await second.query('select shard from status_shard')).toEqual([{ shard: 7 }]);
    await second.close();
  });

  test('belongs to one process: another one is refused in words, by whatever path it comes, until the first is gone', async () => {
    const holder = start('hold', dataDir);
    await until(holder, (said) => said.includes('open'));
    await symlink(dataDir, join(home, 'alias'));
    for (const path of [dataDir, join(home, 'alias'), join(home, '.', 'data', '..', 'data')]) {
      await expect(openDatabase({ dataDir: path })).rejects.toThrow(/is in use by another process.*DATA_DIR/);
    }
    await killed(holder);
    await (await openDatabase({ dataDir })).close();
  });

  test('whose process was killed has one new owner, when several start at once', async () => {
    const holder = start('hold', dataDir);
    await until(holder, (said) => said.includes('open'));
    await killed(holder);
    const heirs = Array.from({ length: 3 }, () => start('hold', dataDir));
    await Promise.all(heirs.map((heir) => until(heir, (said) => said.length > 0)));
    expect(heirs.map(({ said }) => said[0]).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      'folder_in_use',
      'folder_in_use',
      'open',
    ]);
  });

  test('can be locked again once the lock has been given back, twice in one process neither', async () => {
    const unlock = await lockFolder(dataDir);
    await expect(lockFolder(dataDir)).rejects.toThrow(/in use/);
    await unlock();
    await (
      await lockFolder(dataDir)
    )();
  });

  test('whose first start was cut off starts anew', async () => {
    await rm(dataDir, { recursive: true });
    const first = start('hold', dataDir);
    // initdb takes seconds; this is somewhere in the middle of it.
    await expect.poll(() => readdir(dataDir).catch(() => []), { timeout: 30_000 }).toContain('db.partial');
    await killed(first);
    const db = await openDatabase({ dataDir });
    expect((await db.query('select from schema_migration')).length).toBeGreaterThan(0);
    expect(await readdir(dataDir)).not.toContain('db.partial');
    await db.close();
  });

  test('loses nothing that was acknowledged to kill -9, at whatever moment, and no half of a transaction stays', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const child = start('write', dataDir, String(round * 1_000_000));
      const rows = 5 + Math.floor(Math.random() * 100);
      await until(child, (said) => said.length > rows);
      await killed(child);
      acknowledged.push(...child.said.filter((line) => line !== 'open'));

      const db = await openDatabase({ dataDir });
      const rowsKept = await db.query<{ shard: number }>('select shard from status_shard');
      const kept = new Set(rowsKept.map(({ shard }) => String(shard)));
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
      const halves = `select version - 1 from trust_bundle except select shard from status_shard`;
      expect(await db.query(halves)).toEqual([]);
      await db.close();
    }
    expect(acknowledged.length).toBeGreaterThan(15);
  }, 240_000); // three starts and as many recoveries: most of it is waiting for a disk that others use too

  test('forces every commit to the disk before it is acknowledged, and no read', async () => {
    let forced = 0;
    const pg = await PGlite.create({
      fs: new DurableFolder(join(home, 'pg'), () => forced++),
      startParams: DURABLE_START,
    });
    const [settings] = (
      await pg.query(`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`)
    ).rows;
    expect(settings).toEqual({ fsync: 'on', commit: 'on' });
    await pg.exec('create table t (x int)');
    const before = forced;
    for (let n = 0; n < 10; n++) await pg.query('insert into t values ($1)', [n]);
    expect(forced - before).toBeGreaterThanOrEqual(10);
    const afterWrites = forced;
    for (let n = 0; n < 10; n++) await pg.query('select * from t');
    expect(forced).toBe(afterWrites);
    await pg.close();
  });
});
