import type { ProgressStepName } from '../../domain/progress.ts';
import { inBoth } from './language.ts';

interface ProgressAnswerWords {
  found: (n: number) => string;
  level: string;
  line: string;
  steps: Record<ProgressStepName, string>;
  issued: string;
  online: string;
  doneOn: (date: string) => string;
  done: string;
  returnedOn: (date: string) => string;
  returned: string;
  now: string;
  dueBy: (date: string) => string;
  noTerm: string;
  late: string;
  lateSince: (date: string) => string;
  toCome: (date: string) => string;
  toComeOpen: string;
  estimate: string;
  with: string;
  centres: Record<'city' | 'province' | 'ministry', string>;
  promised: (date: string) => string;
  promiseKept: string;
  mayBeLater: string;
  promiseOver: (date: string) => string;
  ask: string;
  askWhy: string;
  askLate: string;
  askCeased: string;
  phone: string;
  contacts: string;
  verify: string;
  verifyWhy: string;
  verifyLookup: string;
  verifyScan: string;
  paper: (date: string) => string;
  withheld: string;
  again: string;
  asOf: string;
}

export const progressAnswerWords = inBoth<ProgressAnswerWords>(
  {
    found: (n) => (n === 1 ? '查到 1 本证书' : `查到 ${n} 本证书`),
    level: '等级',
    line: '办理过程',
    steps: {
      report: '评价机构上报',
      city_review: '市级审核',
      provincial_review: '省级审核',
      ministry_review: '部级中心上网',
      rereport_city: '评价机构核对后再次上报',
      rereport_province: '评价机构核对后再次上报',
      rereport_ministry: '评价机构核对后再次上报',
    },
    issued: '发证',
    online: '可以查询',
    doneOn: (date) => `${date}完成`,
    done: '已完成',
    returnedOn: (date) => `${date}请评价机构核对更正`,
    returned: '请评价机构核对更正',
    now: '正在办理',
    dueBy: (date) => `最迟 ${date}`,
    noTerm: '期限从收到之日起算',
    late: '超过期限',
    lateSince: (date) => `应不晚于 ${date}完成`,
    toCome: (date) => `预计不晚于 ${date}`,
    toComeOpen: '前一步完成后开始',
    estimate: '途中年份的放假安排尚未公布，日期为估算',
    with: '办理方：',
    centres: { city: '市级鉴定（指导）中心', province: '省级鉴定（指导）中心', ministry: '部级中心' },
    promised: (date) => `承诺不晚于 ${date}可以查询`,
    mayBeLater: '数据更正后要重新审核，如各步都用满期限，会晚于承诺的日期。',
    promiseKept: '任何人都可以凭两项信息查询',
    promiseOver: (date) => `承诺的日期是 ${date}，已经超过，请直接询问评价机构`,
    ask: '有疑问，找谁',
    askWhy: '证书由评价机构负责，请先联系发证的评价机构。',
    askLate: '已经超过期限，请联系发证的评价机构，由机构向办理方查询。',
    askCeased: '这家机构已停止评价，由备案部门接管，请联系：',
    phone: '电话',
    contacts: '机构详情',
    verify: '怎样核验',
    verifyWhy: '用人单位可以扫证书上的二维码，或者凭证书编号、姓名、证件号码中的两项查询。',
    verifyLookup: '信息查询',
    verifyScan: '扫码核验',
    paper: (date) => `纸质证书由评价机构最迟在 ${date}前发放。`,
    withheld: '目前不提供查询',
    again: '查询另一本',
    asOf: '查询时间：',
  },
  {
    found: (n) => (n === 1 ? '1 certificate found' : `${n} certificates found`),
    level: 'Level',
    line: 'Steps',
    steps: {
      report: 'Reported by the institution',
      city_review: 'Review by the city centre',
      provincial_review: 'Review by the provincial centre',
      ministry_review: 'Put online by the ministry centre',
      rereport_city: 'Checked and reported again by the institution',
      rereport_province: 'Checked and reported again by the institution',
      rereport_ministry: 'Checked and reported again by the institution',
    },
    issued: 'Issued',
    online: 'Open to lookups',
    doneOn: (date) => `Done on ${date}`,
    done: 'Done',
    returnedOn: (date) => `Sent back on ${date} for the institution to check`,
    returned: 'Sent back for the institution to check',
    now: 'Under way',
    dueBy: (date) => `Due by ${date}`,
    noTerm: 'The term runs from receipt',
    late: 'Late',
    lateSince: (date) => `Was due by ${date}`,
    toCome: (date) => `Expected by ${date}`,
    toComeOpen: 'Begins when the step before is done',
    estimate: 'Estimate: the holidays of that year are not published yet',
    with: 'With: ',
    centres: { city: 'the city centre', province: 'the provincial centre', ministry: 'the ministry centre' },
    promised: (date) => `Promised by ${date}`,
    mayBeLater:
      'Corrected data is reviewed again: if every step takes as long as it may, it will be later than promised.',
    promiseKept: 'Anybody with two of its facts can look it up',
    promiseOver: (date) => `Promised by ${date}, which is over: please ask the institution`,
    ask: 'Whom to ask',
    askWhy: 'The institution answers for its certificates: please ask there first.',
    askLate: 'A step is late: please ask the institution, which can enquire where the data is.',
    askCeased: 'This institution has stopped. The centre it was filed with has taken over; please ask:',
    phone: 'Telephone',
    contacts: 'Institution',
    verify: 'How to verify it',
    verifyWhy:
      'An employer scans the QR code on the certificate, or types two of certificate number, name and ID number.',
    verifyLookup: 'Look it up',
    verifyScan: 'Scan it',
    paper: (date) => `The institution hands out the paper certificate by ${date}.`,
    withheld: 'Not open to lookups at present',
    again: 'Look up another',
    asOf: 'Looked up (Beijing time): ',
  },
);
