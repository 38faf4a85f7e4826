// The database goes away under a running server: what can go on does, the rest says so, and nothing that a driver puts
// into its errors gets out (D12; statements, parameters, addresses).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshPostgres, type FreshPostgres } from '../harness/postgres.ts';
import { Client } from './client.ts';
import { listening, runServer, type Running } from './process.ts';
import { Demo, pairsOf } from './subject.ts';

vi.setConfig({ testTimeout: 300_000 });

describe.each(['memory', 'postgres'])('with limits in %s', (store) => {
  let dataDir: string;
  let database: FreshPostgres;
  let server: Running;
  let client: Client;
  let demo: Demo;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zhengyan-outage-'));
    database = await freshPostgres({ empty: true });
    const settings = { TRUSTED_PROXY_HOPS: '1', RATE_LIMIT_STORE: store };
    server = runServer({ ...settings, DATA_DIR: dataDir, DATABASE_URL: database.url('owner') });
    client = new Client(`http://localhost:${await listening(server)}`);
    demo = new Demo(await client.demo());
    await client.get('/api/trust');
    await database.drop();
  }, 300_000);
  afterAll(async () => {
    server.end('SIGTERM');
    await server.gone;
    await rm(dataDir, { recursive: true, force: true });
  });

  test('lookups say that they cannot be answered now, never that nothing was found', async () => {
    for (const facts of Object.values(pairsOf(demo.valid()))) {
      const { status, body, headers } = await client.lookUp(facts);
      expect([status, body['code']]).toEqual([503, store === 'memory' ? 'storage_unavailable' : 'limits_unavailable']);
      expect(headers.get('retry-after')).toBe('5');
    }
  });

  test('it is alive, and not ready', async () => {
    expect((await client.get('/healthz')).status).toBe(200);
    const { status, body } = await client.get('/readyz');
    expect([status, body['code']]).toEqual([503, 'not_ready']);
  });

  test('the trust bundle is still there, so that codes can go on being verified on every device', async () => {
    expect((await client.get('/api/trust')).status).toBe(200);
  });

  test('neither an answer nor the log has anything of what was asked, or of the statements that failed', async () => {
    const answers: string[] = [];
    for (const person of demo.people.slice(0, 5)) {
      answers.push((await client.lookUp({ name: person.name, idNumber: person.idNumber })).text);
      answers.push((await client.get(`/api/institutions?q=${encodeURIComponent(person.name)}`)).text);
    }
    const welcome = /\n {2}证验[^]*?Ctrl\+C/.exec(server.output())?.[0] ?? '';
    const said = server.output().replace(welcome, '') + answers.join('\n');
    const secrets = demo.people.slice(0, 5).flatMap(({ name, idNumber }) => [name, idNumber]);
    expect(
      [...secrets, 'published_certificate', 'select ', database.url('owner')].filter((one) => said.includes(one)),
    ).toEqual([]);
    expect(said).toContain('"level":"error"');
  });
});
