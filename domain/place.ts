// R4 and R5: where an institution is filed, as written into positions 6 to 9 of its certificate numbers.
import type { GuangdongPlaceCode, ProvinceCode } from './place-codes.ts';
import type { Words } from './result.ts';

export { GUANGDONG_PLACE_CODES, PROVINCE_CODES } from './place-codes.ts';
export type { GuangdongPlaceCode, ProvinceCode } from './place-codes.ts';

/** GB/T 2260, the first two digits. */
export const PROVINCES = {
  '11': { zh: '北京市', en: 'Beijing' },
  '12': { zh: '天津市', en: 'Tianjin' },
  '13': { zh: '河北省', en: 'Hebei' },
  '14': { zh: '山西省', en: 'Shanxi' },
  '15': { zh: '内蒙古自治区', en: 'Inner Mongolia' },
  '21': { zh: '辽宁省', en: 'Liaoning' },
  '22': { zh: '吉林省', en: 'Jilin' },
  '23': { zh: '黑龙江省', en: 'Heilongjiang' },
  '31': { zh: '上海市', en: 'Shanghai' },
  '32': { zh: '江苏省', en: 'Jiangsu' },
  '33': { zh: '浙江省', en: 'Zhejiang' },
  '34': { zh: '安徽省', en: 'Anhui' },
  '35': { zh: '福建省', en: 'Fujian' },
  '36': { zh: '江西省', en: 'Jiangxi' },
  '37': { zh: '山东省', en: 'Shandong' },
  '41': { zh: '河南省', en: 'Henan' },
  '42': { zh: '湖北省', en: 'Hubei' },
  '43': { zh: '湖南省', en: 'Hunan' },
  '44': { zh: '广东省', en: 'Guangdong' },
  '45': { zh: '广西壮族自治区', en: 'Guangxi' },
  '46': { zh: '海南省', en: 'Hainan' },
  '50': { zh: '重庆市', en: 'Chongqing' },
  '51': { zh: '四川省', en: 'Sichuan' },
  '52': { zh: '贵州省', en: 'Guizhou' },
  '53': { zh: '云南省', en: 'Yunnan' },
  '54': { zh: '西藏自治区', en: 'Tibet' },
  '61': { zh: '陕西省', en: 'Shaanxi' },
  '62': { zh: '甘肃省', en: 'Gansu' },
  '63': { zh: '青海省', en: 'Qinghai' },
  '64': { zh: '宁夏回族自治区', en: 'Ningxia' },
  '65': { zh: '新疆维吾尔自治区', en: 'Xinjiang' },
  '71': { zh: '台湾省', en: 'Taiwan' },
  '81': { zh: '香港特别行政区', en: 'Hong Kong' },
  '82': { zh: '澳门特别行政区', en: 'Macao' },
} as const satisfies Record<ProvinceCode, Words>;

/** R5. Not the digits of GB/T 2260 throughout: 00 is the provincial level itself. */
export const GUANGDONG_PLACES = {
  '00': { zh: '广东省省本级', en: 'Guangdong, provincial level' },
  '01': { zh: '广州市', en: 'Guangzhou' },
  '02': { zh: '韶关市', en: 'Shaoguan' },
  '03': { zh: '深圳市', en: 'Shenzhen' },
  '04': { zh: '珠海市', en: 'Zhuhai' },
  '05': { zh: '汕头市', en: 'Shantou' },
  '06': { zh: '佛山市', en: 'Foshan' },
  '07': { zh: '江门市', en: 'Jiangmen' },
  '08': { zh: '湛江市', en: 'Zhanjiang' },
  '09': { zh: '茂名市', en: 'Maoming' },
  '12': { zh: '肇庆市', en: 'Zhaoqing' },
  '13': { zh: '惠州市', en: 'Huizhou' },
  '14': { zh: '梅州市', en: 'Meizhou' },
  '15': { zh: '汕尾市', en: 'Shanwei' },
  '16': { zh: '河源市', en: 'Heyuan' },
  '17': { zh: '阳江市', en: 'Yangjiang' },
  '18': { zh: '清远市', en: 'Qingyuan' },
  '19': { zh: '东莞市', en: 'Dongguan' },
  '20': { zh: '中山市', en: 'Zhongshan' },
  '51': { zh: '潮州市', en: 'Chaozhou' },
  '52': { zh: '揭阳市', en: 'Jieyang' },
  '53': { zh: '云浮市', en: 'Yunfu' },
} as const satisfies Record<GuangdongPlaceCode, Words>;
