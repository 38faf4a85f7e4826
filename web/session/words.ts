// The words of the hiring-day list.
import { englishOnDemand } from '../i18n/language.ts';

const zh = {
  title: '连续扫码',
  lead: '一本接一本，不用点按。名单只存在这台设备上，到时自动删除。',
  again: (times: number) => `扫过了，第 ${times} 次`,
  ready: '请扫第一本证书',
  list: '扫码名单',
  count: (n: number) => `共 ${n} 本`,
  empty: '还没有扫码。',
  holder: (name: string, tail: string) => `${name} 尾号 ${tail}`,
  nobody: '无法读出持证人',
  remove: '删除',
  removeLabel: (what: string) => `删除 ${what}`,
  clear: '全部删除',
  clearSure: '确定删除全部？',
  cancel: '不删除',
  removed: '已删除',
  export: '导出表格（CSV）',
  keep: '自动删除',
  keepHours: (hours: number) => `${hours} 小时后`,
  privacy: '姓名只留第一个字，编号只留后六位；不上传，不同步。导出的文件请自行妥善保管。',
  memory: '这个浏览器不保留数据，关闭页面后名单就没有了。',
  hand: '扫码枪或粘贴',
  handHint: '光标留在这里，扫一本记一本',
  pause: '暂停相机',
  resume: '打开相机',
  oneByOne: '只查一本？',
  scan: '扫码核验',
  columns: ['序号', '扫码时间', '姓名', '证书编号后六位', '职业', '等级', '结论', '结果代码', '名单截至', '扫码次数'],
};

export type SessionWords = typeof zh;

export const sessionWords = englishOnDemand(zh, () => import('./words.en.ts'));
