// Rows in order, of people who do not exist.
import { constantFrom, date, integer, record, type Arbitrary } from 'fast-check';
import { buildCertificateNumber } from '../../../domain/certificate-number.ts';
import { LEVELS } from '../../../domain/level.ts';
import { checkDigit } from '../../../domain/resident-id.ts';
import type { RawRow } from '../../../domain/rows/columns.ts';

const born = date({ min: new Date('1960-01-01'), max: new Date('2005-12-31'), noInvalidDate: true });

/** A row of the school of facts.ts that nothing is wrong with. */
export const goodRow: Arbitrary<RawRow> = record({
  name: constantFrom('欧阳示例', '张三丰', '阿卜杜拉·买买提', '𠮷野示例', 'SMITH JOHN', '国家'),
  born,
  region: integer({ min: 1, max: 99 }),
  order: integer({ min: 0, max: 999 }),
  day: integer({ min: 1, max: 16 }),
  level: constantFrom(3, 4, 5),
  sequence: integer({ min: 1, max: 999_999 }),
  award: constantFrom(['电工', '维修电工'], ['电工', '--'], ['西式面点师', '--']),
}).map(({ name, born: birth, region, order, day, level, sequence, award: [occupation = '', job = ''] }) => {
  const digits = `4499${padded(region, 2)}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${padded(order, 3)}`;
  const number = buildCertificateNumber({ prefix: 'S000044032001', year: 26, level, sequence });
  return {
    holderName: name,
    idType: '居民身份证',
    idNumber: `${digits}${checkDigit(digits)}`,
    occupation,
    job,
    level: LEVELS[level].printed,
    certificateNumber: number.ok ? number.value : '',
    institutionName: '广东示例技师学院',
    issueDate: `2026-03-${padded(day, 2)}`,
  };
});

const padded = (value: number, width: number): string => String(value).padStart(width, '0');
