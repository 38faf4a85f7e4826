// D12: the proof of work that stands between a limit and a refusal.
import { describe, expect, test } from 'vitest';
import { codeOf, from, MINUTE, MISS, missUntilLimited } from './guessing.ts';
import { challengeIn, payloadOf, solve } from './proof-of-work.ts';
import { smallService } from './small-deps.ts';

describe('a proof of work', () => {
  test('is good for one request', async () => {
    const service = smallService();
    const proof = await solve(await challengeIn(await missUntilLimited(service)));
    expect(await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1', proof)))).toBe('no_match');
    const replayed = await service.post('/api/lookups', MISS, from('192.0.2.1', proof));
    expect([replayed.status, await codeOf(replayed)]).toEqual([400, 'challenge_used']);
  });

  test('is good for five minutes', async () => {
    const service = smallService();
    const proof = await solve(await challengeIn(await missUntilLimited(service)));
    service.clock.now += 5 * MINUTE;
    expect(await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1', proof)))).toBe('challenge_expired');
  });

  test('of another service, of another route, changed or merely claimed is refused', async () => {
    const service = smallService();
    const challenge = await challengeIn(await missUntilLimited(service));
    const stranger = smallService(() => ({ challengeSecret: 'somebody else' }));
    const foreign = await challengeIn(await missUntilLimited(stranger));
    const { parameters } = challenge;
    const tries = {
      foreign: await solve(foreign),
      otherRoute: payloadOf(
        { ...challenge, parameters: { ...parameters, data: { for: 'seals' } } },
        { counter: 1, derivedKey: '00' },
      ),
      longer: payloadOf(
        { ...challenge, parameters: { ...parameters, expiresAt: (parameters.expiresAt ?? 0) + 9999 } },
        { counter: 1, derivedKey: '00' },
      ),
      cheaper: payloadOf({ ...challenge, parameters: { ...parameters, cost: 1 } }, { counter: 1, derivedKey: '00' }),
      unsolved: payloadOf(challenge, { counter: 1, derivedKey: '00'.repeat(32) }),
      nothing: 'none',
      notBase64: '\u007f',
      huge: 'A'.repeat(10_000),
      empty: btoa('{}'),
    };
    const codes: Record<string, string> = {};
    for (const [name, proof] of Object.entries(tries)) {
      codes[name] = await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1', proof)));
    }
    expect(codes).toEqual({
      foreign: 'challenge_foreign',
      otherRoute: 'challenge_foreign',
      longer: 'challenge_foreign',
      cheaper: 'challenge_malformed',
      unsolved: 'challenge_wrong',
      nothing: 'challenge_malformed',
      notBase64: 'challenge_malformed',
      huge: 'challenge_malformed',
      empty: 'challenge_malformed',
    });
    // A wrong proof leaves the challenge to whoever solves it.
    expect(await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1', await solve(challenge))))).toBe(
      'no_match',
    );
  });

  test('buys no more than a second bucket; after that only waiting helps', async () => {
    const service = smallService();
    const bought = async (): Promise<Response> => {
      const proof = await solve(await challengeIn(await missUntilLimited(service)));
      return service.post('/api/lookups', MISS, from('192.0.2.1', proof));
    };
    for (let at = 0; at < 10; at++) expect(await codeOf(await bought())).toBe('no_match');
    const last = await bought();
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(last)).toBe('rate_limited');
    service.clock.now += 10 * MINUTE;
    expect(await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1')))).toBe('no_match');
  });

  test('that is wrong costs a miss, so that nobody can make us hash for nothing', async () => {
    const service = smallService();
    const challenge = await challengeIn(await missUntilLimited(service));
    const wrong = payloadOf(challenge, { counter: 1, derivedKey: '00'.repeat(32) });
    const codes: string[] = [];
    for (let at = 0; at < 11; at++)
      codes.push(await codeOf(await service.post('/api/lookups', MISS, from('192.0.2.1', wrong))));
    expect(codes).toEqual([...Array<string>(10).fill('challenge_wrong'), 'rate_limited']);
  });
});
