// What the certificate calls its fields (R11), in both languages as printed on it.
import { englishOnDemand } from './language.ts';

const zh = {
  holderName: '姓名',
  occupation: '职业名称',
  job: '工种/职业方向',
  level: '职业技能等级',
  certificateNumber: '证书编号',
  institution: '发证机构',
  issueDate: '发证日期',
};

export type FactLabels = typeof zh;

export const factLabels = englishOnDemand(zh, () => import('./facts.en.ts'));
