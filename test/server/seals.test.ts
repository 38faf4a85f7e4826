// POST /api/seals/verification (D5, D7, D8): the verdict itself is proven in test/domain; here, that the API says it.
import { beforeAll, describe, expect, test } from 'vitest';
import { CLAIMS, newAuthority, type Authority } from '../harness/authority.ts';
import { ORIGIN, smallService, type SmallService } from './small-deps.ts';

interface Verdict {
  seal?: string;
  standing?: string;
  freshness?: string;
  colour?: string;
  code?: string;
  asOf?: string | null;
  certificate?: Record<string, unknown>;
  messages?: Record<'zh' | 'en', { title: string; why: string; next: string }>;
  errors?: { field: string; code: string }[];
}

let authority: Authority;
beforeAll(async () => {
  authority = await newAuthority(ORIGIN);
});

/** A service that publishes the authority's bundle, signed `ageHours` ago. */
async function service(ageHours = 0): Promise<SmallService & { opened: { count: number } }> {
  const issuedAt = Math.floor(Date.now() / 1000) - ageHours * 3600;
  const bundle = await authority.bundle({ version: 1, issuedAt, standings: { 1: 'withdrawn', 2: 'superseded' } });
  const opened = { count: 0 };
  const small = smallService(() => ({
    trust: {
      current: async () => {
        opened.count++;
        return { bundle, version: 1, issuedAt, statusLists: [] };
      },
      jwks: () => ({ keys: [] }),
    },
  }));
  return { ...small, opened };
}

async function verify(text: unknown, ageHours = 0): Promise<Verdict> {
  const response = await (await service(ageHours)).post('/api/seals/verification', { text });
  const verdict: Verdict = await response.json();
  return verdict;
}

describe('the verdict of the API', () => {
  test('is green for a genuine seal in good standing, with what the paper should say', async () => {
    const verdict = await verify(await authority.seal());
    expect(verdict).toMatchObject({
      seal: 'genuine',
      standing: 'valid',
      freshness: 'fresh',
      colour: 'green',
      code: 'valid',
      asOf: expect.stringMatching(/Z$/),
      certificate: {
        certificateNumber: CLAIMS.number,
        holderName: CLAIMS.holderName,
        occupation: CLAIMS.occupation,
        job: CLAIMS.job,
        level: { code: 3, name: '三级/高级工' },
        issueDate: CLAIMS.issueDate,
        institution: { name: CLAIMS.institutionName },
      },
    });
    expect(verdict.messages?.zh.next).not.toBe('');
    expect(verdict.messages?.en.next).not.toBe('');
  });

  test('says -- where there is no job (R13)', async () => {
    expect((await verify(await authority.seal({ job: null }))).certificate).toMatchObject({ job: '--' });
  });

  test('never shows the commitment to the ID number', async () => {
    const { certificate } = await verify(await authority.seal());
    expect(Object.keys(certificate ?? {})).not.toContain('idCommitment');
  });

  test.each([
    [{ statusIndex: 1 }, 'withdrawn'],
    [{ statusIndex: 2 }, 'superseded'],
  ])('is red for a standing that is not valid: %j', async (changes, standing) => {
    expect(await verify(await authority.seal(changes))).toMatchObject({ seal: 'genuine', standing, colour: 'red' });
  });

  test('is amber after a day and grey after a week without a new list', async () => {
    const seal = await authority.seal();
    expect(await verify(seal, 25)).toMatchObject({ colour: 'amber', code: 'valid_as_of' });
    expect(await verify(seal, 8 * 24)).toMatchObject({ colour: 'grey', code: 'standing_unconfirmed' });
  });

  test('of what is not ours is grey and shows nothing', async () => {
    for (const text of [
      '',
      'hello',
      'https://evil.example/q#123',
      `${ORIGIN}/other`,
      '张三',
      '\u0000',
      '1'.repeat(8192),
    ]) {
      const verdict = await verify(text);
      expect(verdict).toMatchObject({ seal: 'not_ours', colour: 'grey' });
      expect(verdict.certificate).toBeUndefined();
    }
  });

  test('of a seal with any digit changed is never green', async () => {
    const seal = await authority.seal();
    const start = seal.indexOf('#') + 1;
    const colours = new Set<string | undefined>();
    for (let at = start; at < seal.length; at += 37) {
      const flipped = seal.slice(0, at) + ((Number(seal[at]) + 1) % 10) + seal.slice(at + 1);
      colours.add((await verify(flipped)).colour);
    }
    expect(colours).not.toContain('green');
    expect(colours).not.toContain(undefined);
  });
});

describe('the request', () => {
  test.each([
    [{}, 'missing'],
    [{ text: null }, 'wrong_type'],
    [{ text: ['a'] }, 'wrong_type'],
    [{ text: 5 }, 'wrong_type'],
    [{ text: 'x'.repeat(8193) }, 'too_long'],
  ])('%j is refused', async (body, code) => {
    const response = await (await service()).post('/api/seals/verification', body);
    const document: Verdict = await response.json();
    expect([response.status, document.errors?.[0]]).toMatchObject([400, { field: 'text', code }]);
  });

  test('of more than 16 KB is refused', async () => {
    const response = await (await service()).post('/api/seals/verification', { text: '张'.repeat(6000) });
    expect(response.status).toBe(413);
  });

  test('comes within a limit of its own', async () => {
    const small = await service();
    const statuses: number[] = [];
    for (let at = 0; at <= 300; at++)
      statuses.push((await small.post('/api/seals/verification', { text: 'x' })).status);
    expect(statuses.slice(0, 300).every((status) => status === 200)).toBe(true);
    expect(statuses[300]).toBe(429);
  });
});

test('a bundle of ours that does not verify never gives a verdict', async () => {
  const small = smallService(() => ({
    trust: {
      current: async () => ({ bundle: '{}', version: 1, issuedAt: 0, statusLists: [] }),
      jwks: () => ({ keys: [] }),
    },
  }));
  const response = await small.post('/api/seals/verification', { text: await authority.seal() });
  expect(response.status).toBe(500);
});

test('a trust bundle that cannot be read is 503', async () => {
  const small = smallService(() => ({
    trust: {
      current: async () => {
        throw new Error('database gone');
      },
      jwks: () => ({ keys: [] }),
    },
  }));
  const response = await small.post('/api/seals/verification', { text: await authority.seal() });
  expect(response.status).toBe(503);
});
