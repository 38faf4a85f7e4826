// The site map, and what happens around every route: a request id, one line of log, metrics, problem documents.
import { Hono, type Context } from 'hono';
import type { Deps } from './deps.ts';
import { describeError } from './error-trace.ts';
import { apiHeaders } from './headers.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { problem, type Refusal } from './problem.ts';
import { PROBLEMS } from './problem-words.ts';
import type { Answer, Ask, Handler, Route, Site } from './route.ts';
import { lookups } from './routes/lookups.ts';

const SITE = {
  'POST /api/lookups': lookups,
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, Route>;

/** What an adapter tells about a connection. */
export interface Connection {
  /** Address at the other end; absent where the platform does not tell. */
  peer?: string | undefined;
}
export type App = Hono<{ Bindings: Connection }>;

/** Serves pages and their files: everything that is no route above. Null when there is nothing at that address. */
export type Pages = (request: Request) => Response | null | Promise<Response | null>;

/**
 * The whole service as a function from request to answer, the same on Node and on Workers. No middleware stands before
 * the routes: what each needs is named where it is needed, and headers are made with the answer.
 */
export function createApp(
  deps: Deps,
  pages: Pages = () => null,
  metrics: Metrics = createMetrics(() => deps.now()),
): App {
  const headers = apiHeaders(deps.config);
  const table = Object.entries<Route>(SITE);
  const description = once(() =>
    openApiDocument(
      deps.config.origin,
      table.map(([at, route]) => [at, route.operation] as const),
    ),
  );
  const site: Site = { deps, headers, metrics, describe: description };
  const newId = requestIds(deps);
  const app: App = new Hono();

  const serve = async (c: Context<{ Bindings: Connection }>, route: string, handler: Handler): Promise<Response> => {
    const started = performance.now();
    const ask: Ask = {
      request: c.req.raw,
      id: newId(),
      peer: c.env?.peer ?? null,
      param: (name) => c.req.param(name) ?? '',
      outcome: null,
      limited: null,
    };
    let result: Answer;
    try {
      result = await handler(ask);
    } catch (cause) {
      result = { ok: false, fault: { code: 'internal_error', cause } };
    }
    const acceptLanguage = ask.request.headers.get('accept-language');
    const response = result.ok
      ? result.value
      : problem(result.fault, { origin: deps.config.origin, headers, requestId: ask.id, acceptLanguage });
    record(ask, route, result.ok ? null : result.fault, response.status, performance.now() - started);
    return response;
  };

  const record = (ask: Ask, route: string, refusal: Refusal | null, status: number, ms: number): void => {
    metrics.request(route, status, ms / 1000);
    if (ask.limited) metrics.limiter(route, ask.limited);
    // The pattern of the route, not the address: whatever people put into addresses stays out of the log.
    const { method } = ask.request;
    const outcome = refusal?.code ?? ask.outcome;
    const fields = {
      requestId: ask.id,
      method: KNOWN_METHODS.has(method) ? method : 'other',
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      outcome,
    };
    if (refusal && PROBLEMS[refusal.code].status >= 500) {
      deps.log.error({ ...fields, ...('cause' in refusal ? describeError(refusal.cause) : {}) }, 'request failed');
    } else {
      deps.log.info(fields, 'request');
    }
  };

  const methods = new Map<string, string[]>();
  for (const [at, route] of table) {
    const [method = '', path = ''] = at.split(' ');
    const handler = route.handler(site);
    app.on(method, path, (c) => serve(c, path, handler));
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  for (const [path, known] of methods) {
    const allow = [...known, 'OPTIONS'].join(', ');
    app.options(path, (c) =>
      serve(c, path, () => ({
        ok: true,
        value: new Response(null, { status: 204, headers: { ...headers, Allow: allow } }),
      })),
    );
    app.all(path, (c) => serve(c, path, () => ({ ok: false, fault: { code: 'method_not_allowed', allow } })));
  }
  app.notFound((c) => serve(c, 'unmatched', () => ({ ok: false, fault: { code: 'not_found' } })));
  return app;
}

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

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
