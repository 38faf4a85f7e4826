// The typed client: every way a request can end is a value that a page can show, and a challenge is solved on the way (D12).
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { institutionByCode, lookUp, searchInstitutions } from '../../web/api.ts';

const FACTS = { certificateNumber: 'S000044012001263000123', name: '欧阳测试' };
const NO_MATCH = { outcome: 'no_match', certificates: [], guidance: {}, asOf: '2026-11-20T08:00:00.000Z' };
const CHALLENGE = { parameters: { algorithm: 'PBKDF2/SHA-256', nonce: '00' }, signature: '00' };

type Sent = { url: string; init: RequestInit; headers: Headers };
let sent: Sent[] = [];
let answers: (() => Response | Promise<Response>)[] = [];

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': status < 400 ? 'application/json' : 'application/problem+json; charset=utf-8',
      ...headers,
    },
  });

/** Stands in for the browser's Worker: solves whatever it is asked, unless told not to. */
class SolvingWorker extends EventTarget {
  static solution: unknown = { counter: 7, derivedKey: 'ab' };
  postMessage(): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: SolvingWorker.solution })));
  }
  terminate(): void {}
}

beforeEach(() => {
  sent = [];
  SolvingWorker.solution = { counter: 7, derivedKey: 'ab' };
  vi.stubGlobal('Worker', SolvingWorker);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  answers = [];
});

const lookUpQuietly = () => lookUp(FACTS, () => undefined);

describe('a lookup', () => {
  test('puts the facts into the body and nowhere else (R40)', async () => {
    answers = [() => json(NO_MATCH)];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'answered', value: NO_MATCH });
    const [request] = sent;
    expect(request?.url).toBe('/api/lookups');
    expect(request?.init).toMatchObject({ method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'error' });
    expect(request?.init.body).toBe(JSON.stringify(FACTS));
  });

  test('is offline when there is no connection', async () => {
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'offline' });
  });

  test.each([
    [
      'the sign-in page of a captive portal',
      () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['JSON of somebody else', () => json({ hello: 'world' })],
    ['JSON cut short', () => new Response('{"outcome":', { headers: { 'Content-Type': 'application/json' } })],
    ['JSON that is no object', () => json('no')],
  ])('is told from %s', async (_, answer) => {
    answers = [answer];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'foreign' });
  });

  test('a fault of the service carries its request id, from the document or the header', async () => {
    answers = [() => json({ code: 'internal_error', requestId: 'r1' }, 500)];
    await expect(lookUpQuietly()).resolves.toMatchObject({ kind: 'failed', problem: { requestId: 'r1' } });
    answers = [() => new Response('Bad gateway', { status: 502, headers: { 'X-Request-Id': 'r2' } })];
    await expect(lookUpQuietly()).resolves.toMatchObject({ kind: 'failed', problem: { requestId: 'r2', status: 502 } });
  });

  test('a refusal brings the words for each field, and drops members that are none', async () => {
    const error = { field: 'name', code: 'name_digit', message: { zh: '姓名', en: 'name' } };
    answers = [() => json({ code: 'invalid_fields', errors: [error, 'x', null] }, 400)];
    await expect(lookUpQuietly()).resolves.toMatchObject({ kind: 'refused', problem: { errors: [error] } });
  });

  test('past a limit says how long to wait, in whole seconds', async () => {
    answers = [() => json({ code: 'rate_limited' }, 429, { 'Retry-After': '42' })];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'limited', retryAfter: 42 });
    answers = [() => json({ code: 'rate_limited' }, 429)];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'limited', retryAfter: 30 });
  });
});

const challenged = () => json({ code: 'challenge_required', challenge: CHALLENGE }, 429, { 'Retry-After': '9' });

describe('a challenge', () => {
  test('is solved, told once, and the request repeated with the solution', async () => {
    const told = vi.fn<() => void>();
    answers = [challenged, () => json(NO_MATCH)];
    await expect(lookUp(FACTS, told)).resolves.toMatchObject({ kind: 'answered' });
    expect(told).toHaveBeenCalledOnce();
    expect(sent[0]?.headers.has('Proof-Of-Work')).toBe(false);
    const proof = JSON.parse(atob(sent[1]?.headers.get('Proof-Of-Work') ?? ''));
    expect(proof).toEqual({ challenge: CHALLENGE, solution: { counter: 7, derivedKey: 'ab' } });
    expect(sent[1]?.init.body).toBe(sent[0]?.init.body);
  });

  test('that comes back again and again ends as a limit, not as an endless loop', async () => {
    answers = [challenged, challenged, challenged, challenged];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'limited', retryAfter: 9 });
    expect(sent).toHaveLength(3);
  });

  test('that this browser cannot solve ends as a limit', async () => {
    SolvingWorker.solution = null;
    answers = [challenged];
    await expect(lookUpQuietly()).resolves.toEqual({ kind: 'limited', retryAfter: 9 });
  });
});

describe('the directory', () => {
  test('leaves empty members out of the address and escapes the rest', async () => {
    answers = [() => json({ items: [], nextCursor: null })];
    await searchInstitutions({ q: '技工 &', place: '', cursor: '' }, new AbortController().signal);
    expect(sent[0]?.url).toBe(`/api/institutions?q=${encodeURIComponent('技工').replaceAll('%20', '+')}+%26`);
  });

  test('a code from the address bar cannot climb out of its path', async () => {
    answers = [() => json({ code: 'institution_not_found' }, 404)];
    const answer = await institutionByCode('../trust', new AbortController().signal);
    expect(sent[0]?.url).toBe('/api/institutions/..%2Ftrust');
    expect(answer).toMatchObject({ kind: 'refused', problem: { status: 404 } });
  });

  test('a question that is no longer wanted rejects, so that nothing is shown for it', async () => {
    const abort = new AbortController();
    answers = [
      () => {
        abort.abort();
        throw new DOMException('aborted', 'AbortError');
      },
    ];
    await expect(searchInstitutions({ q: '', place: '', cursor: '' }, abort.signal)).rejects.toThrow('aborted');
  });
});
