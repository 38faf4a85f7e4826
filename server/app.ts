// The whole service as one function from request to answer, the same on Node and on Workers. Around every route: a
// request id, one line of log, metrics, problem documents. No middleware stands before the routes: what each needs is
// named where it is needed, and headers are made with the answer.
import { Hono, type Context } from 'hono';
import type { Deps } from './deps.ts';
import { describeError } from './error-trace.ts';
import { apiHeaders } from './headers.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { NO_PAGES, type Pages } from './pages.ts';
import { problem, type Refusal } from './problem.ts';
import { PROBLEMS } from './problem-words.ts';
import { JSON_TYPE, type Answer, type Ask, type Handler, type Route, type Site } from './route.ts';
import { SITE } from './site.ts';

/** What an adapter tells about a connection. */
export interface Connection {
  /** Address at the other end; absent where the platform does not tell. */
  peer?: string | undefined;
  /** True where Accept-Encoding is the client's own; Cloudflare's edge writes its own there and compresses by itself. */
  encodes?: boolean;
}
export type App = Hono<{ Bindings: Connection }>;

/** `pages` answers everything that is no route of the site map; `metrics` may come with what a platform adds to them. */
export function createApp(
  deps: Deps,
  pages: Pages = NO_PAGES,
  metrics: Metrics = createMetrics(() => deps.now()),
): App {
  const { origin } = deps.config;
  const headers = apiHeaders(deps.config);
  const table = Object.entries<Route>(SITE).map(([at, route]) => {
    const [method = '', path = ''] = at.split(' ');
    return { at, method, path, route };
  });
  const describe = once(() =>
    openApiDocument(
      origin,
      table.map(({ at, route }) => [at, route.operation] as const),
    ),
  );
  const ofAnswers = { ...headers, 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store' };
  const site: Site = { deps, headers: ofAnswers, metrics, describe };
  const newId = requestIds(deps);

  async function serve(c: Context<{ Bindings: Connection }>, route: string, handler: Handler): Promise<Response> {
    const started = performance.now();
    // Hono leaves env undefined when the caller gives none.
    const connection = (c.env as Connection | undefined) ?? {};
    const ask: Ask = {
      request: c.req.raw,
      id: newId(),
      peer: connection.peer ?? null,
      get gzip() {
        return connection.encodes === true && /\bgzip\b/.test(c.req.raw.headers.get('accept-encoding') ?? '');
      },
      param: (name) => c.req.param(name) ?? '',
      outcome: null,
      limited: null,
    };
    const result = await answerOf(handler, ask);
    const acceptLanguage = ask.request.headers.get('accept-language');
    const response = result.ok
      ? result.value
      : problem(result.fault, { origin, headers, requestId: ask.id, acceptLanguage });
    record(ask, route, result.ok ? null : result.fault, response.status, performance.now() - started);
    return response;
  }

  function record(ask: Ask, route: string, refusal: Refusal | null, status: number, ms: number): void {
    metrics.request(route, status, ms / 1000);
    if (ask.limited) metrics.limiter(route, ask.limited);
    // The pattern of the route, not the address: whatever people put into addresses stays out of the log.
    const fields = {
      requestId: ask.id,
      method: KNOWN_METHODS.has(ask.request.method) ? ask.request.method : 'other',
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      outcome: refusal?.code ?? ask.outcome,
    };
    if (refusal && PROBLEMS[refusal.code].status >= 500) {
      deps.log.error({ ...fields, ...('cause' in refusal ? describeError(refusal.cause) : {}) }, 'request failed');
    } else {
      deps.log.info(fields, 'request');
    }
  }

  const app: App = new Hono();
  for (const { method, path, route } of table) {
    const handler = route.handler(site);
    app.on(method, path.replace(/:rest$/, ':rest{.+}'), (c) => serve(c, path, handler));
  }
  const otherwise = wrongMethods(table);
  app.notFound((c) => {
    const { method } = c.req.raw;
    const known = otherwise.find(({ pattern }) => pattern.test(c.req.path));
    if (known && method === 'OPTIONS') return serve(c, known.path, () => allowed(known.allow, headers));
    if (known)
      return serve(c, known.path, () => ({ ok: false, fault: { code: 'method_not_allowed', allow: known.allow } }));
    // The reader of the API description is a page that happens to live under /api.
    const isApi = /^\/(?:api|log|\.well-known)(?:\/|$)/.test(c.req.path) && c.req.path !== '/api/docs';
    if (isApi) return serve(c, 'unmatched', () => ({ ok: false, fault: { code: 'not_found' } }));
    return serve(c, 'page', async (ask) => ({ ok: true, value: await pages(ask.request, c.req.path, ask.id) }));
  });
  return app;
}

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A bug throws; outside it is a 500 that says nothing but its request id. */
async function answerOf(handler: Handler, ask: Ask): Promise<Answer> {
  try {
    return await handler(ask);
  } catch (cause) {
    return { ok: false, fault: { code: 'internal_error', cause } };
  }
}

// OPTIONS says what may be done here and nothing about other origins: no CORS header is the refusal of a preflight.
function allowed(allow: string, headers: Record<string, string>): Answer {
  return { ok: true, value: new Response(null, { status: 204, headers: { ...headers, Allow: allow } }) };
}

/** The paths of the site map with what they allow, looked at only when no route has matched. */
function wrongMethods(table: readonly { method: string; path: string }[]) {
  const methods = new Map<string, string[]>();
  for (const { method, path } of table) {
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return Array.from(methods, ([path, known]) => ({
    path,
    allow: [...known, 'OPTIONS'].join(', '),
    pattern: new RegExp(
      `^${path
        .replaceAll('.', String.raw`\.`)
        .replace(/:rest$/, '.+')
        .replaceAll(/:\w+/g, '[^/]+')}$`,
    ),
  }));
}

/** Ids of one length, unique across restarts and servers, that cost randomness only once and do not show how busy we are. */
function requestIds(deps: Pick<Deps, 'random'>): () => string {
  const start = Array.from(deps.random(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  let count = 0;
  // An odd multiplier visits every 32-bit number once before the first comes again.
  return () => start + (Math.imul(count++, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
