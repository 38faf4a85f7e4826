import { englishOnDemand } from './language.ts';

const zh = {
  title: '信息查询',
  lead: '填写证书上的任意两项，与登记信息一致才会显示结果。',
  pair: '您要用哪两项查询？',
  pairs: {
    number_name: ['证书编号', '姓名'],
    number_id: ['证书编号', '证件号码'],
    name_id: ['姓名', '证件号码'],
  },
  certificateNumber: '证书编号',
  certificateNumberHint: '1 个大写字母和 21 位数字，印在证书右下方',
  name: '姓名',
  nameHint: '与证书上的写法一致；间隔号、空格不影响查询',
  idNumber: '证件号码',
  idNumberHint: '身份证、护照、港澳台居民证件、外国人永久居留身份证',
  counted: (typed: number, of: number) => `已输入 ${typed} 位，共 ${of} 位`,
  numberRight: '编号格式正确',
  idRight: (type: string) => `格式正确：${type}`,
  idCheckRight: '校验位正确：居民身份证',
  listed: (items: string[]) => items.join('、'),
  submit: '查询',
  searching: '正在查询…',
  confirming: '正在确认…',
  confirmingWhy: '查询的人较多，正在自动完成一次确认，请稍候。',
  limited: '查询次数较多，请稍后再试',
  limitedWait: (seconds: number) => `请等待 ${seconds} 秒。已填写的内容会保留；扫码核验不受影响。`,
  limitedOver: '现在可以重新查询了。',
  offline: '没有连上网络',
  offlineWhy: '已填写的内容会保留，联网后再点“查询”。手里有证书时，扫码核验不需要网络。',
  foreign: '当前网络拦截了查询',
  foreignWhy: '您可能在使用需要登录的无线网络。请先完成网络登录，或换用手机流量后重试。',
  failed: '查询服务暂时不可用',
  failedWhy: '已填写的内容会保留，请稍后再试。扫码核验不受影响。',
  refused: '服务没有接受这次查询',
  refusedWhy: '请核对填写的内容后重试。',
  requestId: '反馈编号',
  scanInstead: '改用扫码核验',
  privacy: '您填写的内容只用于这一次查询，不会写入网址或保存在设备上。',
  askedBefore: '上次的结果没有保留',
  askedBeforeWhy: '为保护个人信息，结果只在页面打开期间显示。请重新查询。',
  where: '这些信息在证书上的位置',
  sketch: '证书示意图：左下方是二维码，右下方依次是姓名、证件号码和证书编号。',
};

export type LookupWords = typeof zh;

export const lookupWords = englishOnDemand(zh, () => import('./lookup.en.ts'));
