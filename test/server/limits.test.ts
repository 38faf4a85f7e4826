// D12: what guessing costs, and how somebody who is not guessing goes on.
import { describe, expect, test } from 'vitest';
import type { LimitStore } from '../../server/deps.ts';
import { codeOf, from, HIT, MISS, missUntilLimited, otherMiss, slow } from './guessing.ts';
import { challengeIn, solve } from './proof-of-work.ts';
import { LI, memoryLimits, smallService, ZHANG } from './small-deps.ts';

describe('a source', () => {
  test('pays 1 for a hit and 3 for a miss, and is told what is left', async () => {
    const service = smallService();
    const hit = await service.post('/api/lookups', HIT);
    expect(hit.headers.get('ratelimit')).toBe('"lookups";r=299;t=1');
    expect(hit.headers.get('ratelimit-policy')).toBe('"lookups";q=300;w=300');
    const miss = await service.post('/api/lookups', MISS);
    expect(miss.headers.get('ratelimit')).toBe('"lookups";r=296;t=4');
  });

  test('is asked for a proof of work after a hundred misses about different people', async () => {
    const service = smallService();
    for (let at = 0; at < 100; at++) {
      expect((await service.post('/api/lookups', otherMiss(at), from('192.0.2.1'))).status).toBe(200);
    }
    const limited = await service.post('/api/lookups', otherMiss(100), from('192.0.2.1'));
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(limited.headers.get('ratelimit')).toMatch(/^"lookups";r=0;t=\d+$/);
    expect(await codeOf(await service.post('/api/lookups', otherMiss(100), from('192.0.2.2')))).toBe('no_match');
  });

  test('shares the bucket of its network with a thousand neighbours, not its own', async () => {
    const service = smallService();
    const answers: number[] = [];
    for (let at = 0; at < 1001; at++) {
      const neighbour = `198.51.100.${at % 250}`;
      answers.push((await service.post('/api/lookups', otherMiss(at), from(neighbour))).status);
    }
    expect(answers.slice(0, 1000).every((status) => status === 200)).toBe(true);
    expect(answers[1000]).toBe(429);
  });

  test('cannot choose its address by a header that our proxy did not write', async () => {
    const service = smallService();
    for (let at = 0; at < 100; at++) {
      await service.post('/api/lookups', otherMiss(at), from(`10.9.8.${at}, 192.0.2.1`));
    }
    expect((await service.post('/api/lookups', otherMiss(100), from('10.9.9.9, 192.0.2.1'))).status).toBe(429);
  });
});

describe('a subject', () => {
  test.each([
    ['that exists', ZHANG.certificateNumber],
    ['that does not', 'S000044030001261000777'],
    ['of an institution that does not', 'Y123435990001261000777'],
  ])('%s bears ten misses, from wherever they come', async (_, certificateNumber) => {
    const service = smallService();
    const statuses: number[] = [];
    for (let at = 0; at < 11; at++) {
      const guess = { certificateNumber, name: '王五' };
      statuses.push((await service.post('/api/lookups', guess, from(`203.0.${at}.1`))).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
  });

  test('bears ten misses even when a hundred arrive at the same moment', async () => {
    const service = slow(5);
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, at) => service.post('/api/lookups', MISS, from(`203.0.${at}.1`))),
    );
    expect(all.filter((response) => response.status === 200)).toHaveLength(10);
    expect(service.reads.count).toBe(10);
  });

  test('is an ID number as well as a certificate number, but never a name', async () => {
    const byId = smallService();
    const statuses: number[] = [];
    for (let at = 0; at < 11; at++) {
      const guess = { idNumber: ZHANG.idNumber, name: '王'.repeat(at + 1) };
      statuses.push((await byId.post('/api/lookups', guess, from(`203.0.${at}.1`))).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);

    const byName = smallService();
    for (let at = 0; at < 20; at++) {
      const guess = { ...otherMiss(at), name: '张伟' };
      expect((await byName.post('/api/lookups', guess, from(`203.0.${at}.1`))).status).toBe(200);
    }
  });

  test('is not touched by hits', async () => {
    const service = smallService();
    for (let at = 0; at < 40; at++) {
      expect((await service.post('/api/lookups', HIT, from(`203.0.${at}.1`))).status).toBe(200);
    }
  });

  test('is not turned away because others look it up at the same moment', async () => {
    const service = slow(5);
    const all = await Promise.all(
      Array.from({ length: 80 }, (_, at) => service.post('/api/lookups', HIT, from(`203.0.${at}.1`))),
    );
    expect(all.map(({ status }) => status)).toEqual(Array<number>(80).fill(200));
    // And all the change was given back.
    for (let at = 0; at < 10; at++) {
      expect((await service.post('/api/lookups', MISS, from(`203.1.${at}.1`))).status).toBe(200);
    }
  });

  test('does not wait for ever for change that does not come', async () => {
    const service = slow(60_000);
    const stuck = Array.from({ length: 10 }, (_, at) => service.post('/api/lookups', HIT, from(`203.0.${at}.1`)));
    const turnedAway = await service.post('/api/lookups', HIT, from('203.1.1.1'));
    expect(turnedAway.status).toBe(429);
    expect(stuck).toHaveLength(10);
  });

  test('is never locked: a challenge goes on at once, and waiting goes on without one', async () => {
    const service = smallService();
    const limited = await missUntilLimited(service);
    const wait = Number(limited.headers.get('retry-after'));
    const proof = await solve(await challengeIn(limited));
    expect(await codeOf(await service.post('/api/lookups', HIT, from('192.0.2.1', proof)))).toBe('match');

    service.clock.now += wait * 1000;
    expect(await codeOf(await service.post('/api/lookups', HIT, from('192.0.2.1')))).toBe('match');
  });

  test('cannot be used up by a source that is itself past its limit', async () => {
    const service = smallService();
    for (let at = 0; at < 100; at++) await service.post('/api/lookups', otherMiss(at), from('192.0.2.1'));
    for (let at = 0; at < 30; at++) {
      expect((await service.post('/api/lookups', MISS, from('192.0.2.1'))).status).toBe(429);
    }
    expect((await service.post('/api/lookups', MISS, from('192.0.2.99'))).status).toBe(200);
  });
});

describe('everybody together', () => {
  test('is asked for a proof of work when misses soar, and let go on with one', async () => {
    // A limiter that has seen the misses of the last hour.
    const store = memoryLimits();
    const exhausted: LimitStore = {
      ...store,
      charge: async (charges, now) => {
        const decisions = await store.charge(charges, now);
        for (const [at, decision] of decisions.entries()) {
          if (charges[at]?.key === 'lookups:all') decision.remaining = 2;
        }
        return decisions;
      },
    };
    const service = smallService(() => ({ limits: exhausted }));
    const limited = await service.post('/api/lookups', HIT);
    expect(limited.status).toBe(429);
    const proof = await solve(await challengeIn(limited));
    expect(await codeOf(await service.post('/api/lookups', HIT, { 'proof-of-work': proof }))).toBe('match');
  });
});

async function lost(): Promise<never> {
  throw new Error('connection refused');
}

/** A store that fails in one of its three moments. */
function gone(failing: 'charge' | 'useOnce' | 'settle'): LimitStore {
  const store = memoryLimits();
  let charged = 0;
  return {
    charge: (charges, now) => {
      charged++;
      const fails = failing === 'charge' || (failing === 'settle' && charged % 2 === 0);
      return fails ? lost() : store.charge(charges, now);
    },
    useOnce: (nonce, until) => (failing === 'useOnce' ? lost() : store.useOnce(nonce, until)),
  };
}

describe('when the store of the limits is gone', () => {
  test.each(['charge', 'settle'] as const)('the answer is 503 and nothing is disclosed (%s)', async (failing) => {
    const service = smallService(() => ({ limits: gone(failing) }));
    const response = await service.post('/api/lookups', HIT);
    expect(response.status).toBe(503);
    const text = await response.text();
    expect(text).toContain('limits_unavailable');
    expect(text).not.toContain(ZHANG.name);
    expect(service.lines.at(-1)).toMatchObject({ level: 'error', fields: { outcome: 'limits_unavailable' } });
  });

  test('a proof of work is not believed to be new', async () => {
    const service = smallService(() => ({ limits: gone('useOnce') }));
    const proof = await solve(await challengeIn(await missUntilLimited(service)));
    expect((await service.post('/api/lookups', HIT, from('192.0.2.1', proof))).status).toBe(503);
  });

  test('a failure of the database is not charged as a guess', async () => {
    const service = smallService((deps) => ({
      certificates: {
        find: async (pair, keys) => {
          if (service.clock.now === start) throw new Error('database gone');
          return deps.certificates.find(pair, keys);
        },
      },
    }));
    const start = service.clock.now;
    for (let at = 0; at < 20; at++) expect((await service.post('/api/lookups', MISS)).status).toBe(503);
    service.clock.now += 1;
    expect(await codeOf(await service.post('/api/lookups', MISS))).toBe('no_match');
  });
});

test('other people’s subjects stay their own: a miss about one is none about another', async () => {
  const service = smallService();
  await missUntilLimited(service);
  const other = { certificateNumber: LI.certificateNumber, name: LI.name };
  expect(await codeOf(await service.post('/api/lookups', other, from('192.0.2.1')))).toBe('match');
});
