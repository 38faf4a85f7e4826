import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SITE } from '../../server/site.ts';
import { smallService } from './small-deps.ts';

const LIST = 'header.payload.signature';
const BUNDLE = JSON.stringify({ payload: 'p'.repeat(5000), signatures: [] });
const ISSUED = 1_795_000_000;

const service = (issuedAt = ISSUED) =>
  smallService(() => ({
    trust: {
      current: async () => ({ bundle: BUNDLE, version: 7, issuedAt, statusLists: [LIST] }),
      jwks: () => ({ keys: [{ kty: 'EC', kid: 'a' }] }),
    },
  }));
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  service().app.request(path, { method, headers }, { peer: '192.0.2.7', encodes: true });
const codeOf = async (response: Response): Promise<string | undefined> => {
  const document: { code?: string } = await response.json();
  return document.code;
};

describe('trust (D7)', () => {
  test('the bundle comes as it was signed, to be asked for again each time', async () => {
    const response = await get('/api/trust');
    expect(response.headers.get('content-type')).toBe('application/jose+json');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe(BUNDLE);
  });

  test('whoever has it already is told so, until it is signed again', async () => {
    const etag = (await get('/api/trust')).headers.get('etag') ?? '';
    expect((await get('/api/trust', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/api/trust', { 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    const later = service(ISSUED + 600).app.request('/api/trust', { headers: { 'if-none-match': etag } });
    expect((await later).status).toBe(200);
  });

  test('it is compressed for whoever can read that', async () => {
    const response = await get('/api/trust', { 'accept-encoding': 'br, gzip' });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(BUNDLE.length);
    expect(gunzipSync(bytes).toString()).toBe(BUNDLE);
  });

  test('a status list comes in its own type', async () => {
    const response = await get('/api/status-lists/0');
    expect(response.headers.get('content-type')).toBe('application/statuslist+jwt');
    expect(await response.text()).toBe(LIST);
  });

  test.each(['1', '00', '-1', '0x0', '1e3', 'length', '__proto__', '99999999999999', '%30%30', 'a/b'])(
    'there is no status list %s',
    async (n) => {
      expect((await get(`/api/status-lists/${n}`)).status).toBe(404);
    },
  );

  test('public keys are a JWK Set', async () => {
    const response = await get('/.well-known/jwks.json');
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(await response.json()).toEqual({ keys: [{ kty: 'EC', kid: 'a' }] });
  });
});

describe('the directory of institutions (R43)', () => {
  test('is searched by part of the name and by place', async () => {
    const found: { items: { code: string }[]; nextCursor: null } = await (
      await get(`/api/institutions?q=${encodeURIComponent('技工')}&place=03`)
    ).json();
    expect(found).toMatchObject({ items: [{ code: 'S000044030001' }], nextCursor: null });
  });

  test('an empty parameter, as a form sends it, is none', async () => {
    const found: { items: unknown[] } = await (await get('/api/institutions?q=&place=&cursor=')).json();
    expect(found.items).toHaveLength(1);
  });

  test.each([
    ['?q=a&q=b', 'unknown_parameter'],
    ['?limit=5', 'unknown_parameter'],
    ['?__proto__=5', 'unknown_parameter'],
    ['?place=3', 'invalid_fields'],
    ['?place=ab', 'invalid_fields'],
    ['?q=%00', 'invalid_fields'],
    [`?q=${'a'.repeat(101)}`, 'invalid_fields'],
    ['?cursor=%27%3B', 'invalid_fields'],
  ])('%s is refused', async (query, code) => {
    const response = await get(`/api/institutions${query}`);
    expect([response.status, await codeOf(response)]).toEqual([400, code]);
  });

  test('percent signs that mean nothing are no reason to fall over', async () => {
    expect((await get('/api/institutions?q=%E0%A4%A')).status).toBe(200);
    expect((await get('/api/institutions/%E0%A4%A')).status).toBe(404);
  });

  test('one institution is found by its code', async () => {
    expect(await (await get('/api/institutions/S000044030001')).json()).toMatchObject({ name: '深圳市示例技工学校' });
    expect(await codeOf(await get('/api/institutions/S000044030002'))).toBe('institution_not_found');
    expect(await codeOf(await get("/api/institutions/S0000'--"))).toBe('institution_not_found');
  });
});

describe('operations', () => {
  test('alive and ready are two questions', async () => {
    const lost = smallService(() => ({
      ready: async () => {
        throw new Error('password=canary');
      },
    }));
    expect((await lost.app.request('/healthz')).status).toBe(200);
    const response = await lost.app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('canary');
    expect(JSON.stringify(lost.lines)).not.toContain('canary');
    expect((await get('/readyz')).status).toBe(200);
  });

  test('a database that hangs is not ready', { timeout: 10_000 }, async () => {
    const hanging = smallService(() => ({ ready: () => new Promise(() => {}) }));
    expect((await hanging.app.request('/readyz')).status).toBe(503);
  });

  test('metrics may be kept for operators', async () => {
    const secret = 'token-of-the-tests';
    const small = smallService((deps) => ({ config: { ...deps.config, metricsToken: secret } }));
    expect((await small.app.request('/metrics')).status).toBe(401);
    expect((await small.app.request('/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    const right = await small.app.request('/metrics', { headers: { authorization: `Bearer ${secret}` } });
    expect(right.status).toBe(200);
    expect(await right.text()).toContain('zhengyan_http_requests_total{route="/metrics",status="401"} 2');
  });

  test('demo data is there in demo mode only', async () => {
    expect(await codeOf(await get('/api/demo'))).toBe('not_in_demo_mode');
    const demo = smallService(() => ({
      demo: async () => ({ people: [], staff: [], institutions: ['S000044030001'] }),
    }));
    expect(await (await demo.app.request('/api/demo')).json()).toEqual({
      people: [],
      staff: [],
      institutions: ['S000044030001'],
    });
  });
});

describe('addresses and methods', () => {
  test.each([
    '/api',
    '/api/',
    '/api/progress/',
    '/api/lookups/',
    '/api/lookups/x',
    '/.well-known/x',
    '/API/trust/x%00',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('an API address that is not there says so in a problem document', async () => {
    const response = await get('/api/nothing-here');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await codeOf(response)).toBe('not_found');
  });

  test.each(
    Object.keys(SITE).map((at) => {
      const [method = '', path = ''] = at.split(' ');
      return { method, path: path.replace(':n', '0').replace(':code', 'S000044030001') };
    }),
  )('$path allows $method and tells so', async ({ method, path }) => {
    const allow = method === 'GET' ? 'GET, HEAD, OPTIONS' : `${method}, OPTIONS`;
    for (const other of ['PUT', 'DELETE', 'PATCH', method === 'GET' ? 'POST' : 'GET']) {
      const response = await get(path, {}, other);
      expect([other, response.status, response.headers.get('allow')]).toEqual([other, 405, allow]);
    }
    const options = await get(
      path,
      { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      'OPTIONS',
    );
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const head = await get('/api/trust', {}, 'HEAD');
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'application/jose+json',
      '',
    ]);
    expect((await get('/api/lookups', {}, 'HEAD')).status).toBe(405);
  });

  test('no answer lets a foreign origin read it', async () => {
    for (const path of ['/api/trust', '/api/institutions', '/healthz', '/api/nothing']) {
      const response = await get(path, { origin: 'https://evil.example' });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test('every answer names its request and none repeats another', async () => {
    const { app } = service();
    const ids = new Set<string | null>();
    for (let at = 0; at < 500; at++) ids.add((await app.request('/healthz')).headers.get('x-request-id'));
    expect(ids.size).toBe(500);
    expect([...ids].every((id) => /^[0-9a-f]{24}$/.test(id ?? ''))).toBe(true);
  });

  test('an id that the client brings is not taken', async () => {
    const response = await get('/healthz', { 'x-request-id': 'forged' });
    expect(response.headers.get('x-request-id')).not.toBe('forged');
  });
});

describe('headers of every answer', () => {
  test.each(['/api/trust', '/api/nothing', '/healthz', '/nothing'])('%s cannot be sniffed or framed', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('https is demanded for two years where it is spoken, and only there', async () => {
    expect((await get('/healthz')).headers.get('strict-transport-security')).toContain('max-age=63072000');
    const plain = smallService((deps) => ({ config: { ...deps.config, origin: 'http://localhost:8080' } }));
    expect((await plain.app.request('/healthz')).headers.get('strict-transport-security')).toBeNull();
  });
});
