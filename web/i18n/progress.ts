import { inBoth } from './language.ts';

interface ProgressWords {
  title: string;
  lead: string;
  pair: string;
  pairs: Record<'number_id' | 'name_id', string>;
  submit: string;
  searching: string;
  privacy: string;
  none: string;
  noneSteps: string[];
  directory: string;
}

/** The form; the words of an answer come with the first answer. */
export const progressWords = inBoth<ProgressWords>(
  {
    title: '上网进度',
    lead: '持证人可以看到自己的证书信息办到了哪一步、由谁办理、最迟什么时候可以查询。',
    pair: '除证件号码外，您还知道哪一项？',
    pairs: { number_id: '证书编号', name_id: '姓名' },
    submit: '查询进度',
    searching: '正在查询…',
    privacy: '您填写的内容只用于这一次查询，不会写入网址或保存在设备上。',
    none: '没有查到符合的证书',
    noneSteps: [
      '请核对填写的内容：证件号码用发证时登记的证件。',
      '评价机构应在发证日期后 30 日内上报，上报之前查不到进度。',
      '仍查不到的，请向证书上所印的评价机构询问。',
    ],
    directory: '评价机构目录',
  },
  {
    title: 'On its way online',
    lead: 'As a holder you can see how far the data of your certificate is, who has it now, and by when it can be looked up.',
    pair: 'Besides the ID number, which fact do you have?',
    pairs: { number_id: 'Number', name_id: 'Name' },
    submit: 'Look up progress',
    searching: 'Looking up…',
    privacy: 'What you type is used for this question only. It is not put into an address or stored on the device.',
    none: 'No certificate agrees with both facts',
    noneSteps: [
      'Check what you typed; use the ID document registered at the time of issue.',
      'Institutions report within 30 days of issue. Before that there is no progress to see.',
      'If it is still not found, ask the institution printed on the certificate.',
    ],
    directory: 'Directory of institutions',
  },
);
