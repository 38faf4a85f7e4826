// D13: every term that the rules set, as data. What a due date is, and whether it was kept, is worked out in due.ts.
import type { Tier } from '../lifecycle.ts';
import type { Words } from '../result.ts';

/** Two sets of rules of 2022: Guangdong's goes before the national one in Guangdong, which other provinces follow. */
export const RULE_VERSIONS = {
  'guangdong-2022': { zh: '粤技服〔2022〕151号', en: 'Guangdong notice 151 of 2022' },
  'national-2022': { zh: '中就培发〔2022〕1号', en: 'National guide 1 of 2022' },
} as const satisfies Record<string, Words>;

export type RuleVersion = keyof typeof RULE_VERSIONS;

/** Which terms apply to an institution. */
export interface Policy {
  readonly version: RuleVersion;
  readonly tier: Tier;
  /** Technical schools have terms of their own for paper (S4). */
  readonly technicalSchool: boolean;
}

/** With whom a thing lies until it is done. */
export type Party = 'institution' | 'city' | 'province' | 'ministry';

interface DutyOf extends Words {
  readonly rule: string;
  readonly by: Party;
  /** The day from which it is counted, itself not counted. */
  readonly from: Words;
}

const ISSUE_DATE = { zh: '发证日期', en: 'the issue date' };
const RECEIPT = { zh: '接收之日', en: 'receipt' };
const NOTICE = { zh: '收到退回通知之日', en: 'the notice of return' };
const ONLINE = { zh: '数据可查询之日', en: 'the day the data could be queried' };

export const DUTIES = {
  numbering: {
    zh: '生成证书编号',
    en: 'Generate the certificate numbers',
    rule: 'R29',
    by: 'institution',
    from: { zh: '省级审核通过评价结果之日', en: 'the approval of the results by the province' },
  },
  report: { zh: '上报证书数据', en: 'Report the data', rule: 'R20', by: 'institution', from: ISSUE_DATE },
  acceptance: {
    zh: '超过即不予受理',
    en: 'Last day on which a first report is accepted',
    rule: 'R25',
    by: 'institution',
    from: ISSUE_DATE,
  },
  city_review: { zh: '市级审核', en: 'Review by the city centre', rule: 'R21', by: 'city', from: RECEIPT },
  provincial_review: {
    zh: '省级审核',
    en: 'Review by the provincial centre',
    rule: 'R21',
    by: 'province',
    from: RECEIPT,
  },
  ministry_review: {
    zh: '部中心上网',
    en: 'Made open to queries by the ministry centre',
    rule: 'R22',
    by: 'ministry',
    from: RECEIPT,
  },
  promise: {
    zh: '承诺可查询',
    en: 'Open to queries, as promised to the holder',
    rule: 'R22',
    by: 'ministry',
    from: ISSUE_DATE,
  },
  rereport_city: {
    zh: '更正市级退回的数据',
    en: 'Correct data returned by the city',
    rule: 'R23',
    by: 'institution',
    from: NOTICE,
  },
  rereport_province: {
    zh: '更正省级退回的数据',
    en: 'Correct data returned by the province',
    rule: 'R23',
    by: 'institution',
    from: NOTICE,
  },
  rereport_ministry: {
    zh: '更正部中心退回的数据',
    en: 'Correct data returned by the ministry',
    rule: 'R23',
    by: 'institution',
    from: NOTICE,
  },
  paper: { zh: '发放纸质证书', en: 'Hand out the paper certificate', rule: 'R30', by: 'institution', from: ONLINE },
  loss_proof: {
    zh: '出具遗失、损坏证明',
    en: 'Issue the proof of a lost or damaged certificate',
    rule: 'R52',
    by: 'institution',
    from: { zh: '受理之日', en: 'receipt of the application' },
  },
} as const satisfies Record<string, DutyOf>;

export type Duty = keyof typeof DUTIES;

export interface Term {
  readonly duty: Duty;
  readonly amount: number;
  readonly unit: 'working_day' | 'calendar_day' | 'month';
  /** To whom it applies; what is not named applies to all. */
  readonly version?: RuleVersion;
  readonly tier?: Tier;
  readonly technicalSchool?: boolean;
  /** Where it is said (S1 to S4 of the rulebook). */
  readonly source: string;
}

const GD = 'guangdong-2022';
const NATIONAL = 'national-2022';

/**
 * At most one row applies to an institution. Where none does, the rules set no term: the national ones know neither
 * city centres nor paper.
 */
export const TERMS: readonly Term[] = [
  { duty: 'numbering', version: GD, amount: 10, unit: 'working_day', source: 'S2' },

  { duty: 'report', version: GD, amount: 30, unit: 'calendar_day', source: 'S3 II.2, S2' },
  { duty: 'report', version: NATIONAL, amount: 30, unit: 'working_day', source: 'S3 art. 10' },
  { duty: 'acceptance', amount: 6, unit: 'month', source: 'S3 II.4, art. 12' },

  { duty: 'city_review', version: GD, tier: 'city', amount: 15, unit: 'working_day', source: 'S3 II.2' },
  { duty: 'provincial_review', version: GD, tier: 'city', amount: 15, unit: 'working_day', source: 'S3 II.2' },
  { duty: 'provincial_review', version: GD, tier: 'province', amount: 30, unit: 'working_day', source: 'S2' },
  { duty: 'provincial_review', version: NATIONAL, amount: 30, unit: 'working_day', source: 'S3 art. 10' },
  { duty: 'ministry_review', amount: 15, unit: 'working_day', source: 'S3 art. 10, S2' },
  { duty: 'promise', amount: 75, unit: 'working_day', source: 'S2; the sum of S3 art. 10' },

  // No source names a term for what a city centre returns itself. It is given the one for what the province returns to
  // the same institution, so that no return is without a date.
  { duty: 'rereport_city', version: GD, tier: 'city', amount: 10, unit: 'working_day', source: 'like S3 II.3' },
  {
    duty: 'rereport_city',
    version: NATIONAL,
    tier: 'city',
    amount: 20,
    unit: 'working_day',
    source: 'like S3 art. 11',
  },
  { duty: 'rereport_province', version: GD, tier: 'city', amount: 10, unit: 'working_day', source: 'S3 II.3' },
  { duty: 'rereport_province', version: GD, tier: 'province', amount: 20, unit: 'working_day', source: 'S2' },
  { duty: 'rereport_province', version: NATIONAL, amount: 20, unit: 'working_day', source: 'S3 art. 11' },
  { duty: 'rereport_ministry', amount: 20, unit: 'working_day', source: 'S3 II.3, art. 11' },

  { duty: 'paper', version: GD, technicalSchool: false, amount: 10, unit: 'working_day', source: 'S2' },
  { duty: 'paper', version: GD, technicalSchool: true, amount: 15, unit: 'working_day', source: 'S4 art. 12' },
  { duty: 'loss_proof', version: GD, technicalSchool: false, amount: 10, unit: 'working_day', source: 'S2' },
  { duty: 'loss_proof', version: GD, technicalSchool: true, amount: 5, unit: 'working_day', source: 'S4 art. 13' },
];

/** R38: how fast a work order or a problem report is answered. */
export const URGENCIES = {
  critical: { zh: '紧急', en: 'Critical', amount: 24, unit: 'hour' },
  urgent: { zh: '急', en: 'Urgent', amount: 48, unit: 'hour' },
  ordinary: { zh: '普通', en: 'Ordinary', amount: 5, unit: 'working_day' },
} as const satisfies Record<string, Words & { amount: number; unit: 'hour' | 'working_day' }>;

export type Urgency = keyof typeof URGENCIES;

/** The term for an institution, null where the rules set none. */
export const termOf = (duty: Duty, policy: Policy): Term | null =>
  TERMS.find(
    (term) =>
      term.duty === duty &&
      (term.version === undefined || term.version === policy.version) &&
      (term.tier === undefined || term.tier === policy.tier) &&
      (term.technicalSchool === undefined || term.technicalSchool === policy.technicalSchool),
  ) ?? null;
