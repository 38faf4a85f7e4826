// The one way to the service. Every answer is a value that a page can show, whatever happens on the way: no network, the
// page of a captive portal, a proxy's error, a limit. A challenge is solved here, unseen by the caller (D12).
import type { Words } from '../domain/result.ts';
import type { Challenge } from './proof-of-work.ts';

/** A problem document (RFC 9457) as this service makes them; all but the status may be missing from somebody else's. */
export interface Problem {
  status: number;
  code: string;
  requestId: string | null;
  /** Whole seconds to wait, from Retry-After. */
  retryAfter: number | null;
  errors: { field: string; code: string; message: Words }[];
}

/**
 * - `answered`  the service's own answer
 * - `refused`   the request cannot be right as it stands (4xx)
 * - `limited`   too many requests; try again after `retryAfter` seconds
 * - `offline`   no connection, or none that came to an end in time
 * - `foreign`   something answered that is not the service: a captive portal, a proxy
 * - `failed`    the service has a fault (5xx)
 */
export type Answer<T> =
  | { kind: 'answered'; value: T }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'limited'; retryAfter: number }
  | { kind: 'offline' }
  | { kind: 'foreign' }
  | { kind: 'failed'; problem: Problem };

interface Request {
  /** Present: POST with this JSON body. */
  body?: unknown;
  /** Called when a challenge has to be solved before the service answers. */
  onChallenge?: () => void;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 20_000;
/** A challenge can expire while a phone sleeps; the second one cannot be bad luck any more. */
const CHALLENGES_AT_MOST = 2;

type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
const isChallenge = (read: unknown): read is Challenge => isObject(read) && isObject(read['parameters']);
const isFieldError = (read: unknown): read is Problem['errors'][number] => isObject(read) && isObject(read['message']);

/** Sends one request, solving challenges on the way. Rejects only when `signal` aborts. */
export async function send<T>(
  path: string,
  isOurs: (read: unknown) => read is T,
  { body, onChallenge, signal }: Request,
): Promise<Answer<T>> {
  let proof: string | null = null;
  for (let solved = 0; ; solved++) {
    const response = await fetchOnce(path, body, proof, signal);
    if (response === null) return { kind: 'offline' };
    const read = await readJson(response);
    if (read === null)
      return response.status >= 500 ? { kind: 'failed', problem: problemOf(response, {}) } : { kind: 'foreign' };
    if (response.ok) return isOurs(read) ? { kind: 'answered', value: read } : { kind: 'foreign' };
    const challenge = read['challenge'];
    if (!isChallenge(challenge) || solved === CHALLENGES_AT_MOST) return refusalOf(problemOf(response, read));
    onChallenge?.();
    const { solve } = await import('./proof-of-work.ts');
    proof = await solve(challenge);
    if (proof === null) return refusalOf(problemOf(response, read));
  }
}

async function fetchOnce(
  path: string,
  body: unknown,
  proof: string | null,
  signal?: AbortSignal,
): Promise<Response | null> {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (proof !== null) headers.set('Proof-Of-Work', proof);
  // AbortSignal.any and .timeout are younger than the browsers inside many chat apps.
  const limit = new AbortController();
  const abort = () => limit.abort();
  const timer = setTimeout(abort, TIMEOUT_MS);
  signal?.addEventListener('abort', abort);
  try {
    return await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      // A redirect is never ours, and following one with a name in the body would hand it on.
      redirect: 'error',
      signal: limit.signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return null;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** The JSON object of an answer; null for anything else, such as the login page of a station's network. */
async function readJson(response: Response): Promise<JsonObject | null> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/.test(response.headers.get('Content-Type') ?? '')) return null;
  try {
    const read: unknown = await response.json();
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

function problemOf(response: Response, read: JsonObject): Problem {
  const wait = Number(response.headers.get('Retry-After'));
  return {
    status: response.status,
    code: typeof read['code'] === 'string' ? read['code'] : 'unknown',
    requestId: typeof read['requestId'] === 'string' ? read['requestId'] : response.headers.get('X-Request-Id'),
    retryAfter: Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : null,
    errors: Array.isArray(read['errors']) ? read['errors'].filter(isFieldError) : [],
  };
}

function refusalOf(problem: Problem): Exclude<Answer<never>, { kind: 'answered' }> {
  if (problem.status === 429) return { kind: 'limited', retryAfter: problem.retryAfter ?? 30 };
  return problem.status >= 500 ? { kind: 'failed', problem } : { kind: 'refused', problem };
}
