// Serves the built pages on Node. Everything is read once at start and found by its exact name, so that no path, however
// it is written, can reach a file that is not one of them.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Config } from './deps.ts';
import { pageHeaders, type HeaderMap } from './headers.ts';
import { cachingOf, isFileName, isPage, NO_PAGES, PAGE_CACHING, refuseMethod, type Pages } from './pages.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|manifest\+json|wasm|xml)|image\/svg)/;
const WORTH_IT = 1024; // bytes; a smaller file fits into one packet as it is

type Encoding = 'br' | 'gzip';
type Bytes = Uint8Array<ArrayBuffer>;

interface StaticFile {
  bytes: Bytes;
  type: string;
  etag: string;
  caching: string;
  compressed: Map<Encoding, Promise<Bytes>>;
}

/** The pages in `folder` (the build's output), or a plain 404 for everything when it has not been built. */
export async function loadPages(folder: string | URL, config: Config): Promise<Pages> {
  const files = await readFiles(folder instanceof URL ? fileURLToPath(folder) : folder);
  const shell = files.get('/index.html');
  if (!shell) return NO_PAGES;
  files.delete('/index.html');
  const headers = pageHeaders(config);
  return (request, path, id) => {
    const refused = refuseMethod(headers, request);
    if (refused) return refused;
    const file = files.get(path);
    if (file) return send(file, 200, request, { ...headers, 'X-Request-Id': id });
    if (isFileName(path)) return NO_PAGES(request, path, id);
    return send(shell, isPage(path) ? 200 : 404, request, { ...headers, 'X-Request-Id': id });
  };
}

async function readFiles(folder: string): Promise<Map<string, StaticFile>> {
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch {
    return new Map();
  }
  const files = entries
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map(async (entry): Promise<[string, StaticFile]> => {
      const at = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, at).split(sep).join('/')}`;
      const bytes = new Uint8Array(await readFile(at));
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const caching = path === '/index.html' ? PAGE_CACHING : cachingOf(path);
      return [path, { bytes, type: TYPES[extname(path)] ?? '', etag, caching, compressed: new Map() }];
    });
  return new Map(await Promise.all(files));
}

async function send(file: StaticFile, status: 200 | 404, request: Request, common: HeaderMap): Promise<Response> {
  const headers = { ...common, 'Cache-Control': file.caching, ETag: file.etag, Vary: 'Accept-Encoding' };
  const asked = request.headers.get('if-none-match') ?? '';
  // A compressed answer has the same tag, weakly: it is the same file.
  if (status === 200 && asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag)) {
    return new Response(null, { status: 304, headers });
  }
  const encoding = encodingFor(file, request.headers.get('accept-encoding') ?? '');
  const body = encoding === null ? file.bytes : await compressed(file, encoding);
  return new Response(body, {
    status,
    headers: {
      ...headers,
      'Content-Type': file.type,
      ...(encoding === null ? {} : { 'Content-Encoding': encoding, ETag: `W/${file.etag}` }),
    },
  });
}

function encodingFor({ bytes, type }: StaticFile, accepted: string): Encoding | null {
  if (bytes.length < WORTH_IT || !COMPRESSIBLE.test(type)) return null;
  const named = accepted.split(',').map((entry) => entry.trim().toLowerCase());
  return (
    (['br', 'gzip'] as const).find((encoding) =>
      named.some((entry) => entry === encoding || (entry.startsWith(`${encoding};q=`) && !/q=0(?:\.0*)?$/.test(entry))),
    ) ?? null
  );
}

const withBrotli = promisify(brotliCompress);
const withGzip = promisify(gzip);

/** Compressed off the main thread when first asked for, and kept: the files do not change while we run. */
function compressed(file: StaticFile, encoding: Encoding): Promise<Bytes> {
  const known = file.compressed.get(encoding);
  if (known) return known;
  const work =
    encoding === 'br'
      ? withBrotli(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : withGzip(file.bytes, { level: 9 });
  const done = work.then((bytes) => new Uint8Array(bytes));
  file.compressed.set(encoding, done);
  return done;
}
