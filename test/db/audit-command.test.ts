// `npm run audit` as an operator runs it: its words and its exit codes (D11, R27).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { DEMO_INSTITUTIONS } from '../../server/demo/institutions.ts';
import { fileInstitutions } from '../../db/institutions.ts';
import { newKeySet } from '../../server/key-set.ts';
import { openLogPublisher } from '../../server/log-publisher.ts';
import { freshPostgres, type FreshPostgres } from '../harness/postgres.ts';
import { keyringOf, ORIGIN } from '../harness/service.ts';

const ROOT = join(import.meta.dirname, '..', '..');

async function command(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'server/cli/audit.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PUBLIC_ORIGIN: ORIGIN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  await once(child, 'close');
  return { code: child.exitCode, said, error };
}

describe('the audit command', () => {
  let folder: string;
  let fresh: FreshPostgres;
  let db: Database;
  let env: Record<string, string>;
  let checkpoint: () => Promise<string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhengyan-audit-'));
    fresh = await freshPostgres();
    db = await fresh.open();
    const KEYS = await newKeySet(Date.now());
    const keyring = await keyringOf(KEYS);
    env = { DATABASE_URL: fresh.url('owner'), KEYS };
    checkpoint = async () =>
      (await openLogPublisher({ db, keyring, config: { origin: ORIGIN }, now: Date.now }).checkpoint()).note;
    // As before there was a log: an institution, and no leaf about it.
    await db.transaction((tx) => fileInstitutions(tx, [DEMO_INSTITUTIONS.chanjing]));
  });
  afterAll(async () => {
    await db.close();
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('names rows that are older than the log, and takes them into it when told to, once', async () => {
    const before = await command(env);
    expect(before.said).toMatch(/NOT as it was logged\. First of 1:\n {2}institution \d+: no leaf is about this row/);
    expect(before.code).toBe(1);
    const adopted = await command(env, '--adopt');
    expect(adopted).toEqual({
      code: 0,
      error: '',
      said:
        'The log begins with all rows as they are now.\n' +
        'zhengyan.example/log: 1 leaves, 0 checkpoints, 1 rows of the registry.\nEverything is as it was logged.\n',
    });
    expect((await command(env, '--adopt')).said).toMatch(/^The log has begun already\.\n/);
  });

  test('holds the log against a checkpoint that was kept, and names what was changed since', async () => {
    const kept = join(folder, 'checkpoint');
    await writeFile(kept, await checkpoint());
    expect((await command(env, '--checkpoint', kept)).said).toMatch(/1 leaves, 2 checkpoints.*\nEverything is as it/);
    const superuser = postgres(fresh.url('superuser'), { max: 1 });
    await superuser`update institution set phone = '0755-5550-0000'`;
    await superuser.end();
    const found = await command(env, '--checkpoint', kept);
    expect(found.said).toMatch(/First of 1:\n {2}institution \d+: the row is not what the last leaf .* \(leaf 0\)\n$/);
    expect(found.code).toBe(1);
  });

  test('says in one line why it cannot check, with exit code 2 and no part of a key', async () => {
    await writeFile(join(folder, 'nonsense'), 'nonsense\n');
    const wrong = [
      await command(env, '--nonsense'),
      await command(env, '--checkpoint', join(folder, 'not there')),
      await command(env, '--checkpoint', join(folder, 'nonsense')),
      await command({ DATA_DIR: join(folder, 'nothing') }),
      await command({ ...env, DATABASE_URL: fresh.url('owner').replace(/\/t_\w+$/, '/not_there') }),
    ];
    expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
    expect(wrong.map(({ error }) => error.split('\n')[0])).toEqual([
      expect.stringMatching(/--nonsense/),
      'The checkpoint file cannot be read.',
      'The checkpoint given is none.',
      expect.stringMatching(/^There is no database in .* yet/),
      'No database (3D000).',
    ]);
  });
});
