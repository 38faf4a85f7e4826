// What to tell somebody about a typed fact that cannot be right: what is wrong and how to mend it. The API and the
// pages both say it in these words; never a word of what was typed.
import type { FilingFaultCode, NumberFaultCode } from './certificate-number.ts';
import type { NameFaultCode } from './holder-name.ts';
import type { IdFaultCode } from './id-document.ts';
import type { Words } from './result.ts';

export type FaultCode = NumberFaultCode | FilingFaultCode | NameFaultCode | IdFaultCode;

export const FAULT_WORDS = {
  number_empty: {
    zh: '请输入证书编号：1 个字母加 21 位数字，印在证书右下方。',
    en: 'Enter the certificate number: 1 letter and 21 digits, printed at the lower right of the certificate.',
  },
  number_character: {
    zh: '编号中有字母、数字以外的字符，请删去。',
    en: 'There is something other than letters and digits. Remove it.',
  },
  number_too_short: {
    zh: '编号应为 22 位，现在还不够，请对照证书补齐。',
    en: 'The number has 22 characters; some are missing. Compare it with the certificate.',
  },
  number_too_long: {
    zh: '编号应为 22 位，多出的部分请删去。',
    en: 'The number has 22 characters. Remove what is too much.',
  },
  number_class: {
    zh: '第 1 位应为字母 S 或 Y。职业资格证书（编号全是数字）不在这里查询。',
    en: 'It begins with the letter S or Y. Vocational qualification certificates, which have digits only, are not found here.',
  },
  number_digit: {
    zh: '第 1 位以后都是数字：请看清是数字 0 还是字母 O，是 1 还是 I。',
    en: 'Behind the first letter there are only digits. Look for an O typed for 0, or an I for 1.',
  },
  number_province: {
    zh: '第 6、7 位不是省级代码（广东为 44），请核对。',
    en: 'Characters 6 and 7 are no province code (Guangdong is 44). Check them.',
  },
  number_place: {
    zh: '第 8、9 位不是广东省的地市代码（如广州 01、深圳 03），请核对。',
    en: 'Characters 8 and 9 are no place in Guangdong (Guangzhou is 01, Shenzhen 03). Check them.',
  },
  number_level: {
    zh: '第 16 位是技能等级，应为 1 至 5，请核对。',
    en: 'Character 16 is the level, 1 to 5. Check it.',
  },
  number_sequence: {
    zh: '最后 6 位是序列号，从 000001 起，请核对。',
    en: 'The last 6 digits are a sequence that begins with 000001. Check them.',
  },
  number_prefix_differs: {
    zh: '前 13 位与本机构备案的编号前缀不一致，请按备案的前缀编号。',
    en: 'The first 13 characters are not the prefix filed for this institution. Use the filed prefix.',
  },
  number_year_differs: {
    zh: '第 14、15 位与发证日期的年份不一致，请核对编号和发证日期。',
    en: 'Characters 14 and 15 are not the year of the issue date. Check the number and the date.',
  },
  number_level_differs: {
    zh: '第 16 位与技能等级不一致，请核对编号和等级。',
    en: 'Character 16 is not the level of the certificate. Check the number and the level.',
  },

  id_empty: { zh: '请输入证件号码。', en: 'Enter the ID number.' },
  id_character: {
    zh: '有不应出现的字符：居民身份证是 17 位数字加数字或 X，其他证件只含字母、数字。',
    en: 'A character does not belong there: resident ID numbers are 17 digits and a digit or X, others letters and digits.',
  },
  id_form: {
    zh: '不像任何一种可用证件的号码，请对照证件核对位数和字母。',
    en: 'No accepted document has a number like this. Compare length and letters with the document.',
  },
  id_length: {
    zh: '居民身份证号码应为 18 位，请核对有没有漏输或多输。',
    en: 'A resident ID number has 18 characters. Look for one too few or too many.',
  },
  id_old_resident: {
    zh: '这是 15 位的旧号码，已停用。请输入现在身份证上的 18 位号码。',
    en: 'Numbers of 15 digits are no longer in use. Enter the 18 characters of the present identity card.',
  },
  id_region: {
    zh: '前 6 位（地区）不对，请对照身份证核对。',
    en: 'The first 6 digits, the region, cannot be right. Compare them with the card.',
  },
  id_birth_date: {
    zh: '第 7 至 14 位（出生日期）不是有效的日期，请核对。',
    en: 'Digits 7 to 14, the date of birth, are no date. Check them.',
  },
  id_check_digit: {
    zh: '校验不通过：18 位中至少有一位输错了，请逐位核对。',
    en: 'The check digit does not agree: at least one of the 18 is wrong. Compare them one by one.',
  },
  id_passport_form: {
    zh: '护照号码是 5 至 14 位字母和数字，请对照护照资料页核对。',
    en: 'A passport number has 5 to 14 letters and digits. Compare it with the data page.',
  },
  id_hmt_residence_form: {
    zh: '居住证号码为 18 位，以 810000、820000 或 830000 开头，请核对。',
    en: 'A residence permit number has 18 characters and begins with 810000, 820000 or 830000. Check it.',
  },
  id_hk_macao_form: {
    zh: '通行证号码是 H 或 M 加 8 位数字（旧证 10 位），请核对。',
    en: 'The permit number is H or M and 8 digits (10 on older permits). Check it.',
  },
  id_taiwan_form: {
    zh: '通行证号码为 8 位数字（旧证 10 位以上），请核对。',
    en: 'The permit number has 8 digits (10 or more on older permits). Check it.',
  },
  id_foreign_permanent_form: {
    zh: '永久居留身份证号码为 9 开头的 18 位，或 3 个字母加 12 位数字，请核对。',
    en: 'The number has 18 characters beginning with 9, or 3 letters and 12 digits. Check it.',
  },

  name_empty: { zh: '请输入持证人姓名。', en: "Enter the holder's name." },
  name_too_long: {
    zh: '姓名太长（最多 100 个字），请只输入姓名。',
    en: 'This is too long for a name (at most 100 characters). Enter the name only.',
  },
  name_broken_text: {
    zh: '姓名中有损坏的字符（乱码），请重新输入。',
    en: 'A character is broken. Type the name again.',
  },
  name_control_character: {
    zh: '姓名中有看不见的控制字符，请手工重新输入。',
    en: 'There is an invisible control character. Type the name by hand.',
  },
  name_bidi_control: {
    zh: '姓名中有改变文字顺序的隐藏字符，请手工重新输入，不要粘贴。',
    en: 'There is a hidden character that reorders text. Type the name by hand instead of pasting it.',
  },
  name_private_use: {
    zh: '姓名中有只在个别电脑上能显示的自造字，请用输入法输入标准的生僻字。',
    en: 'A character exists only in the fonts of some computers. Enter the standard character with an input method.',
  },
  name_digit: { zh: '姓名中不应有数字，请删去。', en: 'A name has no digits. Remove them.' },
  name_markup: { zh: '姓名中不应有 < > & " 等符号，请删去。', en: 'A name has no < > & or " in it. Remove them.' },
  name_symbol: {
    zh: '姓名中有不应出现的符号，请按证件上的姓名输入；间隔号请用“·”。',
    en: 'There is a symbol that belongs in no name. Enter the name as on the ID document, with · between its parts.',
  },
} as const satisfies Record<FaultCode, Words>;
