// POST /api/lookups (R39 to R44, D2, D3, D4).
import { describe, expect, test } from 'vitest';
import type { PublishedRow } from '../../server/deps.ts';
import { LI, smallService, ZHANG } from './small-deps.ts';

interface Answer {
  outcome?: string;
  code?: string;
  asOf?: string;
  certificates?: Record<string, unknown>[];
  guidance?: { directory: string; message: { zh: string; en: string } };
  errors?: { field: string; code: string; message: { zh: string; en: string } }[];
}
const read = async (response: Response): Promise<Answer> => {
  const document: Answer = await response.json();
  return document;
};
const lookUp = async (facts: object): Promise<Answer> => read(await smallService().post('/api/lookups', facts));

const NUMBER_NAME = { certificateNumber: ZHANG.certificateNumber, name: ZHANG.name };
const NUMBER_ID = { certificateNumber: ZHANG.certificateNumber, idNumber: ZHANG.idNumber };
const NAME_ID = { name: ZHANG.name, idNumber: ZHANG.idNumber };

describe('two of three (R39)', () => {
  test.each([
    ['number and name', NUMBER_NAME, ZHANG.name],
    ['number and ID number', NUMBER_ID, '张**'],
    ['name and ID number', NAME_ID, ZHANG.name],
  ])('%s find the certificate; a name that was not typed is masked (D4)', async (_, facts, holderName) => {
    expect(await lookUp(facts)).toEqual({
      outcome: 'match',
      certificates: [
        {
          certificateNumber: ZHANG.certificateNumber,
          holderName,
          occupation: '电工',
          job: '--', // R13
          level: { code: 1, name: '一级/高级技师' },
          issueDate: '2026-03-02',
          institution: { code: 'S000044030001', name: '深圳市示例技工学校' },
          standing: 'valid',
        },
      ],
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  test('no answer has a digit of the ID number that was not in the question, nor the number where it was (D4)', async () => {
    for (const facts of [NUMBER_NAME, NUMBER_ID, NAME_ID]) {
      const text = await (await smallService().post('/api/lookups', facts)).text();
      expect(text).not.toContain(ZHANG.idNumber);
      expect(text).not.toContain(ZHANG.idNumber.slice(6, 14));
    }
  });

  test.each([
    ['spaces, hyphens, small letters', { ...NUMBER_NAME, certificateNumber: 's0000 4403-0001 261 000001' }],
    ['full width', { ...NUMBER_NAME, certificateNumber: 'Ｓ００００４４０３０００１２６１０００００１' }],
    ['blanks in the name', { ...NUMBER_NAME, name: ' 张 建　国 ' }],
    ['invisible characters in the name', { ...NUMBER_NAME, name: '张\u200b建\ufe00国' }],
    [
      'small x, blanks in the ID number',
      { ...NUMBER_ID, idNumber: ZHANG.idNumber.replace(/(.{6})/, '$1 ').toLowerCase() },
    ],
  ])('what was meant is found: %s (D3)', async (_, facts) => {
    expect((await lookUp(facts)).outcome).toBe('match');
  });

  test('a suspended certificate says so after a full match, without its details (D4)', async () => {
    const byNameAndId = await lookUp({ name: LI.name, idNumber: LI.idNumber });
    expect(byNameAndId.certificates).toEqual([
      {
        certificateNumber: null,
        holderName: LI.name,
        occupation: null,
        job: null,
        level: null,
        issueDate: null,
        institution: { code: 'S000044030001', name: '深圳市示例技工学校' },
        standing: 'suspended',
      },
    ]);
    const byNumberAndId = await lookUp({ certificateNumber: LI.certificateNumber, idNumber: LI.idNumber });
    expect(byNumberAndId.certificates?.[0]).toMatchObject({
      certificateNumber: LI.certificateNumber,
      holderName: '李**',
      level: null,
    });
  });

  test('several certificates of one person all come', async () => {
    const service = smallService((deps) => ({
      certificates: {
        find: async (pair, keys) => {
          const [row] = await deps.certificates.find(pair, keys);
          return row
            ? [row, { ...row, certificateNumber: 'S000044030001252000009', level: 2 } satisfies PublishedRow]
            : [];
        },
      },
    }));
    const { certificates } = await read(await service.post('/api/lookups', NAME_ID));
    expect(certificates?.map(({ certificateNumber }) => certificateNumber)).toEqual([
      ZHANG.certificateNumber,
      'S000044030001252000009',
    ]);
  });
});

/** Everything of an answer that can be told apart from outside, and the work behind it. */
async function trace(asked: object): Promise<object> {
  const calls: string[] = [];
  const service = smallService((deps) => ({
    vault: {
      ...deps.vault,
      blindIndex: (...given) => {
        calls.push('index');
        return deps.vault.blindIndex(...given);
      },
    },
    certificates: {
      find: (pair, keys) => {
        calls.push(`read of ${keys.length}`);
        return deps.certificates.find(pair, keys);
      },
    },
  }));
  const response = await service.post('/api/lookups', asked);
  const headers = Object.fromEntries(response.headers);
  const id = headers['x-request-id'] ?? '';
  const body = await response.text();
  const { asOf = '' }: Answer = JSON.parse(body);
  return {
    status: response.status,
    headers: { ...headers, 'x-request-id': id.length },
    body: body.replace(asOf, 'TIME'),
    bytes: new TextEncoder().encode(body).length,
    calls,
  };
}

describe('no match is one answer (D4)', () => {
  const NO_MATCHES: [string, object][] = [
    ['another name', { ...NUMBER_NAME, name: '王五' }],
    ['another, longer name', { ...NUMBER_NAME, name: '阿卜杜热西提·艾合买提江·玉素甫' }],
    ['a number that does not exist', { ...NUMBER_NAME, certificateNumber: 'S000044030001261009999' }],
    ['an institution that does not exist', { ...NUMBER_NAME, certificateNumber: 'S000044159999261000001' }],
    ['another province', { ...NUMBER_NAME, certificateNumber: 'Y001211010001991000001' }],
    ['another ID number', { ...NUMBER_ID, idNumber: LI.idNumber }],
    ['a passport', { ...NUMBER_ID, idNumber: 'E12345678' }],
    ['facts of two people', { name: LI.name, idNumber: ZHANG.idNumber }],
  ];

  test.each(NO_MATCHES)('%s: the same status, headers and length, and the same work', async (_, facts) => {
    expect(await trace(facts)).toEqual(await trace({ ...NUMBER_NAME, name: '赵六' }));
  });

  test('it points to the institution on the certificate and to the directory, in both languages (R43)', async () => {
    const { guidance, certificates } = await lookUp({ ...NUMBER_NAME, name: '王五' });
    expect(certificates).toEqual([]);
    expect(guidance?.directory).toBe('/institutions');
    expect(guidance?.message.zh).toContain('评价机构');
    expect(guidance?.message.en).toContain('institution');
  });
});

describe('facts that cannot be right', () => {
  test.each([
    ['none', {}],
    ['one', { name: ZHANG.name }],
    ['three', { ...NUMBER_NAME, idNumber: ZHANG.idNumber }],
  ])('%s of three', async (_, facts) => {
    expect((await lookUp(facts)).code).toBe('two_of_three');
  });

  const CHECKED: [string, object, [string, string][]][] = [
    ['a wrong check digit', { ...NUMBER_ID, idNumber: '449901199003074519' }, [['idNumber', 'id_check_digit']]],
    [
      'a short number',
      { ...NUMBER_NAME, certificateNumber: 'S0000440300' },
      [['certificateNumber', 'number_too_short']],
    ],
    [
      'a level of 6',
      { ...NUMBER_NAME, certificateNumber: 'S000044030001266000001' },
      [['certificateNumber', 'number_level']],
    ],
    [
      'two empty facts',
      { certificateNumber: '', name: '' },
      [
        ['certificateNumber', 'number_empty'],
        ['name', 'name_empty'],
      ],
    ],
    ['a very long number', { ...NUMBER_NAME, certificateNumber: '1'.repeat(101) }, [['certificateNumber', 'too_long']]],
    ['a very long name', { ...NUMBER_NAME, name: '张'.repeat(601) }, [['name', 'too_long']]],
    ['a very long ID number', { ...NUMBER_ID, idNumber: '1'.repeat(101) }, [['idNumber', 'too_long']]],
    ['null', { ...NUMBER_NAME, name: null }, [['name', 'wrong_type']]],
    ['a number', { ...NUMBER_ID, idNumber: 4499011990 }, [['idNumber', 'wrong_type']]],
    ['an array', { ...NUMBER_NAME, name: [ZHANG.name] }, [['name', 'wrong_type']]],
    ['an object', { ...NUMBER_NAME, name: { $ne: '' } }, [['name', 'wrong_type']]],
    ['true', { ...NUMBER_NAME, certificateNumber: true }, [['certificateNumber', 'wrong_type']]],
    ['markup', { ...NUMBER_NAME, name: '<img src=x onerror=alert(1)>' }, [['name', 'name_markup']]],
    [
      'SQL in a number',
      { ...NUMBER_NAME, certificateNumber: "S' OR '1'='1" },
      [['certificateNumber', 'number_character']],
    ],
    ['NUL in a name', { ...NUMBER_NAME, name: '张\u0000建国' }, [['name', 'name_control_character']]],
    ['NUL in an ID number', { ...NUMBER_ID, idNumber: `${ZHANG.idNumber}\u0000` }, [['idNumber', 'id_character']]],
    ['a lone surrogate', { ...NUMBER_NAME, name: '张\ud800' }, [['name', 'name_broken_text']]],
    ['turned writing', { ...NUMBER_NAME, name: '张\u202e建国' }, [['name', 'name_bidi_control']]],
  ];
  test.each(CHECKED)(
    '%s is refused with the field and a code, in both languages, without being repeated',
    async (_, facts, faults) => {
      const service = smallService();
      const response = await service.post('/api/lookups', facts);
      expect(response.status).toBe(400);
      const text = await response.text();
      const document: Answer = JSON.parse(text);
      expect(document.errors?.map(({ field, code }) => [field, code])).toEqual(faults);
      expect(document.errors?.every(({ message }) => message.zh !== '' && message.en !== '')).toBe(true);
      const typed = Object.values(facts).filter((value) => typeof value === 'string' && value !== '');
      expect(typed.filter((value) => text.includes(value))).toEqual([]);
      expect(service.reads.count).toBe(0);
    },
  );

  const MEMBERS: [string, string][] = [
    ['an unknown member', '{"name":"张三","certificateNumber":"x","admin":true}'],
    ['__proto__', '{"__proto__":{"name":"张三"},"certificateNumber":"x"}'],
    ['constructor', '{"constructor":"x","name":"张三"}'],
    ['toString', '{"toString":"x","name":"张三"}'],
    ['a member of another spelling', '{"Name":"张三","certificateNumber":"x"}'],
  ];
  test.each(MEMBERS)('%s is refused and pollutes nothing', async (_, body) => {
    const { code } = await read(await smallService().post('/api/lookups', body));
    expect(code).toBe('unknown_member');
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  test('nesting as deep as the body allows does not bring it down', async () => {
    const deep = `{"name":${'['.repeat(1900)}${']'.repeat(1900)},"certificateNumber":"x"}`;
    const { code } = await read(await smallService().post('/api/lookups', deep));
    expect(code).toBe('invalid_fields');
  });

  test('SQL in a name is a name that nobody has', async () => {
    expect(
      (await lookUp({ ...NUMBER_NAME, name: "Robert'); drop table certificate;--" })).outcome ?? 'refused',
    ).not.toBe('match');
  });
});

function broken(): never {
  throw new Error('relation "certificate" does not exist');
}

describe('when something of ours fails', () => {
  test('a lost database is 503, with a word about offline verification', async () => {
    const service = smallService(() => ({ certificates: { find: async () => broken() } }));
    const response = await service.post('/api/lookups', NUMBER_NAME);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await read(response)).code).toBe('storage_unavailable');
  });

  test('a row that cannot be decrypted is an opaque 500, never a certificate without a name', async () => {
    const service = smallService((deps) => ({ vault: { ...deps.vault, openName: async () => broken() } }));
    const response = await service.post('/api/lookups', NUMBER_NAME);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('relation');
  });
});
