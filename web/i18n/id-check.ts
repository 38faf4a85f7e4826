import { englishOnDemand } from './language.ts';

const zh = {
  idCode: '校验码',
  idCodeHint: '10 位数字和字母，例如 7K3QM-9XW2T；不分大小写',
  idCodeWrong: '校验码是 10 位数字和字母，请对照证书重新输入。',
  idType: '证件类型',
  idNumber: '证件号码',
  idSubmit: '核对',
  idChecking: '正在核对，约需一秒…',
  idMatch: '一致',
  idMatchWhy: '这个证件号码就是发证时登记的号码。',
  idNoMatch: '不一致',
  idNoMatchWhy:
    '请核对校验码、证件类型和号码有没有输错。仍不一致的，这本证书不属于该证件的持有人，或登记的是另一种证件。',
  idFailed: '没能完成核对，请再试一次。',
};

export type IdCheckWords = typeof zh;

export const idCheckWords = englishOnDemand(zh, () => import('./id-check.en.ts'));
