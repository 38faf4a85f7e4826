import { inBoth } from './language.ts';

export const docsWords = inBoth(
  {
    title: '开放接口',
    lead: '与本站页面所用完全相同的公开接口。免费，不得用于商业用途。',
    loading: '正在载入…',
    notes: [
      '请求和回答都是 JSON。没有列出的成员会被拒绝。',
      '出错时的回答是问题文档（RFC 9457），请以其中稳定的 code 为准；文字以后可能改进。',
      '每个回答都有 X-Request-Id，反馈问题时请附上。',
      '请求过多时先要求完成一次工作量证明（ALTCHA），再返回 429。',
      '浏览器里的其他网站不能调用；请从您的服务器调用。',
    ],
    raw: 'OpenAPI 3.1 描述文件',
    examples: '示例',
    request: '请求',
    answer: '回答',
    answerType: '回答类型',
    problems: '可能的问题',
    problemsTitle: '问题代码',
    problemsWhy: '代码和状态码是约定，不会改变含义。',
  },
  {
    title: 'Open interface',
    lead: 'The very interface these pages use. Free of charge, not for commercial use.',
    loading: 'Loading…',
    notes: [
      'Requests and answers are JSON. Members not listed are refused.',
      'Errors are problem documents (RFC 9457). Decide by the stable code; the words may be improved.',
      'Every answer carries X-Request-Id: quote it when you report a fault.',
      'Past a limit, a proof of work (ALTCHA) is asked for first, then comes 429.',
      'Other sites in a browser cannot call it; call it from your server.',
    ],
    raw: 'OpenAPI 3.1 description',
    examples: 'Examples',
    request: 'Request',
    answer: 'Answer',
    answerType: 'Answers with',
    problems: 'Problems',
    problemsTitle: 'Problem codes',
    problemsWhy: 'Code and status are the contract and keep their meaning.',
  },
);
