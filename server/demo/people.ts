// The demo's people. None of them exists: resident numbers lie under region 4499xx, which is assigned to nobody, the other
// documents count up from 0000001. Among them is what makes lookups hard: long and dotted names, characters outside the
// basic plane, two people of one name, one person with several certificates, every ID type, stage and standing.
import type { IdType } from '../../domain/id-types.ts';
import type { LevelCode } from '../../domain/level.ts';
import type { CertificateStanding, Stage } from '../../domain/lifecycle.ts';
import { checkDigit } from '../../domain/resident-id.ts';
import type { DemoInstitution } from './institutions.ts';

export interface DemoCertificateSeed {
  institution: DemoInstitution;
  occupation: string;
  job: string | null;
  level: LevelCode;
  issueDate: string;
  stage: Stage;
  standing: CertificateStanding;
  /** The name that was printed before a correction (R31, R32): its seal says superseded. */
  nameBefore?: string;
}

export interface DemoPersonSeed {
  name: string;
  idType: IdType;
  idNumber: string;
  certificates: DemoCertificateSeed[];
}

/** A synthetic resident number: district 01 to 99 under 4499, date of birth YYYYMMDD, sequence of three digits. */
const resident = (district: string, born: string, sequence: string): Pick<DemoPersonSeed, 'idType' | 'idNumber'> => {
  const digits = `4499${district}${born}${sequence}`;
  return { idType: 'resident_id', idNumber: digits + checkDigit(digits) };
};

const holds = (
  institution: DemoInstitution,
  occupation: string,
  level: LevelCode,
  issueDate: string,
  more: Partial<DemoCertificateSeed> = {},
): DemoCertificateSeed => ({
  institution,
  occupation,
  job: null,
  level,
  issueDate,
  stage: 'published',
  standing: 'valid',
  ...more,
});

export const DEMO_PEOPLE: readonly DemoPersonSeed[] = [
  {
    name: '张伟',
    ...resident('01', '19900307', '131'),
    certificates: [
      holds('lingnan', '电工', 3, '2025-06-18'),
      holds('lingnan', '工业机器人系统操作员', 3, '2026-05-20'),
    ],
  },
  {
    name: '张伟',
    ...resident('02', '19850921', '217'),
    certificates: [holds('chanjing', '车工', 4, '2025-11-05', { job: '数控车工' })],
  },
  {
    name: '李娜',
    ...resident('01', '19951112', '026'),
    certificates: [holds('zhujiang', '养老护理员', 4, '2026-03-11')],
  },
  { name: '王芳', ...resident('03', '19880229', '048'), certificates: [holds('zhujiang', '保育师', 3, '2026-04-22')] },
  {
    name: '刘洋',
    ...resident('03', '20010815', '319'),
    certificates: [holds('pengcheng', '人工智能训练师', 3, '2026-06-09')],
  },
  {
    name: '陈静',
    ...resident('04', '19930604', '124'),
    certificates: [holds('shicai', '农产品食品检验员', 3, '2025-09-16', { job: '食品检验员' })],
  },
  {
    name: '欧阳建国',
    ...resident('04', '19721001', '013'),
    certificates: [holds('lingnan', '焊工', 2, '2024-12-10', { job: '电焊工' })],
  },
  {
    name: '司徒美玲',
    ...resident('05', '19791225', '062'),
    certificates: [holds('shicai', '西式面点师', 2, '2025-07-30')],
  },
  {
    name: '黄志强',
    ...resident('05', '19830510', '411'),
    certificates: [holds('heyun', '电子设备装接工', 4, '2026-01-14')],
  },
  { name: '何丽', ...resident('06', '19970123', '225'), certificates: [holds('zhuhai', '美发师', 3, '2026-02-25')] },
  {
    name: '林子轩',
    ...resident('06', '20040618', '135'),
    certificates: [holds('pengcheng', '无人机驾驶员', 4, '2026-05-13', { job: '航拍无人机驾驶员' })],
  },
  {
    name: '谢婷婷',
    ...resident('07', '19990909', '248'),
    certificates: [holds('pengcheng', '互联网营销师', 4, '2025-10-21', { job: '直播销售员' })],
  },
  {
    name: '高翔',
    ...resident('07', '19860214', '336'),
    certificates: [holds('chanjing', '汽车维修工', 2, '2025-08-12', { job: '新能源汽车维修工' })],
  },
  {
    name: '梁美琪',
    ...resident('08', '19920430', '067'),
    certificates: [holds('lianjiang', '健康管理师', 3, '2026-06-17')],
  },
  {
    name: '郑晓东',
    ...resident('08', '19810716', '014'),
    certificates: [holds('lianjiang', '养老护理员', 1, '2026-04-08')],
  },

  // Names of minorities: middle dots, and more characters than a narrow form has room for.
  {
    name: '阿依古丽·买买提',
    ...resident('10', '19940521', '023'),
    certificates: [holds('shicai', '中式烹调师', 3, '2026-03-25')],
  },
  {
    name: '迪丽努尔·阿卜杜热合曼·吐尔逊江·买合木提艾则孜汗尼牙孜',
    ...resident('10', '19960302', '041'),
    certificates: [holds('zhujiang', '茶艺师', 3, '2026-05-06')],
  },
  {
    name: '扎西旺堆·多吉',
    ...resident('11', '19890711', '058'),
    certificates: [holds('lingnan', '焊工', 3, '2025-12-03', { job: '气焊工' })],
  },
  {
    name: '吉克阿依',
    ...resident('11', '20000101', '083'),
    certificates: [holds('zhujiang', '育婴员', 4, '2026-01-21')],
  },
  {
    name: '乌云其木格',
    ...resident('12', '19911130', '109'),
    certificates: [holds('zhuhai', '美容师', 3, '2025-10-29')],
  },

  // Rare characters: 𠮷 is not 吉, and half of these are outside the basic plane.
  {
    name: '𠮷田明',
    ...resident('13', '19870405', '117'),
    certificates: [holds('lingnan', '人工智能训练师', 2, '2026-06-03')],
  },
  {
    name: '吉田明',
    ...resident('13', '19870406', '115'),
    certificates: [holds('lingnan', '人工智能训练师', 3, '2026-06-03')],
  },
  {
    name: '龚䶮',
    ...resident('14', '19980812', '278'),
    certificates: [holds('chanjing', '模具工', 3, '2026-04-15', { job: '冲压模具工' })],
  },
  {
    name: '赵𬭊',
    ...resident('14', '19840919', '059'),
    certificates: [holds('heyun', '工业机器人系统操作员', 4, '2026-03-18')],
  },
  { name: '刘㛃', ...resident('15', '20020228', '426'), certificates: [holds('zhujiang', '保育师', 4, '2026-05-27')] },
  { name: '〇珂', ...resident('15', '19900817', '360'), certificates: [holds('heyun', '质检员', 4, '2025-09-24')] },

  // Other documents than the resident identity card.
  {
    name: 'MARIA FERNANDA DA SILVA',
    idType: 'passport',
    idNumber: 'FX0000001',
    certificates: [holds('shicai', '西式面点师', 3, '2026-02-11')],
  },
  {
    name: "Jean-Luc O'Neill",
    idType: 'foreign_permanent',
    idNumber: 'IRL440000000001',
    certificates: [holds('lingnan', '工业机器人系统操作员', 2, '2026-05-20')],
  },
  {
    name: 'ANNA KOWALSKA',
    idType: 'foreign_permanent',
    idNumber: '911440199001010011',
    certificates: [holds('zhuhai', '美容师', 4, '2026-06-10')],
  },
  {
    name: '周嘉欣',
    idType: 'hmt_residence',
    idNumber: '810000199203040010',
    certificates: [holds('pengcheng', '互联网营销师', 3, '2026-04-29', { job: '视频创推员' })],
  },
  {
    name: '蔡明翰',
    idType: 'hmt_residence',
    idNumber: '830000198812120019',
    certificates: [holds('pengcheng', '人工智能训练师', 4, '2026-06-09')],
  },
  {
    name: '黎家豪',
    idType: 'hk_macao_travel',
    idNumber: 'H00000001',
    certificates: [holds('zhuhai', '美发师', 4, '2026-03-04')],
  },
  {
    name: '冯咏诗',
    idType: 'hk_macao_travel',
    idNumber: 'M00000002',
    certificates: [holds('lianjiang', '养老护理员', 3, '2026-01-28')],
  },
  {
    name: '許雅婷',
    idType: 'taiwan_travel',
    idNumber: '00000001',
    certificates: [holds('zhujiang', '茶艺师', 4, '2026-05-06')],
  },

  // Not valid any more, or not at present.
  {
    name: '马强',
    ...resident('20', '19800606', '315'),
    certificates: [holds('lingnan', '电工', 2, '2025-03-19', { standing: 'withdrawn' })],
  },
  {
    name: '罗燕',
    ...resident('20', '19931017', '204'),
    certificates: [holds('zhujiang', '养老护理员', 3, '2025-11-19', { standing: 'withdrawn' })],
  },
  {
    name: '曹磊',
    ...resident('21', '19770808', '052'),
    certificates: [holds('chanjing', '汽车维修工', 3, '2026-02-04', { job: '汽车机械维修工', standing: 'suspended' })],
  },
  {
    name: '潘虹',
    ...resident('21', '19950316', '147'),
    certificates: [holds('heyun', '电子设备装接工', 3, '2026-01-14', { standing: 'suspended' })],
  },
  // Corrected once: the first print is superseded, the certificate goes on under a new seal.
  {
    name: '邓丽珺',
    ...resident('22', '19901203', '268'),
    certificates: [holds('shicai', '中式烹调师', 4, '2025-05-28', { nameBefore: '邓丽君' })],
  },
  {
    name: '阿卜杜拉·热合曼',
    ...resident('22', '19840101', '176'),
    certificates: [holds('lingnan', '电工', 4, '2025-06-18', { nameBefore: '阿卜杜拉热合满' })],
  },
  // The institution is gone; its data and its seals stay (R37).
  {
    name: '蔡瑞香',
    ...resident('23', '19690214', '025'),
    certificates: [holds('hanjiang', '陶瓷工艺品制作师', 3, '2024-05-15', { job: '手拉坯工' })],
  },

  // On their way online, or turned back; the public sees nothing of these yet.
  {
    name: '钟文杰',
    ...resident('30', '19980420', '333'),
    certificates: [holds('zhujiang', '育婴员', 5, '2026-11-12', { stage: 'reported' })],
  },
  {
    name: '温雅',
    ...resident('30', '20030707', '405'),
    certificates: [holds('chanjing', '车工', 5, '2026-10-29', { job: '数控车工', stage: 'city_review' })],
  },
  {
    name: '古浩然',
    ...resident('31', '19940228', '512'),
    certificates: [
      holds('pengcheng', '无人机驾驶员', 3, '2026-10-15', { job: '植保无人机驾驶员', stage: 'provincial_review' }),
    ],
  },
  {
    name: '丘小敏',
    ...resident('31', '19891109', '044'),
    certificates: [
      holds('lingnan', '人工智能训练师', 4, '2026-09-23', { job: '数据标注员', stage: 'ministry_review' }),
    ],
  },
  {
    name: '卢俊',
    ...resident('32', '19760330', '118'),
    certificates: [holds('shicai', '农产品食品检验员', 4, '2026-09-09', { job: '食品检验员', stage: 'returned' })],
  },
];
