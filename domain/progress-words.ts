// What the holder is told about where the certificate is (R46): for everybody, so without law and without blame.
import type { Stage } from './lifecycle.ts';
import type { Words } from './result.ts';

export const PROGRESS_WORDS = {
  reported: {
    zh: '评价机构已经上报，等待审核。',
    en: 'The institution has reported your certificate; it is waiting for review.',
  },
  city_review: { zh: '市级职业技能鉴定（指导）中心正在审核。', en: 'The city centre is reviewing it.' },
  provincial_review: { zh: '省级职业技能鉴定（指导）中心正在审核。', en: 'The provincial centre is reviewing it.' },
  ministry_review: {
    zh: '省级审核已经通过，正在由部级中心上网。',
    en: 'The provincial review is done; the ministry centre is putting it online.',
  },
  returned: {
    zh: '数据中有一处需要评价机构核对更正，已请机构处理，更正后会再次上报审核。您不需要重新考试；机构可能会与您核对姓名或证件信息。',
    en:
      'Something in the data has to be checked and corrected by the institution, which has been asked to do so and will then ' +
      'report it again. You need not take the examination again; the institution may ask you to confirm your name or ID document.',
  },
  published: {
    zh: '已经上网，任何人都可以凭两项信息查询。',
    en: 'It is online: anybody with two of its facts can look it up.',
  },
  withheld: {
    zh: '这本证书目前不提供查询，请联系评价机构了解原因。',
    en: 'This certificate cannot be queried at present. Please ask the institution for the reason.',
  },
} as const satisfies Record<Stage | 'withheld', Words>;
