// The pages are one shell (index.html) that finds out by itself which page it is; the server only has to know which
// addresses are pages, so that every other one is an honest 404 with the same shell.
import type { HeaderMap } from './headers.ts';

/** Answers whatever is no route of the site map: a page, one of its files, or 404. `id` goes into X-Request-Id. */
export type Pages = (request: Request, path: string, id: string) => Response | Promise<Response>;

const PAGE =
  /^\/(?:|q|Q|lookup|lookup\/result|progress|scan|session|institutions|institutions\/[A-Z]\d{12}|about|privacy|accessibility|api\/docs)$/;

/** Whether the shell has a page of its own at this path. `/Q` is what the printed code says, `/q` what people type. */
export const isPage = (path: string): boolean => PAGE.test(path);

/** A name with a dot is a file: when it is not there, a page in its place would only confuse. */
export const isFileName = (path: string): boolean => path.slice(path.lastIndexOf('/')).includes('.');

export const PAGE_CACHING = 'no-cache';
/** Built files carry a hash of their content in their name: a new content is a new name. */
export const HASHED_CACHING = 'public, max-age=31536000, immutable';

const HASHED = /^\/assets\/[\w.-]+-[\w-]{8,}\.\w+$/;

/** How long a file may be kept without asking. The service worker and the shell never: they are how an update arrives. */
export const cachingOf = (path: string): string => (HASHED.test(path) ? HASHED_CACHING : PAGE_CACHING);

/** Pages are there to be looked at: any other method is refused, with the ones that work. */
export function refuseMethod(headers: HeaderMap, request: Request): Response | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const status = request.method === 'OPTIONS' ? 204 : 405;
  return new Response(status === 204 ? null : bare('405', '此地址只供浏览。', 'This address can only be looked at.'), {
    status,
    headers: {
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      Allow: 'GET, HEAD, OPTIONS',
    },
  });
}

/** Without built pages (a bench, a test, an API-only server) there is still something to read. */
export const NO_PAGES: Pages = () =>
  new Response(bare('404', '没有这个页面。', 'There is no such page.'), {
    status: 404,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
  });

function bare(title: string, zh: string, en: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${zh}</p><p lang="en">${en}</p>`;
}
