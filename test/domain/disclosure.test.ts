import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disclose, FACT_PAIRS, printedJob, type CertificateFacts } from '../../domain/disclosure.ts';
import { LEVEL_CODES } from '../../domain/level.ts';

const FACTS: CertificateFacts = {
  certificateNumber: 'S000044012001233000001',
  holderName: '买买提·艾力',
  occupation: '电工',
  job: null,
  level: 3,
  issueDate: '2023-06-01',
  institution: { code: 'S000044012001', name: '示例技工学校' },
  standing: 'valid',
};
const WITHHELD = { occupation: null, job: null, level: null, issueDate: null };

describe('what a full match shows (D4)', () => {
  test.each([
    ['number_name', { holderName: '买买提·艾力' }],
    ['name_id', { holderName: '买买提·艾力' }],
    ['number_id', { holderName: '买**' }],
  ] as const)('%s: every detail, and the name in full only to whom it was typed by', (pair, shown) => {
    expect(disclose(FACTS, pair)).toEqual({
      certificateNumber: 'S000044012001233000001',
      occupation: '电工',
      job: '--',
      level: { code: 3, name: '三级/高级工' },
      issueDate: '2023-06-01',
      institution: { code: 'S000044012001', name: '示例技工学校' },
      standing: 'valid',
      ...shown,
    });
  });

  test.each([
    ['withdrawn', 'number_name', { certificateNumber: 'S000044012001233000001', holderName: '买买提·艾力' }],
    ['withdrawn', 'number_id', { certificateNumber: 'S000044012001233000001', holderName: '买**' }],
    ['withdrawn', 'name_id', { certificateNumber: null, holderName: '买买提·艾力' }],
    ['suspended', 'number_name', { certificateNumber: 'S000044012001233000001', holderName: '买买提·艾力' }],
    ['suspended', 'number_id', { certificateNumber: 'S000044012001233000001', holderName: '买**' }],
    ['suspended', 'name_id', { certificateNumber: null, holderName: '买买提·艾力' }],
  ] as const)('a %s certificate says so to %s, and whom to ask, but no details', (standing, pair, shown) => {
    expect(disclose({ ...FACTS, standing }, pair)).toEqual({
      ...WITHHELD,
      institution: { code: 'S000044012001', name: '示例技工学校' },
      standing,
      ...shown,
    });
  });

  test('a standing that nobody thought of withholds', () => {
    const facts = { ...FACTS, standing: JSON.parse('"superseded"') };
    expect(disclose(facts, 'number_name')).toMatchObject(WITHHELD);
  });

  test('nothing that the row carries besides gets out', () => {
    const row = { ...FACTS, idNumber: 'canary-1', institution: { ...FACTS.institution, phone: 'canary-2' } };
    for (const pair of FACT_PAIRS) expect(JSON.stringify(disclose(row, pair))).not.toContain('canary');
  });

  test('of a name that was not typed never more than its first character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('甲乙丙丁𠮷')), minLength: 2, maxLength: 30 }),
        (holderName) => {
          expect(disclose({ ...FACTS, holderName }, 'number_id').holderName).toBe(`${Array.from(holderName)[0]}**`);
        },
      ),
    );
  });

  test('every level is written as it is printed (R8, R13)', () => {
    const printed = LEVEL_CODES.map((level) => disclose({ ...FACTS, level }, 'number_name').level);
    expect(printed).toEqual([
      { code: 1, name: '一级/高级技师' },
      { code: 2, name: '二级/技师' },
      { code: 3, name: '三级/高级工' },
      { code: 4, name: '四级/中级工' },
      { code: 5, name: '五级/初级工' },
    ]);
  });
});

test('R13: a job is written, and none is -- and never empty', () => {
  expect([null, '', ' ', '\u3000', '汽车维修检验工'].map(printedJob)).toEqual([
    '--',
    '--',
    '--',
    '--',
    '汽车维修检验工',
  ]);
});
