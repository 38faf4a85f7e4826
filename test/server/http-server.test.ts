// The HTTP server itself, over real sockets: what is no HTTP, what comes too slowly or too large, and how it stops.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeGracefully, createHttpServer } from '../../server/http-server.ts';
import { smallService, ZHANG, type SmallService } from './small-deps.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.closeAllConnections();
});

async function start(
  service: SmallService,
  limits?: Parameters<typeof createHttpServer>[2],
): Promise<{ server: Server; port: number }> {
  const server = createHttpServer(service.app, service.deps.config, limits);
  running.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has such an address
  return { server, port: (server.address() as AddressInfo).port };
}

/** Sends raw bytes and gives everything that comes back until the other side closes. */
async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    answer += text;
  });
  await once(socket, 'close');
  return answer;
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed_request'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400, 'malformed_request'],
  [
    'two lengths',
    'POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    400,
    'malformed_request',
  ],
  [
    'a length and chunks',
    'POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'malformed_request',
  ],
  ['a NUL in the address', 'GET /api/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'malformed_request'],
  ['huge headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ['a huge address', `GET /${'y'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'headers_too_large'],
  [
    'a Host that is none',
    'GET /healthz HTTP/1.1\r\nHost: a b/c?d\r\nConnection: close\r\n\r\n',
    400,
    'malformed_request',
  ],
  [
    'a backslash in the path',
    'GET /..\\secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    400,
    'malformed_request',
  ],
])('%s gets a problem document and its connection closed', async (_, request, status, code) => {
  const service = smallService();
  const { port } = await start(service);
  const answer = await raw(port, request);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain(`"code":"${code}"`);
  expect(service.lines).toEqual([]);
});

test('a body longer than it says is cut where it says, and what follows is not taken for a request', async () => {
  const { port } = await start(smallService());
  const body = '{"name":"a","certificateNumber":"b"}';
  const smuggled = 'GET /api/demo HTTP/1.1\r\nHost: x\r\n\r\n';
  const answer = await raw(
    port,
    `POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\nConnection: close\r\n\r\n${body}${smuggled}`,
  );
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  expect(answer).toContain('body_too_large');
});

test('a client that sends a header a letter at a time is told to go, and let go', async () => {
  const { port } = await start(smallService(), {
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 20,
  });
  const answer = await raw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('"code":"request_timeout"');
});

test('a client that never finishes its body is let go as well', async () => {
  const { port } = await start(smallService(), {
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 20,
  });
  const head = 'POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{';
  expect(await raw(port, head)).toContain('"code":"request_timeout"');
});

test('a body of unknown length is counted and cut off', async () => {
  const { port } = await start(smallService());
  const chunk = `1000\r\n${' '.repeat(0x1000)}\r\n`;
  const head =
    'POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  // More than is patiently read and thrown away.
  const answer = await raw(port, head + chunk.repeat(60));
  expect(answer).toContain('body_too_large');
});

test('the peer of the socket is the source when there is no trusted proxy', async () => {
  const keys: string[] = [];
  const service = smallService((deps) => ({
    config: { ...deps.config, trustedProxyHops: 0 },
    limits: {
      ...deps.limits,
      charge: (charges, now) => {
        keys.push(...charges.map(({ key }) => key));
        return deps.limits.charge(charges, now);
      },
    },
  }));
  const { port } = await start(service);
  await fetch(`http://127.0.0.1:${port}/api/institutions`, { headers: { 'x-forwarded-for': '6.6.6.6' } });
  expect(keys[0]).toBe('directory:s:127.0.0.1');
});

/** A promise with its key. */
function gate(): [Promise<void>, () => void] {
  const keys: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => {
    keys.push(resolve);
  });
  return [opened, () => keys[0]?.()];
}

test('stopping lets what is under way finish, and takes no more', async () => {
  const [inside, reached] = gate();
  const [waiting, release] = gate();
  const service = smallService((deps) => ({
    certificates: {
      find: async (pair, keys) => {
        reached();
        await waiting;
        return deps.certificates.find(pair, keys);
      },
    },
  }));
  const { server, port } = await start(service);
  // A connection that is kept alive and idle must not hold the server open.
  await (await fetch(`http://127.0.0.1:${port}/healthz`)).text();
  const underWay = fetch(`http://127.0.0.1:${port}/api/lookups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ certificateNumber: ZHANG.certificateNumber, name: ZHANG.name }),
  });
  await inside;
  const stopped = closeGracefully(server, 5000);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
  release();
  expect(await (await underWay).json()).toMatchObject({ outcome: 'match' });
  await stopped;
});

test('stopping does not wait for ever for a request that never ends', async () => {
  const { server, port } = await start(smallService());
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /api/lookups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{',
  );
  await once(server, 'request');
  await closeGracefully(server, 100);
  expect(server.listening).toBe(false);
});
