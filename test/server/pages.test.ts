// Pages and their files on Node: headers, caching, and paths that try to be files they should not reach (D14).
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../server/app.ts';
import { assetPages } from '../../server/assets.ts';
import { isPage } from '../../server/pages.ts';
import { loadPages } from '../../server/static.ts';
import { smallService } from './small-deps.ts';

const SCRIPT = 'console.log("a script long enough to be worth compressing");\n'.repeat(60);
const SHELL = '<!doctype html><title>证验</title><div id="app"></div>';
let folder: string;
let outside: string;

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'zhengyan-pages-'));
  folder = join(parent, 'web');
  outside = parent;
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), SHELL);
  await writeFile(join(folder, 'sw.js'), 'self;');
  await writeFile(join(folder, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, 'assets', 'main-Ab3dE_6h.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'main-Ab3dE_6h.js.map'), 'source map');
  await writeFile(join(parent, 'secret.json'), 'secret');
});
afterAll(() => rm(outside, { recursive: true, force: true }));

// What a Workers assets binding with html_handling and not_found_handling "none" does.
const binding = {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const found = pathname === '/index.html' ? SHELL : pathname === '/assets/main-Ab3dE_6h.js' ? SCRIPT : null;
    if (found === null) return new Response('not found', { status: 404 });
    const headers = { etag: '"e"', 'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'text/html' };
    if (request.headers.get('if-none-match') === '"e"') return new Response(null, { status: 304, headers });
    return new Response(found, { headers: { ...headers, 'cache-control': 'public, max-age=0', 'x-other': 'other' } });
  },
};

const PLACES: [string, () => Promise<App>][] = [
  ['Node', async () => withPages(await loadPages(folder, smallService().deps.config))],
  ['Workers', async () => withPages(assetPages(binding, smallService().deps.config))],
];
function withPages(pages: Parameters<typeof createApp>[1]): App {
  return createApp(smallService().deps, pages);
}

describe.each(PLACES)('on %s', (_, open) => {
  let app: App;
  beforeAll(async () => {
    app = await open();
  });
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

  test.each(['/', '/q', '/Q', '/q?from=wechat', '/lookup', '/institutions', '/about', '/privacy', '/api/docs'])(
    '%s is the shell, never kept without asking',
    async (path) => {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([200, SHELL]);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test.each(['/nothing', '/lookup/x', '/api-docs', '/q/', '/institutions/x'])(
    '%s is the shell with an honest 404',
    async (path) => {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([404, SHELL]);
    },
  );

  test('a file with a hash in its name is kept for a year', async () => {
    const response = await get('/assets/main-Ab3dE_6h.js');
    expect(await response.text()).toBe(SCRIPT);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('a file that is not there is no page', async () => {
    const response = await get('/assets/main-00000000.js');
    expect(response.status).toBe(404);
    expect(await response.text()).not.toBe(SHELL);
  });

  test('pages run and load nothing but their own files, and nobody frames them', async () => {
    const { headers } = await get('/q');
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((part) => {
        const [name = '', ...sources] = part.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'img-src': "'self' data: blob:",
      'media-src': "'self' blob:",
      'worker-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'object-src': "'none'",
    });
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('what is known already is not sent again', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    const again = await get('/', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('pages can only be looked at', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await app.request('/about', { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
    expect((await app.request('/about', { method: 'OPTIONS' })).status).toBe(204);
    const head = await app.request('/about', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

test('the server knows exactly the pages that the shell has', async () => {
  const siteMap = await readFile(new URL('../../web/app.tsx', import.meta.url), 'utf8');
  const paths = Array.from(siteMap.matchAll(/^ {2}'(\/[^']*)': /gm), ([, path = '']) => path);
  paths.push('/institutions/S000044030001');
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !isPage(path))).toEqual([]);
});

describe('files on Node', () => {
  let app: App;
  beforeAll(async () => {
    app = withPages(await loadPages(folder, smallService().deps.config));
  });

  test('are compressed for whoever can read that', async () => {
    const response = await app.request('/assets/main-Ab3dE_6h.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(brotliDecompressSync(new Uint8Array(await response.arrayBuffer())).toString()).toBe(SCRIPT);
    const refused = await app.request('/assets/main-Ab3dE_6h.js', {
      headers: { 'accept-encoding': 'br;q=0, identity' },
    });
    expect(refused.headers.get('content-encoding')).toBeNull();
  });

  test('a file name without a hash is asked for each time', async () => {
    expect((await app.request('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await app.request('/manifest.webmanifest')).headers.get('content-type')).toBe('application/manifest+json');
  });

  test('source maps are not served', async () => {
    expect((await app.request('/assets/main-Ab3dE_6h.js.map')).status).toBe(404);
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    String.raw`/..\secret.json`,
    '/..%5csecret.json',
    '/%00/secret.json',
    '/assets/%2e%2e/%2e%2e/secret.json',
    '//secret.json',
    '/./index.html',
    '/__proto__',
    '/constructor',
  ])('%s reaches no file', async (path) => {
    const response = await app.request(new Request(`http://localhost${path}`));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toBe('secret');
  });

  test('a server that was never built still answers', async () => {
    const unbuilt = withPages(await loadPages(join(outside, 'missing'), smallService().deps.config));
    const response = await unbuilt.request('/');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });
});
