import { englishOnDemand } from './language.ts';

const zh = {
  service: '证验',
  serviceFull: '职业技能等级证书查验',
  skip: '跳到正文',
  home: '首页',
  scan: '扫码核验',
  lookup: '信息查询',
  institutions: '评价机构',
  about: '使用说明',
  mainNav: '主导航',
  footNav: '其他页面',
  status: '可信名单与显示设置',
  tools: '显示设置',
  largeType: '大字',
  otherLanguage: 'English',
  offline: '当前没有网络。扫码核验照常可用；信息查询和机构目录需要联网。',
  promise: '免费查询，随时随地可用。查询结果不得用于商业用途。',
  promiseMore:
    '证书信息由评价机构负责，经人力资源社会保障部门审核后提供查询。请只查询本人的，或经本人同意、因用工等需要核对的证书。',
  privacy: '隐私说明',
  accessibility: '无障碍说明',
  api: '开放接口',
  progress: '上网进度',
  session: '连续扫码',
  trustNone: '可信名单：尚未下载',
  trustFresh: (age: string) => `可信名单 ${age}更新`,
  trustAgeing: (age: string) => `可信名单 ${age}更新，请联网`,
  trustStale: (age: string) => `可信名单已过期（${age}）`,
  trustClock: '设备时钟有误，请校准',
  justNow: '刚刚',
  minutesAgo: (n: number) => `${n} 分钟前`,
  hoursAgo: (n: number) => `${n} 小时前`,
  daysAgo: (n: number) => `${n} 天前`,
  chunkTitle: '页面没有载入完整',
  chunkWhy: '可能是网络中断，或者本服务刚刚更新。',
  reload: '重新载入',
  crashTitle: '页面出现了错误',
  crashWhy: '您的输入没有被保存或发送。请重新载入；如果反复出现，请改用扫码核验或稍后再试。',
  wait: '正在载入…',
};

export type ShellWords = typeof zh;

export const shellWords = englishOnDemand(zh, () => import('./shell.en.ts'));
