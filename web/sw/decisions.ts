// Which of three ways a request goes. Kept apart from sw.ts so that it can be read, and tested, as a table.

/** Paths that are never a page of this application, and whose answers never enter a cache (D14). */
const NEVER_OURS = ['/api', '/log', '/.well-known', '/healthz', '/readyz', '/metrics', '/sw.js'];

export type Way = 'network' | 'shell' | { precached: string };

/**
 * - `network`: leave it to the browser, as if there were no service worker
 * - `shell`: any page route, whatever its query or case (`/q`, `/Q`); the fragment stays in the page
 * - `precached`: a file of this build, by its path
 */
export function wayOf(
  request: { method: string; url: string; mode: string },
  own: string,
  files: ReadonlySet<string>,
): Way {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== own) return 'network';
  const path = url.pathname.toLowerCase();
  if (NEVER_OURS.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return 'network';
  if (files.has(url.pathname)) return { precached: url.pathname };
  // A dot in the last segment is a file that this build does not have: an answer in HTML would only confuse.
  const isFile = path.slice(path.lastIndexOf('/')).includes('.');
  return request.mode === 'navigate' && !isFile ? 'shell' : 'network';
}
