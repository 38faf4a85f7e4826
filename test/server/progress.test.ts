// POST /api/progress (R46, D4): what the holder is told, and that nobody else is told anything.
import { describe, expect, test } from 'vitest';
import { LI, smallService, WANG, ZHANG } from './small-deps.ts';

interface Answer {
  outcome?: string;
  code?: string;
  asOf?: string;
  certificates?: Record<string, unknown>[];
  guidance?: { directory: string; message: { zh: string; en: string } };
  errors?: { field: string; code: string }[];
}
const read = async (response: Response): Promise<Answer> => {
  const document: Answer = await response.json();
  return document;
};
const at = (date: string) => smallServiceAt(Date.parse(`${date}T02:00:00Z`));
function smallServiceAt(now: number) {
  const service = smallService();
  service.clock.now = now;
  return service;
}
const ask = async (facts: object, day = '2026-11-20'): Promise<Answer> =>
  read(await at(day).post('/api/progress', facts));

const BY_NUMBER = { idNumber: WANG.idNumber, certificateNumber: WANG.certificateNumber };
const BY_NAME = { idNumber: WANG.idNumber, name: WANG.name };

describe('the holder of a certificate that is not public yet (R46)', () => {
  test.each([
    ['number', BY_NUMBER],
    ['name', BY_NAME],
  ])('by ID number and %s sees every step, with whom it is and until when', async (_, facts) => {
    const { outcome, certificates } = await ask(facts);
    expect(outcome).toBe('match');
    expect(certificates).toEqual([
      {
        certificateNumber: WANG.certificateNumber,
        occupation: '电工',
        level: { code: 4, name: '四级/中级工' },
        issueDate: '2026-10-12',
        institution: {
          code: 'S000044030001',
          name: '深圳市示例技工学校',
          phone: '0755-00000000',
          status: 'active',
          authority: '深圳市职业技能鉴定指导中心',
        },
        standing: 'valid',
        stage: 'provincial_review',
        message: { zh: expect.stringContaining('省级'), en: expect.stringContaining('provincial') },
        steps: [
          {
            step: 'report',
            state: 'done',
            doneAt: '2026-10-19',
            dueBy: '2026-11-11',
            estimate: false,
            overdue: false,
            withWhom: { party: 'institution', name: '深圳市示例技工学校' },
          },
          {
            step: 'city_review',
            state: 'done',
            doneAt: '2026-11-03',
            dueBy: '2026-11-09',
            estimate: false,
            overdue: false,
            withWhom: { party: 'city', name: '深圳市职业技能鉴定指导中心' },
          },
          {
            step: 'provincial_review',
            state: 'under_way',
            doneAt: null,
            dueBy: '2026-11-24',
            estimate: false,
            overdue: false,
            withWhom: { party: 'province', name: null },
          },
          expect.objectContaining({ step: 'ministry_review', state: 'to_come', estimate: true, overdue: false }),
        ],
        promisedBy: expect.stringMatching(/^2027-0[12]-\d\d$/),
        promisedByEstimate: expect.any(Boolean),
        paperBy: null,
      },
    ]);
  });

  test('is told what is late, and with whom', async () => {
    const { certificates } = await ask(BY_NUMBER, '2026-11-25');
    const late = { step: 'provincial_review', dueBy: '2026-11-24', overdue: true };
    expect(certificates?.[0]?.['steps']).toEqual(expect.arrayContaining([expect.objectContaining(late)]));
  });

  test('is not found by the public, who have number and name (R40)', async () => {
    const answer = await ask({ certificateNumber: WANG.certificateNumber, name: WANG.name });
    expect(answer.errors).toMatchObject([{ field: 'idNumber', code: 'missing' }]);
  });

  test('reads no name and no digit of the ID number that was asked with (D4)', async () => {
    for (const facts of [BY_NUMBER, BY_NAME]) {
      const text = await (await at('2026-11-20').post('/api/progress', facts)).text();
      expect(text).not.toContain(WANG.name);
      expect(text).not.toContain(WANG.idNumber.slice(6, 14));
    }
  });
});

test('a published certificate says so, a suspended one nothing but whom to ask (D4)', async () => {
  const open = await ask({ idNumber: ZHANG.idNumber, name: ZHANG.name });
  expect(open.certificates).toMatchObject([{ stage: 'published', standing: 'valid' }]);
  const closed = await ask({ idNumber: LI.idNumber, name: LI.name });
  expect(closed.certificates).toMatchObject([
    {
      certificateNumber: null,
      occupation: null,
      level: null,
      issueDate: null,
      standing: 'suspended',
      steps: [],
      promisedBy: null,
    },
  ]);
});

test('of an institution that has ceased, the centre it was filed with has its part (R37)', async () => {
  const service = smallService((deps) => ({
    progress: {
      find: async (...given) => {
        const rows = await deps.progress.find(...given);
        const events = [...(rows[0]?.events ?? []), { event: 'returned' as const, at: Date.UTC(2026, 10, 10) }];
        return rows.map((row) => Object.assign(row, { stage: 'returned', status: 'ceased', events } as const));
      },
    },
  }));
  const text = await (await service.post('/api/progress', BY_NUMBER)).text();
  expect(text).toContain('"withWhom":{"party":"city","name":"深圳市职业技能鉴定指导中心"}');
  expect(text).toContain('"status":"ceased"');
});

async function trace(facts: object): Promise<object> {
  const service = at('2026-11-20');
  const response = await service.post('/api/progress', facts);
  const headers = Object.fromEntries(response.headers);
  const body = await response.text();
  return { status: response.status, headers: { ...headers, 'x-request-id': '' }, body, reads: service.reads.count };
}

describe('no match is one answer (D4)', () => {
  test.each([
    ['another name', { idNumber: WANG.idNumber, name: '赵六' }],
    ['another ID number', { idNumber: ZHANG.idNumber, certificateNumber: WANG.certificateNumber }],
    ['a number that does not exist', { idNumber: WANG.idNumber, certificateNumber: 'S000044030001264009999' }],
    ['another type of document', { idNumber: 'E12345678', certificateNumber: WANG.certificateNumber }],
  ])('%s: the same status, headers, words and work', async (_, facts) => {
    expect(await trace(facts)).toEqual(await trace({ idNumber: 'E87654321', name: '王五' }));
  });

  test('it says when progress begins and where the institutions are (R20, R43)', async () => {
    const { certificates, guidance } = await ask({ ...BY_NAME, name: '赵六' });
    expect(certificates).toEqual([]);
    expect(guidance?.directory).toBe('/institutions');
    expect(guidance?.message.zh).toContain('30 日');
    expect(guidance?.message.en).toContain('30 days');
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['the ID number alone', { idNumber: WANG.idNumber }, 'two_of_three'],
    ['all three', { ...BY_NUMBER, name: WANG.name }, 'two_of_three'],
    ['nothing', {}, 'invalid_fields'],
    ['a wrong check digit', { ...BY_NAME, idNumber: '449901199003074519' }, 'invalid_fields'],
    ['an unknown member', { ...BY_NAME, certificate: 1 }, 'unknown_member'],
  ])('%s is refused before anything is read', async (_, facts, code) => {
    const service = smallService();
    const response = await service.post('/api/progress', facts);
    expect([response.status, (await read(response)).code, service.reads.count]).toEqual([400, code, 0]);
  });

  test('a database that is away is 503, and nobody pays for it as for a guess', async () => {
    const service = smallService(() => ({ progress: { find: () => Promise.reject(new Error('gone')) } }));
    const response = await service.post('/api/progress', BY_NAME);
    expect(response.status).toBe(503);
    expect((await read(response)).code).toBe('storage_unavailable');
  });

  test('guessing about one ID number costs a proof of work after ten misses (D12)', async () => {
    const service = smallService();
    const codes: string[] = [];
    for (let count = 0; count < 11; count++) {
      const response = await service.post('/api/progress', { idNumber: WANG.idNumber, name: '赵六' });
      codes.push((await read(response)).code ?? 'asked');
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'asked'), 'challenge_required']);
  });
});
