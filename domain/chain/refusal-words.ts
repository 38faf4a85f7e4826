// What to tell somebody whose act was refused: why, and what to do about it.
import type { Words } from '../result.ts';
import type { BatchFaultCode } from './batch-guards.ts';
import type { ChangeFaultCode } from './change-guards.ts';
import type { AdmissionFault } from './due.ts';
import type { FormFaultCode } from './forms.ts';
import type { MoveFaultCode } from './moves.ts';
import type { SuspensionFaultCode } from './suspension.ts';

export type RefusalCode =
  | MoveFaultCode
  | AdmissionFault
  | BatchFaultCode
  | ChangeFaultCode
  | SuspensionFaultCode
  | FormFaultCode;

export const REFUSAL_WORDS = {
  not_your_role: {
    zh: '您的岗位不办理此项操作，请联系有权限的人员。',
    en: 'This is not done in your role. Ask the person whose role it is.',
  },
  not_now: {
    zh: '当前状态不能进行此项操作，可能刚被他人办理，请刷新后再看。',
    en: 'It cannot be done in the present state; somebody may just have acted. Reload and look again.',
  },
  second_person: {
    zh: '您已办理过本轮的另一环节，此环节须由另一人办理。',
    en: 'You have answered for another step of this round. This one needs a second person.',
  },
  report_future: { zh: '发证日期晚于今天，请核对。', en: 'The issue date lies in the future. Check it.' },
  report_too_old: {
    zh: '有证书自发证日期起已超过 6 个月仍未上报，按规定不予受理。请将其移出本批次。',
    en: 'A certificate was not reported within 6 months of its issue date and is not accepted. Take it out of the batch.',
  },
  explanation_missing: {
    zh: '已超过上报期限，请填写《逾期上报情况说明》（附件 3）后再上报。',
    en: 'The term is over. Fill in the explanation of a late report (annex 3) first.',
  },
  batch_empty: { zh: '批次中没有数据，请先上传。', en: 'The batch has no rows. Upload them first.' },
  rows_with_problems: {
    zh: '还有数据未通过检查，请逐项改正，或退回有问题的数据。',
    en: 'There are rows with problems. Mend them, or return them.',
  },
  undertaking_missing: {
    zh: '请先签署《诚信承诺书》。',
    en: 'Accept the integrity undertaking first.',
  },
  institution_ceased: {
    zh: '该机构已停止评价，其数据由属地中心维护。',
    en: 'The institution has ceased; the centre with which it was filed looks after its data.',
  },
  institution_active: {
    zh: '该机构仍在开展评价，应由机构自行办理。',
    en: 'The institution is active and has to do this itself.',
  },
  sample_unseen: {
    zh: '抽查的数据还没有看完，请逐条查看并标记。',
    en: 'The sample has not been looked at to the end. Look at each row and mark it.',
  },
  reason_missing: { zh: '请写明原因。', en: 'Say why.' },
  rows_not_named: { zh: '请选择要退回的数据。', en: 'Choose the rows to return.' },
  work_order_open: {
    zh: '批次中有未办结的需求工单，请先办结。',
    en: 'A work order on a row of this batch is not decided yet. Decide it first.',
  },
  wrong_path: {
    zh: '数据可查询之前用需求工单，可查询之后用勘误说明和持有人承诺书。',
    en: 'Before the data is open to queries it takes a work order, afterwards a statement with the undertaking.',
  },
  mend_in_the_batch: {
    zh: '数据还在本机构，请直接在批次中修改。',
    en: 'The data is still with the institution. Mend it in the batch.',
  },
  already_withdrawn: { zh: '该证书数据已撤销。', en: 'The certificate has been withdrawn.' },
  already_corrected: {
    zh: '同一证书只受理一次信息修改，该证书已修改过。',
    en: 'A certificate is corrected once only, and this one has been.',
  },
  change_pending: {
    zh: '该证书另有未办结的申请，请等待办结或先撤回。',
    en: 'Another request about this certificate is not decided. Wait for it, or cancel it.',
  },
  field_not_correctable: {
    zh: '只能修改姓名、性别或证件号码。',
    en: 'Only name, sex or ID number can be corrected.',
  },
  name_and_id_number: {
    zh: '姓名和证件号码只能修改其中一项。',
    en: 'Of name and ID number only one can be corrected.',
  },
  nothing_changed: { zh: '新旧内容相同，请核对。', en: 'The new data is the same as the old. Check it.' },
  form_incomplete: { zh: '表格还没有填写完整。', en: 'The form is not complete.' },
  holder_undertaking_missing: {
    zh: '缺少持有人签名的《证书持有人承诺书》（附件 5-2）。',
    en: 'The undertaking signed by the holder (annex 5-2) is missing.',
  },
  benefits_not_cancelled: {
    zh: '须先核实持有人已取消或放弃与证书挂钩的待遇。',
    en: 'The benefits tied to the certificate have to be cancelled first, with proof.',
  },
  not_withdrawn: {
    zh: '证书尚未撤销，不能结案。',
    en: 'The certificate has not been withdrawn; there is nothing to close.',
  },
  form_missing: { zh: '此项必填。', en: 'This is required.' },
  form_unknown: { zh: '表格中没有此项。', en: 'The form has no such field.' },
  form_too_long: { zh: '内容太长，请精简。', en: 'This is too long. Shorten it.' },
  form_phone: { zh: '电话号码格式不对，请核对。', en: 'This is no phone number. Check it.' },
  form_date: { zh: '日期应为“年-月-日”，如 2026-03-16。', en: 'Write the date as year-month-day, say 2026-03-16.' },
  form_choice: { zh: '请从给出的选项中选择。', en: 'Choose one of the options given.' },
} as const satisfies Record<RefusalCode, Words>;
