import { englishOnDemand } from './language.ts';

const zh = {
  titlePhrases: ['职业技能等级', '证书查验'],
  pageTitle: '首页',
  lead: '拿到一本证书，先看它是不是真的、现在是不是有效。',
  choose: '选择查验方式',
  scan: '扫描二维码',
  scanHint: '手里有证书，几秒钟出结果，没有网络也可以',
  lookup: '输入信息查询',
  lookupHint: '证书编号、姓名、证件号码，任意两项',
  where: '这些信息在证书上的位置',
  sketch: '证书示意图：左下方是二维码，右下方依次是姓名、证件号码和证书编号。',
  place1: '二维码',
  place2: '姓名',
  place3: '证件号码',
  place4: '证书编号',
  placeNote: '电子证书与纸质证书版式相同，效力相同。',
  more: '您可能想知道',
  notFound: '查不到证书怎么办',
  notFoundWhy: '新发的证书最长 75 个工作日内可以查到；也可以直接向发证机构核实。',
  progress: '我的证书什么时候能查到',
  progressWhy: '看证书信息办到了哪一步、由谁办理、最迟哪一天可以查询。',
  clone: '怎样识别假冒的查验网站',
  cloneWhy: '印在纸上的网址防不住仿冒的网站。请自己输入网址，或安装本应用。',
  privacy: '查询会留下什么',
  privacyWhy: '您输入的姓名和证件号码不写入网址、浏览记录和日志。',
  many: '招聘现场要查很多本',
  manyWhy: '连续扫码，结果只留在您的设备上，可以导出表格。',
};

export type HomeWords = typeof zh;

export const homeWords = englishOnDemand(zh, () => import('./home.en.ts'));
