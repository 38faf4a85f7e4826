// The certificates of the benchmark: each follows from its row number alone, so that the client can ask for any row that
// the filler has written without a list of them. Synthetic: region code 4499 is not assigned to anyone.
import { checkDigit } from '../../domain/id-document.ts';
import { LEVEL_CODES, type LevelCode } from '../../domain/level.ts';

export interface BenchCertificate {
  certificateNumber: string;
  holderName: string;
  idNumber: string;
  occupation: string;
  job: string | null;
  level: LevelCode;
  /** YYYY-MM-DD */
  issueDate: string;
  /** Index into INSTITUTION_CODES. */
  institution: number;
}

const SITES = 200;

/** 200 technical schools in Guangzhou: 13-character prefixes (R2 to R6). */
export const INSTITUTION_CODES: readonly string[] = Array.from(
  { length: SITES },
  (_, site) => `S000044012${String(site).padStart(3, '0')}`,
);

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢';
const GIVEN =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉力波斌莉宁鹏云飞雪梅琳志宏晓东海燕春晨阳子涵欣怡梓轩浩然宇博雅';
const OCCUPATIONS = ['电工', '焊工', '钳工', '育婴员', '汽车维修工', '信息通信网络运行管理员', '工业机器人系统操作员'];
const JOBS = [null, null, '车工', '汽车电器维修工'];

const DAYS = 20_000; // from 1950 on, so that birth dates end in 2004
const FIRST_DAY = Date.UTC(1950, 0, 1);
const DAY_MS = 86_400_000;

const digits = (value: number, width: number): string => String(value).padStart(width, '0');
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Spreads neighbouring row numbers over 32 bits. */
function mix(row: number): number {
  const mixed = Math.imul(row ^ (row >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The certificate of a row, 0 to 199,999,799. No two rows share a certificate number or an ID number. */
export function certificateOf(row: number): BenchCertificate {
  const spread = mix(row + 1);
  const institution = row % SITES;
  const sequence = Math.floor(row / SITES) + 1; // R9
  const level = LEVEL_CODES[sequence % LEVEL_CODES.length] ?? 1;
  const year = 20 + (spread % 6);
  const prefix = INSTITUTION_CODES[institution] ?? '';
  return {
    certificateNumber: `${prefix}${year}${level}${digits(sequence, 6)}`,
    holderName: nameOf(spread),
    idNumber: idNumberOf(row),
    occupation: OCCUPATIONS[spread % OCCUPATIONS.length] ?? '',
    job: JOBS[spread % JOBS.length] ?? null,
    level,
    issueDate: dateOf(Date.UTC(2000 + year, 0, 1 + (spread % 365))),
    institution,
  };
}

function nameOf(spread: number): string {
  const surname = SURNAMES[spread % SURNAMES.length] ?? '';
  const first = GIVEN[(spread >>> 6) % GIVEN.length] ?? '';
  const second = spread % 5 === 0 ? '' : (GIVEN[(spread >>> 13) % GIVEN.length] ?? '');
  return surname + first + second;
}

/** Resident identity cards: 100 counties of no region, 20,000 birth dates, then the running number of the day. */
function idNumberOf(row: number): string {
  const county = digits(row % 100, 2);
  const born = dateOf(FIRST_DAY + (Math.floor(row / 100) % DAYS) * DAY_MS).replaceAll('-', '');
  const body = `4499${county}${born}${digits(1 + Math.floor(row / (100 * DAYS)), 3)}`;
  return body + checkDigit(body);
}
