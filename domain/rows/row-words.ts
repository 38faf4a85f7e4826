// What is wrong with a row or a file, and how to mend it: for the page, the annotated copy of the file and the API.
// Never a word of what stands in the cell.
import { FAULT_WORDS, type FaultCode } from '../fault-words.ts';
import type { Words } from '../result.ts';
import { isKeyOf } from '../table.ts';
import { COLUMNS, type Column } from './columns.ts';

export interface Mending {
  readonly message: Words;
  readonly howToMend: Words;
}

const words = (zh: string, en: string, mendZh: string, mendEn: string): Mending => ({
  message: { zh, en },
  howToMend: { zh: mendZh, en: mendEn },
});

const TEXT_FORMAT = [
  '在 Excel 中先把该列设为“文本”格式，再对照原件重新输入。',
  'Format the column as text in Excel, then type the number again from the document.',
] as const;

export const ROW_WORDS = {
  cell_empty: words('此格不能为空。', 'This cell must not be empty.', '补填此项。', 'Fill it in.'),
  cell_too_long: words(
    '内容太长。',
    'This is too long.',
    '核对是否粘贴了别的内容。',
    'See whether something else was pasted here.',
  ),
  cell_lost_digits: words(
    '号码被表格软件当作数字，末尾几位已丢失。',
    'The spreadsheet took the number for a quantity, and its last digits are lost.',
    ...TEXT_FORMAT,
  ),
  id_type_unknown: words(
    '没有这种证件类型。',
    'There is no such ID type.',
    '从下拉列表中选择，如“居民身份证”。',
    'Choose it from the list, say 居民身份证.',
  ),
  level_form: words(
    '等级应写成“中文数字级/等级名称”（R13）。',
    'A level is written as numeral and name (R13).',
    '从下拉列表中选择，如“三级/高级工”。',
    'Choose it from the list, say 三级/高级工.',
  ),
  job_dashes: words(
    '没有工种或职业方向时应填两个半角短横“--”（R13）。',
    'Without job or direction there are two hyphens, -- (R13).',
    '改为“--”。',
    'Write --.',
  ),
  date_form: words('不是有效的日期。', 'This is no date.', '填写为“2026-03-16”的形式。', 'Write it like 2026-03-16.'),
  report_future: words(
    '发证日期晚于今天。',
    'The issue date lies in the future.',
    '核对发证日期；尚未发证的不要上报。',
    'Check the date; report nothing that has not been issued.',
  ),
  report_too_old: words(
    '自发证日期起已超过 6 个月未上报，不予受理（R25）。',
    'Not reported within 6 months of the issue date, so it is not accepted (R25).',
    '核对发证日期；确已超期的从批次中删去。',
    'Check the date; if it is right, take the row out of the batch.',
  ),
  report_late: words(
    '已超过上报期限（R20）。',
    'The term for reporting is over (R20).',
    '上报前填写《逾期上报情况说明》（附件 3）。',
    'Fill in the explanation of a late report (annex 3) before reporting.',
  ),
  institution_differs: words(
    '与备案的机构名称不一致（R14）。',
    'This is not the filed name of the institution (R14).',
    '改为备案的全称；名称已变更的先办理备案变更。',
    'Write the filed name; if the name has changed, have the filing changed first.',
  ),
  occupation_outside_scope: words(
    '不在本机构备案的职业范围内（R14）。',
    'This occupation is not in the filed scope (R14).',
    '核对职业名称；备案范围有误的先办理备案变更。',
    'Check the name of the occupation; if the filing is wrong, have it changed first.',
  ),
  job_outside_scope: words(
    '不在该职业备案的工种/职业方向内（R14）。',
    'This job is not in the filed scope of the occupation (R14).',
    '按备案范围改正；备案时没有工种的填“--”。',
    'Write a filed one; where none was filed write --.',
  ),
  level_outside_scope: words(
    '该职业没有备案这个等级（R14）。',
    'This level was not filed for the occupation (R14).',
    '核对等级和职业名称。',
    'Check level and occupation.',
  ),
  forbidden_word: words(
    '含有证书上不得使用的字样，如“中国”“全国”“广东”“职业资格”（R15）。',
    'There is a word in it that no certificate may bear, such as 中国, 全国, 广东 or 职业资格 (R15).',
    '按国家职业分类大典的职业、工种名称填写。',
    'Use the name of the national classification of occupations.',
  ),
  age_impossible: words(
    '按证件号码推算，发证时的年龄不可能（不足 14 岁或超过 100 岁）。',
    'By the ID number the holder was under 14 or over 100 on the issue date.',
    '核对证件号码和发证日期。',
    'Check ID number and issue date.',
  ),
  age_unusual: words(
    '按证件号码推算，发证时不足 16 岁或超过 70 岁，请确认。',
    'By the ID number the holder was under 16 or over 70 on the issue date.',
    '核对证件号码和发证日期；确实无误的可以上报。',
    'Check ID number and issue date; if both are right, leave them.',
  ),
  number_twice: words(
    '证书编号与本批次另一行相同（R9）。',
    'Another row of this batch has the same certificate number (R9).',
    '核对两行，改正其中一行，或删去重复的一行。',
    'Compare the two rows; correct one, or take it out.',
  ),
  number_taken: words(
    '该证书编号已上报过（R9）。',
    'This certificate number has been reported before (R9).',
    '核对编号；重复上报的删去此行。',
    'Check the number; if the certificate was reported before, take the row out.',
  ),
  sequence_gap: words(
    '此编号之前有缺号，序列号应连续（R9）。',
    'Numbers are missing before this one; the sequence has no gaps (R9).',
    '补报缺少的证书；已作废或另批上报的，在说明中写明。',
    'Report the missing certificates, or say in a note what became of them.',
  ),
  person_twice: words(
    '同一人的同一职业、工种和等级在本批次出现了两次。',
    'The same person, occupation, job and level stand twice in this batch.',
    '核对两行，删去重复的一行。',
    'Compare the two rows and take one out.',
  ),
  id_two_names: words(
    '同一证件号码在本批次有两个不同的姓名。',
    'One ID number has two names in this batch.',
    '对照证件核对两行的姓名和号码。',
    'Compare names and numbers of both rows with the documents.',
  ),
} as const satisfies Record<string, Mending>;

export type OwnRowCode = keyof typeof ROW_WORDS;
export type RowCode = OwnRowCode | FaultCode;

/** The words for a problem. Faults of numbers, names and IDs say for themselves what to do; the column adds how. */
export function mendingOf(code: RowCode, column: Column): Mending {
  if (isKeyOf(ROW_WORDS, code)) return ROW_WORDS[code];
  return BORROWED[column][code];
}

// Made once: a file with a hundred thousand wrong cells must not make a hundred thousand sentences.
const borrowed = (howToMend: Words): Record<FaultCode, Mending> => {
  const all: Partial<Record<FaultCode, Mending>> = {};
  for (const [code, message] of Object.entries(FAULT_WORDS))
    if (isKeyOf(FAULT_WORDS, code)) all[code] = { message, howToMend };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key of FAULT_WORDS has just been set
  return all as Record<FaultCode, Mending>;
};

const BORROWED: Readonly<Record<Column, Record<FaultCode, Mending>>> = {
  holderName: borrowed(COLUMNS.holderName.mend),
  idType: borrowed(COLUMNS.idType.mend),
  idNumber: borrowed(COLUMNS.idNumber.mend),
  occupation: borrowed(COLUMNS.occupation.mend),
  job: borrowed(COLUMNS.job.mend),
  level: borrowed(COLUMNS.level.mend),
  certificateNumber: borrowed(COLUMNS.certificateNumber.mend),
  issueDate: borrowed(COLUMNS.issueDate.mend),
  institutionName: borrowed(COLUMNS.institutionName.mend),
};

export const HEADER_WORDS = {
  column_missing: words(
    '缺少此列。',
    'This column is missing.',
    '使用下载的模板，不要改动表头。',
    'Use the template and leave its headers as they are.',
  ),
  column_twice: words(
    '此列出现了两次。',
    'This column is there twice.',
    '删去多余的一列。',
    'Take one of the two out.',
  ),
} as const satisfies Record<string, Mending>;
