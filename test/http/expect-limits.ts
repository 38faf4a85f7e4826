// Limits and the proof of work, in whichever store the place has (D12).
import { describe, expect, test } from 'vitest';
import { challengeOf, payloadOf, solve } from '../server/proof-of-work.ts';
import { newSource } from './client.ts';
import { pairsOf, type Subject } from './subject.ts';

export function expectLimits(on: Subject): void {
  describe('limits (D12)', () => {
    test('ten misses about one number, then a proof of work, then on it goes; a proof is good once', async () => {
      const guess = { certificateNumber: 'S000044030001251777777', name: '王不存在' };
      for (let at = 0; at < 10; at++) expect((await on.client.lookUp(guess)).status).toBe(200);
      const limited = await on.client.lookUp(guess);
      expect([limited.status, limited.body['code']]).toEqual([429, 'challenge_required']);
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(limited.headers.get('ratelimit')).toMatch(/^"lookups";r=\d+;t=\d+$/);
      expect(limited.headers.get('ratelimit-policy')).toBe('"lookups";q=300;w=300');

      const challenge = challengeOf(limited.body);
      const wrong = payloadOf(challenge, { counter: 0, derivedKey: '00'.repeat(32) });
      expect((await on.client.post('/api/lookups', guess, { 'proof-of-work': wrong })).body['code']).toBe(
        'challenge_wrong',
      );
      const proof = await solve(challenge);
      expect((await on.client.post('/api/lookups', guess, { 'proof-of-work': proof })).body['outcome']).toBe(
        'no_match',
      );
      const again = await on.client.post('/api/lookups', guess, { 'proof-of-work': proof });
      expect([again.status, again.body['code']]).toEqual([400, 'challenge_used']);
    });

    test('hold when a hundred guesses about one number arrive at once from a hundred places', async () => {
      const guess = { certificateNumber: 'S000044030001251888888', name: '王不存在' };
      const answers = await Promise.all(Array.from({ length: 100 }, () => on.client.lookUp(guess)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(90);
    });

    test('count a source by what our proxy saw, not by what it says of itself', async () => {
      const source = newSource();
      const left: number[] = [];
      for (let at = 0; at < 3; at++) {
        const answer = await on.client.send('/api/institutions', {}, `10.66.${at}.1, ${source}`);
        left.push(Number(/;r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]));
      }
      expect(left).toEqual([599, 598, 597]);
    });

    test('are not used up by those who find what they look for', async () => {
      const source = newSource();
      for (let at = 0; at < 15; at++) {
        const answer = await on.client.post('/api/lookups', pairsOf(on.demo.valid()).number_name, {}, source);
        expect(answer.status).toBe(200);
      }
    });
  });
}
