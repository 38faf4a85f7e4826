import { englishOnDemand } from './language.ts';

const zh = {
  title: '查询结果',
  one: '查到 1 本证书',
  many: (n: number) => `查到 ${n} 本证书`,
  which: (n: number) => `第 ${n} 本`,
  words: { valid: '有效', withdrawn: '已撤销', suspended: '暂停查询' },
  lines: {
    valid: '登记信息与您填写的两项一致',
    withdrawn: '您填写的两项与登记一致，但这本证书已被撤销',
    suspended: '您填写的两项与登记一致，但这本证书正在核查',
  },
  compareTitle: '请与证书逐项核对',
  compare: '有任何一项与证书上印的不同，证书就可能被改动过，请向发证机构核实。',
  withheld: '撤销或暂停的证书不显示其他内容。需要了解原因的，请持证人联系发证机构。',
  masked: '您没有填写姓名，只显示第一个字',
  institutionContact: '联系方式',
  asOf: '查询时间：',
  print: '打印结果',
  printed: (host: string) => `由 ${host} 查询。打印件不能代替当场查询。`,
  again: '查询另一本',
  change: '返回修改',
  noMatch: '未查到',
  noMatchLine: '没有与这两项同时一致的证书',
  noMatchNot: '查不到不等于证书是假的。请依次：',
  step1: '核对填写的内容',
  step1Why: '编号逐段核对，姓名用证书上的写法，证件号码用发证时登记的证件。',
  step2: '看看是不是新发的证书',
  step2Why: '证书信息最长在发证日期后 75 个工作日内可以查到。',
  progress: '持证人查询上网进度',
  step3: '向发证机构查询',
  step3Why: '谁发证，谁负责。发证机构印在证书左下方，也可以在机构目录里查到联系方式和备案范围。',
  thisInstitution: '查看这个编号所属的机构',
  directory: '评价机构目录',
  scan: '手里有证书？扫描二维码核验',
};

export type ResultWords = typeof zh;

export const resultWords = englishOnDemand(zh, () => import('./result.en.ts'));
