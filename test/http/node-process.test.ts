// The Node server as a process: what it survives, what it refuses, how it goes (issue 2, point 1 and 9).
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newKeySet } from '../../server/key-set.ts';
import { Client } from './client.ts';
import { listening, runServer, waitFor, type Running } from './process.ts';
import { Demo, pairsOf } from './subject.ts';

let dataDir: string;
const running: Running[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zhengyan-process-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.end('SIGKILL');
    await server.gone;
  }
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Running {
  const server = runServer({ DATA_DIR: dataDir, TRUSTED_PROXY_HOPS: '1', ...env });
  running.push(server);
  return server;
}
async function clientOf(server: Running): Promise<Client> {
  return new Client(`http://localhost:${await listening(server)}`);
}
/** The last line it said before it gave up. */
async function refusal(server: Running): Promise<string> {
  expect(await server.gone).toBe(1);
  return server.output().trim().split('\n').at(-1) ?? '';
}

// Each start makes a database, and most of them the demo's seals: seconds on a quiet machine, many on a busy one.
vi.setConfig({ testTimeout: 300_000 });
/** Without the demo a start is quick. */
const BARE = { DEMO: '0' };

describe('a start', () => {
  test('on an empty folder makes keys nobody else can read, and shows things to try that work', async () => {
    const server = start();
    const client = await clientOf(server);
    const [, body = ''] = await waitFor(server, /curl .* -d '(\{.*\})'/);
    expect((await client.post('/api/lookups', body)).body['outcome']).toBe('match');
    const [, text = ''] = await waitFor(server, /(HTTP:\/\/LOCALHOST:\d+\/Q#\d+)/);
    expect((await client.verify(text)).body['colour']).toBe('green');
    expect((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
  });

  test('after kill -9 has everything that was answered before, the sealed codes included', async () => {
    const first = start({ PUBLIC_ORIGIN: 'http://zhengyan.test' });
    const client = await clientOf(first);
    const before = new Demo(await client.demo());
    const { body } = await client
      .get('/api/trust')
      .then(({ text }) => client.get('/api/trust').then(() => ({ body: text })));
    first.end('SIGKILL');
    await first.gone;

    const again = await clientOf(start({ PUBLIC_ORIGIN: 'http://zhengyan.test' }));
    expect(new Demo(await again.demo())).toEqual(before);
    for (const one of before.published().slice(0, 10)) {
      expect((await again.lookUp(pairsOf(one).number_id)).body['outcome']).toBe('match');
      expect((await again.verify(one.certificate.qrText ?? '')).body['seal']).toBe('genuine');
    }
    // The bundle's version goes on from where it was; a verifier would not go back to an older one (D7).
    expect(versionOf((await again.get('/api/trust')).text)).toBeGreaterThanOrEqual(versionOf(body));
  });

  test('cut off at any moment does not spoil the next one', async () => {
    for (const after of [150, 500, 900, 1400, 2000]) {
      const cut = start();
      await new Promise((resolve) => setTimeout(resolve, after));
      cut.end('SIGKILL');
      await cut.gone;
    }
    const client = await clientOf(start());
    const demo = new Demo(await client.demo());
    expect(demo.people.length).toBeGreaterThanOrEqual(30);
    expect((await client.lookUp(pairsOf(demo.valid()).name_id)).body['outcome']).toBe('match');
  });
});

describe('a start is refused in one line', () => {
  test('on a folder that another process works on, which goes on undisturbed', async () => {
    const client = await clientOf(start(BARE));
    expect(await refusal(start(BARE))).toContain('in use by another process');
    expect((await client.get('/readyz')).status).toBe(200);
  });

  test('on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has such an address
    const { port } = other.address() as AddressInfo;
    expect(await refusal(start({ ...BARE, PORT: String(port) }))).toContain(`port ${port} is in use`);
    other.close();
  });

  test.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ NODE_ENV: 'production' }, 'PUBLIC_ORIGIN'],
    [{ NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://zhengyan.example' }, 'KEYS_FILE'],
    [{ KEYS_FILE: '/nowhere/keys.json' }, 'KEYS_FILE'],
    [{ KEYS: '{"format":"something else"}' }, 'KEYS'],
    [{ DATABASE_URL: 'postgres://user:canary@127.0.0.1:1/none' }, 'DATABASE_URL'],
  ])('with %j, naming %s and no secret', async (env, name) => {
    const server = start(env);
    const said = await refusal(server);
    expect(said).toContain(name);
    expect(said).not.toContain('canary');
    expect(server.output()).not.toMatch(/\n\s+at /);
  });

  test('on a folder whose keys are somebody else’s', async () => {
    const first = start(BARE);
    await listening(first);
    first.end('SIGTERM');
    await first.gone;
    await writeFile(join(dataDir, 'keys.json'), await newKeySet(Date.now()));
    expect(await refusal(start(BARE))).toMatch(/^Zhengyan cannot start: .*key/);
  });
});

describe('production', () => {
  test('serves with given keys, and without demo data', async () => {
    const keysFile = join(dataDir, 'production-keys.json');
    await writeFile(keysFile, await newKeySet(Date.now()), { mode: 0o600 });
    const server = start({ NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://zhengyan.example', KEYS_FILE: keysFile });
    const client = await clientOf(server);
    expect((await client.get('/api/demo')).body['code']).toBe('not_in_demo_mode');
    expect((await client.get('/readyz')).status).toBe(200);
    expect((await client.get('/')).headers.get('strict-transport-security')).toContain('max-age');
    expect((await client.lookUp({ name: '张三', certificateNumber: 'S000044030001261000001' })).body['outcome']).toBe(
      'no_match',
    );
    // Nothing but lines of JSON: no welcome, no address for a person.
    const lines = server.output().trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual([]);
    expect(server.output()).not.toContain(await readFile(keysFile, 'utf8'));
  });
});

describe('an end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s answers what is under way, and is clean', async (signal) => {
    const server = start(BARE);
    const client = await clientOf(server);
    const port = Number(new URL(client.origin).port);
    // A request that has begun and is not complete when the signal comes.
    const facts = Buffer.from(JSON.stringify({ certificateNumber: 'S000044030001261000001', name: '张三' }));
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.write(
      `POST /api/lookups HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${facts.length}\r\n\r\n`,
    );
    socket.write(facts.subarray(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.end(signal);
    await waitFor(server, /"msg":"stopping"/);
    await expect(client.get('/healthz')).rejects.toThrow('fetch failed');
    socket.write(facts.subarray(10));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*"outcome":"no_match"/);
    expect(await server.gone).toBe(0);
    // The folder was given back: the next one starts at once.
    await listening(start(BARE));
  });

  test('does not wait for a client that sends nothing more', async () => {
    const server = start(BARE);
    const client = await clientOf(server);
    const socket = connect(Number(new URL(client.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /api/lookups HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.end('SIGTERM');
    expect(await server.gone).toBe(0);
  });
});

function versionOf(bundle: string): number {
  const { payload }: { payload: string } = JSON.parse(bundle);
  const { version }: { version: number } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return version;
}
