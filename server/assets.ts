// Serves the built pages on Workers, from the assets binding, with the same headers and the same idea of what a page is
// as on Node.
import type { Config } from './deps.ts';
import { pageHeaders } from './headers.ts';
import { cachingOf, isFileName, isPage, NO_PAGES, PAGE_CACHING, refuseMethod, type Pages } from './pages.ts';

export interface Assets {
  fetch(request: Request): Promise<Response>;
}

/** Pages from `assets`, which must be configured with html_handling and not_found_handling "none". */
export function assetPages(assets: Assets, config: Config): Pages {
  const headers = pageHeaders(config);
  return async (request, path, id) => {
    const refused = refuseMethod(headers, request);
    if (refused) return refused;
    const isShell = !isFileName(path);
    // By name and nothing else: no query, no header but the one that may save the transfer.
    const asked = request.headers.get('if-none-match');
    const url = new URL(isShell ? '/index.html' : path, request.url);
    const found = await assets.fetch(
      new Request(url, asked === null || (!isShell && asked === '') ? {} : { headers: { 'if-none-match': asked } }),
    );
    if (found.status !== 200 && found.status !== 304) return NO_PAGES(request, path, id);
    const kept = ['content-type', 'etag'].flatMap((name) => {
      const value = found.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return new Response(found.body, {
      status: isShell && !isPage(path) && found.status === 200 ? 404 : found.status,
      headers: {
        ...headers,
        ...Object.fromEntries(kept),
        'Cache-Control': isShell ? PAGE_CACHING : cachingOf(path),
        'X-Request-Id': id,
      },
    });
  };
}
