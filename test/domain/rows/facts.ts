// The technical school of test/vectors/reported-rows.json, which does not exist.
import type { RawRow } from '../../../domain/rows/columns.ts';
import type { RowFacts } from '../../../domain/rows/row-check.ts';
import vectors from '../../vectors/reported-rows.json' with { type: 'json' };

export const GOOD: RawRow = vectors.good;

export const SCHOOL: RowFacts = {
  institution: {
    name: '广东示例技师学院',
    prefix: 'S000044032001',
    scope: [
      { occupation: '电工', jobs: ['维修电工', '--'], levels: [1, 2, 3, 4, 5] },
      { occupation: '西式面点师', jobs: [], levels: [3, 4, 5] },
      { occupation: '全国示例员', jobs: [], levels: [3] },
    ],
  },
  policy: { version: 'guangdong-2022', tier: 'city', technicalSchool: true },
  today: '2026-03-20',
  firstReport: true,
};
