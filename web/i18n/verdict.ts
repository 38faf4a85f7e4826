// The words around a verdict. Why and what next are in domain/verdict-words.ts, shared with the API; those of the plate and
// of the ID check come with these.
import { englishOnDemand } from './language.ts';

const zh = {
  title: '核验结果',
  judging: '正在核验…',
  factsTitle: '与证书逐项核对',
  factsWhy: '下面是签章里的内容。任何一项与纸面不同，纸面就可能被改动过。',
  reveal: '显示全名，与纸面核对',
  hide: '隐藏全名',
  nameHidden: '为保护个人信息，先只显示第一个字',
  checksTitle: '核验了什么',
  seal: '签章',
  seals: { genuine: '真实', altered: '内容有变或不完整', unknown_key: '密钥不被认可', not_ours: '不是本平台的签章' },
  sealUnchecked: '未核验',
  standing: '证书状态',
  standingUnconfirmed: '不能确认',
  standings: {
    valid: '有效',
    withdrawn: '已撤销',
    suspended: '已暂停查询',
    superseded: '已被更正后的证书取代',
    unknown: '未知',
  },
  freshness: '状态名单',
  freshnesses: {
    fresh: (when: string) => `${when}（24 小时以内）`,
    ageing: (when: string) => `${when}（7 天以内）`,
    stale: (when: string) => `${when}（已过期）`,
    none: '本机没有',
    clock_wrong: '本机时间有误，无法判断',
  },
  allChecks: (passed: number, of: number) => `逐项查看：${of} 项中 ${passed} 项通过`,
  results: { passed: '通过', failed: '未通过', not_done: '未进行' },
  code: '结果代码',
  bundle: (version: number) => `可信名单第 ${version} 版`,
  nextTitle: '接下来',
  lookup: '信息查询',
  again: '再扫一本',
  print: '打印结果',
  refresh: '联网更新后重新核验',
  emptyTitle: '扫码核验',
  emptyLead: '没有读到证书内容。',
  emptyWhy: '为保护个人信息，二维码的内容不留在地址栏里，刷新后需要重新扫描。',
  scan: '扫描二维码',
  idTitle: '核对证件号码',
  idWhy: '不联网也能核对：证书上二维码旁印有 10 位校验码。',
  printed: (when: string, host: string) => `由 ${host} 于 ${when}（北京时间）核验。打印件不能代替当场核验。`,
};

export type VerdictWords = typeof zh;

export const verdictWords = englishOnDemand(zh, () => import('./verdict.en.ts'));
