import { describe, expect, test } from 'vitest';
import { preferredLanguage, problem, type Refusal } from '../../server/problem.ts';
import { PROBLEMS } from '../../server/problem-words.ts';

const about = { origin: 'https://zhengyan.test', headers: { 'X-Content-Type-Options': 'nosniff' }, requestId: 'id' };
const make = (refusal: Refusal, acceptLanguage: string | null = null): Response =>
  problem(refusal, { ...about, acceptLanguage });

const CARRIED: Record<string, object> = {
  invalid_fields: { errors: [] },
  challenge_required: { challenge: { parameters: {} }, retryAfterMs: 1, headers: {} },
  rate_limited: { retryAfterMs: 1, headers: {} },
  method_not_allowed: { allow: 'POST, OPTIONS' },
};
/** The refusal of a code with what some of them carry; the type cannot follow a table, hence the way through JSON. */
function refusalOf(code: string): Refusal {
  const refusal: Refusal = JSON.parse(JSON.stringify({ code, ...CARRIED[code] }));
  return refusal;
}

describe('problem documents (RFC 9457)', () => {
  test.each(Object.entries(PROBLEMS))('%s is complete in both languages', async (code, { status, title }) => {
    const response = make(refusalOf(code));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const document: Record<string, unknown> = await response.json();
    expect(document).toMatchObject({
      type: `https://zhengyan.test/api/docs#${code}`,
      title: title.zh,
      status,
      code,
      messages: title,
      requestId: 'id',
    });
  });

  test('speak English to whoever asks for it, Chinese otherwise', async () => {
    const document: { title: string } = await make({ code: 'not_found' }, 'en-GB,en;q=0.9').json();
    expect(document.title).toBe('No such address');
    expect(preferredLanguage(null)).toBe('zh');
    expect(preferredLanguage('zh-CN,en;q=0.8')).toBe('zh');
    expect(preferredLanguage('fr, en;q=0.5, zh;q=0.1')).toBe('en');
    expect(preferredLanguage('den')).toBe('zh');
  });

  test('tell how long to wait in whole seconds, rounded up', () => {
    const response = make({ code: 'rate_limited', retryAfterMs: 1001, headers: { RateLimit: '"x";r=0;t=2' } });
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('ratelimit')).toBe('"x";r=0;t=2');
  });

  test('never say what went wrong inside', async () => {
    const body = await make({ code: 'internal_error', cause: new Error('canary-7f3a') }).text();
    expect(body).not.toContain('canary');
    expect(body).not.toContain('stack');
  });
});
