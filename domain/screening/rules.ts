// R36: what makes a certificate doubtful, as a table: what is looked for, why it is odd, what happens at once, and what
// whoever examines it should ask for.
import type { LevelCode } from '../level.ts';
import type { Words } from '../result.ts';
import * as find from './find.ts';
import type { Group, ScreenedRow } from './screened-row.ts';

/** Beyond which it is odd. Days are calendar days. */
export const LIMITS = {
  /** Ages under which a level would be a wonder: years of practice come before each. */
  youngest: { 1: 26, 2: 22, 3: 18, 4: 16, 5: 14 },
  /** Between two levels of one occupation. */
  daysBetweenLevels: 180,
  certificatesInDays: { most: 4, days: 90 },
  /** On one day, against the median of the institution's other days. */
  burst: { atLeast: 300, timesMedian: 10 },
} as const satisfies Limits;

export interface Limits {
  readonly youngest: Readonly<Record<LevelCode, number>>;
  readonly daysBetweenLevels: number;
  readonly certificatesInDays: { readonly most: number; readonly days: number };
  readonly burst: { readonly atLeast: number; readonly timesMedian: number };
}

/** Rows that belong together, and in numbers what is odd about them; no personal data. */
export interface Finding {
  readonly rows: readonly string[];
  readonly evidence: Readonly<Record<string, number | string>>;
}

interface RuleOf extends Words {
  readonly group: Group;
  /** suspend: the query service at once (R36); look: shown to the reviewers, nothing more. */
  readonly consequence: 'suspend' | 'look';
  readonly why: Words;
  readonly examine: Words;
  readonly find: (rows: readonly ScreenedRow[], limits: Limits) => Finding[];
}

export const SCREENING_RULES = {
  same_award: {
    zh: '同一人重复取得同一证书',
    en: 'One person, the same certificate more than once',
    group: 'person',
    consequence: 'suspend',
    why: {
      zh: '同一人的同一职业、工种和等级有多张证书。',
      en: 'One person holds several certificates of one occupation, job and level.',
    },
    examine: {
      zh: '请机构说明哪一张有效，多余的按撤销办理。',
      en: 'Ask the institutions which one is right, and have the others withdrawn.',
    },
    find: find.sameAward,
  },
  several_names: {
    zh: '同一证件号码有多个姓名',
    en: 'One ID number with several names',
    group: 'person',
    consequence: 'suspend',
    why: {
      zh: '同一证件号码下出现不同的姓名，至少有一条数据有误。',
      en: 'One ID number comes with different names: at least one certificate is wrong.',
    },
    examine: {
      zh: '核对证件复印件；有误的按更正办理。',
      en: 'Compare with copies of the document, and have the wrong one corrected.',
    },
    find: find.severalNames,
  },
  impossible_age: {
    zh: '年龄不可能',
    en: 'An impossible age',
    group: 'row',
    consequence: 'suspend',
    why: {
      zh: '按证件号码推算，发证时不足 14 岁或超过 100 岁。',
      en: 'By the ID number the holder was under 14 or over 100 on the issue date.',
    },
    examine: { zh: '核对证件号码和发证日期。', en: 'Check ID number and issue date.' },
    find: find.impossibleAge,
  },
  number_reused: {
    zh: '证书编号重复',
    en: 'A certificate number used twice',
    group: 'line',
    consequence: 'suspend',
    why: {
      zh: '同一证书编号对应多条数据，违反编号不得重复使用的规定（R9）。',
      en: 'Several certificates bear one number, which is never used twice (R9).',
    },
    examine: {
      zh: '请机构说明编号的去向。',
      en: 'Ask the institution which certificate the number was given to.',
    },
    find: find.numberReused,
  },
  unusual_age: {
    zh: '年龄少见',
    en: 'An unusual age',
    group: 'row',
    consequence: 'look',
    why: {
      zh: '发证时不足 16 岁或超过 70 岁，或相对等级过于年轻。',
      en: 'Under 16 or over 70 on the issue date, or very young for the level.',
    },
    examine: {
      zh: '核对申报条件（工作年限、学历）的证明材料。',
      en: 'Look at the proof of years in the occupation and of education.',
    },
    find: find.unusualAge,
  },
  levels_too_close: {
    zh: '晋级间隔过短或顺序颠倒',
    en: 'Levels too close, or in the wrong order',
    group: 'person',
    consequence: 'look',
    why: {
      zh: '同一职业不同等级的发证日期间隔过短，或先取得高等级后取得低等级。',
      en: 'Two levels of one occupation follow each other too fast, or the higher came first.',
    },
    examine: { zh: '核对申报条件和评价记录。', en: 'Look at the conditions of admission and the records.' },
    find: find.levelsTooClose,
  },
  many_certificates: {
    zh: '短期内证书过多',
    en: 'Many certificates in a short time',
    group: 'person',
    consequence: 'look',
    why: {
      zh: '同一人在短期内取得多张证书。',
      en: 'One person has got many certificates within a short time.',
    },
    examine: { zh: '核对各次评价的考勤和考试记录。', en: 'Look at attendance and records of each assessment.' },
    find: find.manyCertificates,
  },
  burst: {
    zh: '发证数量突增',
    en: 'A burst of certificates',
    group: 'institution',
    consequence: 'look',
    why: {
      zh: '机构某日发证数量远超平时。',
      en: 'On one day the institution issued far more certificates than usual.',
    },
    examine: {
      zh: '核对评价计划、考场容量和考评人员。',
      en: 'Look at assessment plans, room capacity and examiners.',
    },
    find: find.burst,
  },
  sequence_order: {
    zh: '编号与发证日期顺序不符',
    en: 'Numbers and dates in different orders',
    group: 'line',
    consequence: 'look',
    why: {
      zh: '编号按生成顺序取值，编号在后而发证日期在前，可能是补填或倒签。',
      en: 'Numbers are given in order: a later number with an earlier date may have been backdated.',
    },
    examine: { zh: '核对编号生成记录和评价日期。', en: 'Look at when the number was generated and the exam held.' },
    find: find.sequenceOrder,
  },
  sequence_gap: {
    zh: '证书编号缺号',
    en: 'A gap in the numbers',
    group: 'line',
    consequence: 'look',
    why: {
      zh: '编号应连续，缺号的证书可能未上报（R9）。',
      en: 'Numbers have no gaps; certificates may not have been reported (R9).',
    },
    examine: { zh: '请机构说明缺号的去向。', en: 'Ask the institution what became of the missing numbers.' },
    find: find.sequenceGap,
  },
} as const satisfies Record<string, RuleOf>;

export type ScreeningRule = keyof typeof SCREENING_RULES;
