// What to tell somebody about each thing that can be wrong with a typed fact: which part, and what it should be.
// Never what was typed.
import type { NumberFaultCode } from '../domain/certificate-number.ts';
import type { NameFaultCode } from '../domain/holder-name.ts';
import type { IdFaultCode } from '../domain/id-document.ts';
import type { Words } from '../domain/result.ts';

export type FormFaultCode = 'wrong_type' | 'missing' | 'too_long' | 'wrong_form';
export type FactFaultCode = FormFaultCode | NumberFaultCode | NameFaultCode | IdFaultCode;

export const FACT_WORDS = {
  wrong_type: { zh: '此项须为文字（JSON 字符串）。', en: 'This must be a text (a JSON string).' },
  missing: { zh: '缺少此项。', en: 'This is missing.' },
  too_long: { zh: '内容过长。', en: 'This is too long.' },
  wrong_form: { zh: '格式有误。', en: 'This does not have the right form.' },

  number_empty: { zh: '请填写证书编号。', en: 'Enter the certificate number.' },
  number_character: {
    zh: '证书编号只含 1 个大写字母和 21 位数字。',
    en: 'A certificate number has only 1 capital letter and 21 digits.',
  },
  number_too_short: {
    zh: '证书编号共 22 位，还缺几位。',
    en: 'A certificate number has 22 characters; some are missing.',
  },
  number_too_long: { zh: '证书编号共 22 位，多了几位。', en: 'A certificate number has 22 characters; this has more.' },
  number_class: { zh: '证书编号第 1 位须为字母 S 或 Y。', en: 'Character 1 must be the letter S or Y.' },
  number_digit: { zh: '证书编号第 2 至 22 位须为数字。', en: 'Characters 2 to 22 must be digits.' },
  number_province: { zh: '证书编号第 6、7 位不是省级代码。', en: 'Characters 6 and 7 are no province code.' },
  number_place: {
    zh: '证书编号第 8、9 位不是广东省的地市代码。',
    en: 'Characters 8 and 9 are no place code of Guangdong.',
  },
  number_level: { zh: '证书编号第 16 位（技能等级）须为 1 至 5。', en: 'Character 16, the level, must be 1 to 5.' },
  number_sequence: {
    zh: '证书编号最后 6 位须为 000001 至 999999。',
    en: 'The last 6 digits must be 000001 to 999999.',
  },

  id_empty: { zh: '请填写证件号码。', en: 'Enter the ID number.' },
  id_character: { zh: '证件号码只含数字和字母。', en: 'An ID number has only digits and letters.' },
  id_form: { zh: '不符合任何受理证件的号码格式。', en: 'This has the form of none of the accepted documents.' },
  id_length: { zh: '居民身份证号码共 18 位。', en: 'A resident identity number has 18 characters.' },
  id_old_resident: {
    zh: '请填写 18 位身份证号码，15 位号码已停用。',
    en: 'Enter the 18-digit number; those of 15 digits are no longer used.',
  },
  id_region: { zh: '身份证号码前 6 位地区代码有误。', en: 'The first 6 digits, the region, cannot be right.' },
  id_birth_date: { zh: '身份证号码第 7 至 14 位不是有效日期。', en: 'Digits 7 to 14 are no valid date of birth.' },
  id_check_digit: {
    zh: '身份证号码校验位不符，请核对有无输错。',
    en: 'The check digit does not agree. Look for a mistyped digit.',
  },
  id_passport_form: { zh: '护照号码格式有误。', en: 'This is not the form of a passport number.' },
  id_hmt_residence_form: {
    zh: '港澳台居民居住证号码格式有误。',
    en: 'This is not the form of a residence permit number.',
  },
  id_hk_macao_form: {
    zh: '港澳居民来往内地通行证号码格式有误。',
    en: 'This is not the form of a mainland travel permit for Hong Kong and Macao residents.',
  },
  id_taiwan_form: {
    zh: '台湾居民来往大陆通行证号码格式有误。',
    en: 'This is not the form of a mainland travel permit for Taiwan residents.',
  },
  id_foreign_permanent_form: {
    zh: '外国人永久居留身份证号码格式有误。',
    en: 'This is not the form of a foreign permanent resident card.',
  },

  name_empty: { zh: '请填写姓名。', en: 'Enter the name.' },
  name_too_long: { zh: '姓名过长。', en: 'The name is too long.' },
  name_broken_text: { zh: '姓名含有损坏的字符，请重新输入。', en: 'The name has a broken character. Type it again.' },
  name_control_character: {
    zh: '姓名含有控制字符，请重新输入。',
    en: 'The name has a control character. Type it again.',
  },
  name_bidi_control: {
    zh: '姓名含有隐藏的方向控制符，请重新输入。',
    en: 'The name has a hidden direction mark. Type it again.',
  },
  name_private_use: {
    zh: '姓名含有自造字，请改用标准字符。',
    en: 'The name has a private-use character. Use the standard character.',
  },
  name_digit: { zh: '姓名不含数字。', en: 'A name has no digits.' },
  name_markup: { zh: '姓名不含 < > & " 等符号。', en: 'A name has no < > & or " in it.' },
  name_symbol: { zh: '姓名含有不应出现的符号。', en: 'The name has a symbol that belongs in no name.' },
} as const satisfies Record<FactFaultCode, Words>;
