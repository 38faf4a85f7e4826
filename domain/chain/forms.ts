// The forms of S3 (annexes 2 to 5) as tables: what the pages ask for, what is checked, and what the print shows.
import { isCalendarDate } from '../calendar-date.ts';
import type { Words } from '../result.ts';
import { isKeyOf, keysOf } from '../table.ts';

export interface FormField extends Words {
  readonly kind: 'text' | 'long_text' | 'phone' | 'date' | 'choice';
  readonly required: boolean;
  readonly choices?: Readonly<Record<string, Words>>;
}

const field = (kind: FormField['kind'], zh: string, en: string): FormField => ({ kind, zh, en, required: true });
const optional = (kind: FormField['kind'], zh: string, en: string): FormField => ({ kind, zh, en, required: false });
const choice = (zh: string, en: string, choices: Readonly<Record<string, Words>>): FormField => ({
  ...field('choice', zh, en),
  choices,
});

interface Form extends Words {
  readonly annex: string;
  readonly rule: string;
  readonly fields: Readonly<Record<string, FormField>>;
}

export const FORMS = {
  data_officer: {
    annex: '2',
    rule: 'R28',
    zh: '职业技能等级证书数据管理员信息表',
    en: 'Data officer of a centre',
    fields: {
      centre: field('text', '单位全称', 'Name of the centre'),
      address: field('text', '单位地址', 'Address'),
      head: field('text', '单位负责人', 'Responsible person'),
      headPhone: field('phone', '负责人电话', 'Phone of the responsible person'),
      officer: field('text', '数据管理员', 'Data officer'),
      post: field('text', '职务', 'Post'),
      officePhone: field('phone', '办公电话', 'Office phone'),
      mobile: field('phone', '手机号码', 'Mobile phone, the officer’s own'),
      qq: optional('text', 'QQ号码', 'QQ number'),
      enquiries: field('text', '证书查询问题咨询联系方式', 'Contact for questions about queries'),
      opinion: field('long_text', '推荐数据管理员单位意见', 'Opinion of the centre'),
      remark: optional('long_text', '备注', 'Remark'),
    },
  },
  late_report: {
    annex: '3',
    rule: 'R24',
    zh: '职业技能等级认定证书数据逾期上报情况说明',
    en: 'Explanation of a late report',
    fields: {
      centre: field('text', '受理中心', 'Addressed to'),
      institution: field('text', '机构名称', 'Institution'),
      reason: field('long_text', '逾期原因', 'Reason for the delay'),
      head: field('text', '机构负责人', 'Responsible person'),
      date: field('date', '日期', 'Date'),
    },
  },
  work_order: {
    annex: '4',
    rule: 'R33',
    zh: '职业技能等级认定需求工单（运维管理变更申请表）',
    en: 'Work order',
    fields: {
      system: field('text', '系统名称', 'System'),
      module: field('text', '变更模块名称', 'Module'),
      urgency: choice('要求完成时间', 'Urgency', {
        critical: { zh: '紧急', en: 'Critical, within 24 hours' },
        urgent: { zh: '急', en: 'Urgent, within 48 hours' },
        ordinary: { zh: '普通', en: 'Ordinary, within 5 working days' },
      }),
      institution: field('text', '提出申请机构名称', 'Institution'),
      place: field('text', '所属地区', 'Place'),
      proposer: field('text', '提出人', 'Proposed by'),
      phone: field('phone', '联系电话', 'Phone'),
      changeType: choice('变更类型', 'Kind of change', {
        requirement: { zh: '需求变更', en: 'New requirement' },
        data: { zh: '数据修改', en: 'Change of data' },
        problem: { zh: '问题报告', en: 'Report of a problem' },
      }),
      reason: field('long_text', '变更理由', 'Reason'),
      content: field('long_text', '变更内容', 'What to change'),
      attachment: choice('附件', 'Attachment', {
        none: { zh: '无', en: 'None' },
        policy: { zh: '政策文件', en: 'Policy document' },
        data: { zh: '数据表格', en: 'Table of data' },
        template: { zh: '样式模版', en: 'Template' },
        other: { zh: '其它', en: 'Other' },
      }),
    },
  },
  statement: {
    annex: '5-1',
    rule: 'R34',
    zh: '职业技能等级证书全国联网查询系统数据勘误说明',
    en: 'Statement of correction',
    fields: {
      centre: field('text', '受理中心', 'Addressed to'),
      institution: field('text', '机构名称', 'Institution'),
      handler: field('text', '经办人员', 'Handled by'),
      handlerPhone: field('phone', '经办人员联系电话', 'Phone of the handler'),
      cause: field('long_text', '具体原因', 'Cause'),
      wrongData: field('long_text', '具体数据错误情况', 'What is wrong'),
      rightData: field('long_text', '校核后的正确数据', 'What is right'),
      verifier: field('text', '核实责任人', 'Verified by'),
      verifierPhone: field('phone', '核实责任人联系电话', 'Phone of the verifier'),
      measures: field('long_text', '整改措施', 'Measures taken'),
      head: field('text', '机构负责人', 'Responsible person'),
      date: field('date', '日期', 'Date'),
    },
  },
  holder_undertaking: {
    annex: '5-2',
    rule: 'R34, R35',
    zh: '证书持有人承诺书',
    en: 'Undertaking of the holder',
    fields: {
      certificateNumber: field('text', '证书号', 'Certificate number'),
      action: choice('办理事项', 'Matter', {
        modify: { zh: '修改', en: 'Modify' },
        delete: { zh: '删除', en: 'Delete' },
      }),
      signatory: field('text', '承诺人', 'Signed by'),
      phone: field('phone', '联系电话', 'Phone'),
      date: field('date', '日期', 'Date'),
    },
  },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof FORMS;

export type FormFaultCode =
  | 'form_missing'
  | 'form_unknown'
  | 'form_too_long'
  | 'form_phone'
  | 'form_date'
  | 'form_choice';

export interface FormFault {
  readonly field: string;
  readonly code: FormFaultCode;
}

/** Characters. */
export const FORM_LENGTH = { text: 100, long_text: 2000, phone: 30, date: 10, choice: 30 } as const;

/** Everything that is wrong with a filled-in form, in the order of its fields; empty when it is complete. */
export function checkForm(name: FormName, values: Readonly<Record<string, string>>): FormFault[] {
  const fields: Readonly<Record<string, FormField>> = FORMS[name].fields;
  const unknown = keysOf(values).filter((key) => !isKeyOf(fields, key));
  const faults: FormFault[] = unknown.map((key) => ({ field: key, code: 'form_unknown' }));
  for (const [key, asked] of Object.entries(fields)) {
    const code = faultOf(asked, Object.hasOwn(values, key) ? (values[key] ?? '').trim() : '');
    if (code !== null) faults.push({ field: key, code });
  }
  return faults;
}

function faultOf({ kind, required, choices }: FormField, value: string): FormFaultCode | null {
  if (value === '') return required ? 'form_missing' : null;
  if (value.length > FORM_LENGTH[kind]) return 'form_too_long';
  if (kind === 'phone' && !/^\+?[\d()\- ]{5,}$/.test(value)) return 'form_phone';
  if (kind === 'date' && !isCalendarDate(value)) return 'form_date';
  return choices !== undefined && !isKeyOf(choices, value) ? 'form_choice' : null;
}
