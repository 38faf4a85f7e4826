// R11: the columns in which certificates are reported, under the Chinese headers of the template. Order and further
// columns do not matter; a column that is missing does.
import { ID_TYPES } from '../id-types.ts';
import { LEVELS } from '../level.ts';
import { ok, refuse, type Result, type Words } from '../result.ts';
import { keysOf } from '../table.ts';

interface ColumnOf extends Words {
  /** Headers that other systems use for it. */
  readonly also: readonly string[];
  /** How to mend what is wrong in it, where the fault itself does not say. */
  readonly mend: Words;
  /** What the drop-down of the template offers. */
  readonly choices?: readonly string[];
  /** A value that passes, for the template's example row. The person does not exist. */
  readonly sample: string;
}

export const COLUMNS = {
  holderName: {
    zh: '姓名',
    en: 'Name',
    also: ['持证人姓名', '持证人', '考生姓名'],
    mend: { zh: '对照证件原件，重新输入姓名。', en: 'Type the name again from the ID document.' },
    sample: '欧阳示例',
  },
  idType: {
    zh: '证件类型',
    en: 'ID type',
    also: ['证件类别'],
    mend: { zh: '从下拉列表中选择证件类型。', en: 'Choose the type from the list.' },
    choices: Object.values(ID_TYPES).map(({ zh }) => zh),
    sample: '居民身份证',
  },
  idNumber: {
    zh: '证件号码',
    en: 'ID number',
    also: ['身份证号', '身份证号码', '证件号'],
    mend: {
      zh: '对照证件原件，逐位核对后重新输入；在 Excel 中先把该列设为“文本”格式。',
      en: 'Compare with the ID document digit by digit and type it again; in Excel format the column as text first.',
    },
    sample: '449901199003078417',
  },
  occupation: {
    zh: '职业名称',
    en: 'Occupation',
    also: ['职业', '职业（工种）名称'],
    mend: { zh: '按备案范围中的职业名称填写。', en: 'Write the occupation as it was filed.' },
    sample: '电工',
  },
  job: {
    zh: '工种/职业方向',
    en: 'Job or direction',
    also: ['工种', '职业方向', '工种／职业方向', '工种（职业方向）', '工种名称', '工种/职业方向名称'],
    mend: {
      zh: '按备案范围填写；没有工种或职业方向的填“--”。',
      en: 'Write it as it was filed; without job or direction write “--”.',
    },
    sample: '--',
  },
  level: {
    zh: '职业技能等级',
    en: 'Skill level',
    also: ['技能等级', '等级', '级别'],
    mend: { zh: '从下拉列表中选择，如“三级/高级工”。', en: 'Choose it from the list, say 三级/高级工.' },
    choices: Object.values(LEVELS).map(({ printed }) => printed),
    sample: '三级/高级工',
  },
  certificateNumber: {
    zh: '证书编号',
    en: 'Certificate number',
    also: ['证书号', '证书编码'],
    mend: {
      zh: '按编码规则核对后重新输入；在 Excel 中先把该列设为“文本”格式。',
      en: 'Check it against the coding rule and type it again; in Excel format the column as text first.',
    },
    sample: 'S000044032001263000001',
  },
  issueDate: {
    zh: '发证日期',
    en: 'Issue date',
    also: ['核发日期', '发证时间'],
    mend: { zh: '填写为“2026-03-16”的形式。', en: 'Write it like 2026-03-16.' },
    sample: '2026-03-16',
  },
  institutionName: {
    zh: '发证机构名称',
    en: 'Issuing institution',
    also: ['发证机构', '评价机构名称', '评价机构'],
    mend: { zh: '与备案的机构全称一字不差地填写。', en: 'Write the full name exactly as it was filed.' },
    sample: '示例机构',
  },
} as const satisfies Record<string, ColumnOf>;

export type Column = keyof typeof COLUMNS;

export const COLUMN_NAMES: readonly Column[] = keysOf(COLUMNS);

/** The texts of one row as they stand in the file. */
export type RawRow = Readonly<Record<Column, string>>;

/** Where each column stands in a row, from 0. */
export type Header = Readonly<Record<Column, number>>;

export interface HeaderFault {
  readonly code: 'column_missing' | 'column_twice';
  readonly column: Column;
}

const MISSING = -1;

const NAMED: ReadonlyMap<string, Column> = new Map(
  COLUMN_NAMES.flatMap((column) =>
    [COLUMNS[column].zh, ...COLUMNS[column].also].map((header): [string, Column] => [bare(header), column]),
  ),
);

/** Reads the header row; refused with every column that is missing or stands there twice. */
export function readHeader(cells: readonly string[]): Result<Header, HeaderFault[]> {
  const header: Record<Column, number> = {
    holderName: MISSING,
    idType: MISSING,
    idNumber: MISSING,
    occupation: MISSING,
    job: MISSING,
    level: MISSING,
    certificateNumber: MISSING,
    issueDate: MISSING,
    institutionName: MISSING,
  };
  const faults: HeaderFault[] = [];
  for (const [at, cell] of cells.entries()) {
    const column = NAMED.get(bare(cell));
    if (column === undefined) continue;
    if (header[column] === MISSING) header[column] = at;
    else faults.push({ code: 'column_twice', column });
  }
  for (const column of COLUMN_NAMES) {
    if (header[column] === MISSING) faults.push({ code: 'column_missing', column });
  }
  return faults.length === 0 ? ok(header) : refuse(faults);
}

/** The cells of one row by column; what the row is too short for is empty. */
export const rawRow = (cells: readonly string[], header: Header): RawRow => ({
  holderName: cells[header.holderName] ?? '',
  idType: cells[header.idType] ?? '',
  idNumber: cells[header.idNumber] ?? '',
  occupation: cells[header.occupation] ?? '',
  job: cells[header.job] ?? '',
  level: cells[header.level] ?? '',
  certificateNumber: cells[header.certificateNumber] ?? '',
  issueDate: cells[header.issueDate] ?? '',
  institutionName: cells[header.institutionName] ?? '',
});

/** Blanks, line breaks, the asterisk of required columns and a byte order mark do not make another header. */
function bare(header: string): string {
  return header.normalize('NFKC').replaceAll(/[\s*\ufeff]/g, '');
}
