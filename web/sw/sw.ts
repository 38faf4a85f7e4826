// The service worker, as a list of decisions. It keeps the shell of exactly one build and nothing else: no API answer ever
// enters a cache (D14); trust material is kept by the page, in IndexedDB, after it has been verified (D7).
import { wayOf } from './decisions.ts';

declare const self: ServiceWorkerGlobalScope;

/** Written in by plugin.ts: every file of this build with the SHA-256 of its bytes (`sha256-…`, as in Subresource Integrity). */
declare const PRECACHE: readonly { url: string; integrity: string }[];
declare const BUILD: string;

const PREFIX = 'zhengyan-shell-';
const CACHE = PREFIX + BUILD;
const files = new Map(PRECACHE.map((file) => [file.url, file]));
const paths: ReadonlySet<string> = new Set(files.keys());

/** A file of the same bytes has the same key in every build, so that an update downloads only what changed. */
const keyOf = (file: { url: string; integrity: string }) =>
  `${file.url}?sha256=${encodeURIComponent(file.integrity.slice(7))}`;

self.addEventListener('install', (event) => event.waitUntil(precache()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, self.location.origin, paths);
  if (way === 'network') return;
  event.respondWith(fromCache(way === 'shell' ? '/' : way.precached, event.request));
});
self.addEventListener('message', (event) => {
  // Only on the user's word: see register.ts.
  const message: unknown = event.data;
  if (typeof message === 'object' && message && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});

/** All or nothing: one file that cannot be had leaves the build that is already there in charge. */
async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    PRECACHE.map(async (file) => {
      const key = keyOf(file);
      await cache.put(key, (await caches.match(key)) ?? (await download(file)));
    }),
  );
}

/**
 * The network is hostile: a captive portal redirects, or answers 200 with its own page for a script; a connection is cut in the
 * middle; a proxy rewrites. `redirect` stops the first and `integrity` all others, before a byte is stored.
 */
async function download({ url, integrity }: { url: string; integrity: string }): Promise<Response> {
  const answer = await fetch(url, { cache: 'no-cache', redirect: 'error', credentials: 'omit', integrity });
  if (!answer.ok) throw new TypeError(`precache: ${answer.status} for ${url}`);
  return answer;
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
  // The very first visit becomes usable offline without a reload.
  await self.clients.claim();
}

/** The cache first; the network where the browser has dropped a file to save space. */
async function fromCache(path: string, request: Request): Promise<Response> {
  const file = files.get(path);
  const kept = file && (await (await caches.open(CACHE)).match(keyOf(file)));
  return kept ?? fetch(request);
}
