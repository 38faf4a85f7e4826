// What a route is: a handler that answers or refuses, and the description that the OpenAPI document is made from.
import type { Result } from '../domain/result.ts';
import type { Deps } from './deps.ts';
import type { HeaderMap } from './headers.ts';
import type { Metrics } from './metrics.ts';
import type { Operation } from './openapi.ts';
import type { Refusal } from './problem.ts';

/** One request, as handlers see it, and the two words they leave for the log and the metrics. */
export interface Ask {
  readonly request: Request;
  /** Made here, never taken from the request: a foreign id could forge a line of the log. */
  readonly id: string;
  /** Address at the other end of the connection; null when it is gone or the platform does not tell. */
  readonly peer: string | null;
  /** Whether an answer may be sent with Content-Encoding: gzip. */
  readonly gzip: boolean;
  /** By name; a last parameter named `rest` is all that is left of the path, slashes included. */
  param(name: string): string;
  /** What came of it, one of a few words fixed in the code. */
  outcome: string | null;
  limited: 'challenged' | 'refused' | 'proven' | null;
}

export type Answer = Result<Response, Refusal>;
export type Handler = (ask: Ask) => Answer | Promise<Answer>;

/** What handlers are made with: the outside world and what is the same for all answers of this server. */
export interface Site {
  readonly deps: Deps;
  /** Precomputed headers of answers in JSON that nobody may keep, which most of them are. */
  readonly headers: HeaderMap;
  readonly metrics: Metrics;
  /** The OpenAPI document of all routes. */
  describe(): Record<string, unknown>;
}

export interface Route {
  operation: Operation;
  handler(site: Site): Handler;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * A successful answer: JSON that nobody may keep unless `headers` and `type` say otherwise. Its headers are made with
 * it, by one spread and assignments: further spreads cost more than the rest of the answer.
 */
export function answer(
  site: Pick<Site, 'headers'>,
  ask: Ask,
  body: string | Uint8Array<ArrayBuffer>,
  headers?: HeaderMap,
  type?: string,
): Response {
  const all: HeaderMap = { ...site.headers, 'X-Request-Id': ask.id };
  if (type !== undefined) all['Content-Type'] = type;
  if (headers) for (const name in headers) all[name] = headers[name] ?? '';
  return new Response(body, { headers: all });
}
