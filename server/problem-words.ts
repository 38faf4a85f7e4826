// Every refusal the service can give, in one table: its status and its words in both languages. The code is the
// contract (RFC 9457 `type` and `code`); the words may be improved at any time. None of them repeats what was sent.
import type { Words } from '../domain/result.ts';

interface ProblemEntry {
  status: 400 | 401 | 404 | 405 | 408 | 413 | 415 | 429 | 431 | 500 | 503;
  title: Words;
  detail: Words;
}

export const PROBLEMS = {
  malformed_request: {
    status: 400,
    title: { zh: '请求格式有误', en: 'Malformed request' },
    detail: {
      zh: '请求的地址或报头不符合 HTTP 规范。',
      en: 'The address or a header of the request is not valid HTTP.',
    },
  },
  body_unreadable: {
    status: 400,
    title: { zh: '请求内容未能完整接收', en: 'Request body cut off' },
    detail: {
      zh: '连接在内容传完之前中断，请重试。',
      en: 'The connection ended before the body was complete. Please try again.',
    },
  },
  invalid_utf8: {
    status: 400,
    title: { zh: '请求内容不是有效的 UTF-8', en: 'Body is not valid UTF-8' },
    detail: { zh: '请以 UTF-8 编码发送 JSON。', en: 'Send JSON encoded as UTF-8.' },
  },
  malformed_json: {
    status: 400,
    title: { zh: '请求内容不是有效的 JSON', en: 'Body is not valid JSON' },
    detail: { zh: '请发送一个 JSON 对象，不带字节顺序标记。', en: 'Send one JSON object, without a byte order mark.' },
  },
  not_an_object: {
    status: 400,
    title: { zh: '请求内容须为 JSON 对象', en: 'Body must be a JSON object' },
    detail: {
      zh: '最外层须为 { } 对象，不能是数组、文字或数字。',
      en: 'The top level must be an object, not an array, string or number.',
    },
  },
  duplicate_member: {
    status: 400,
    title: { zh: 'JSON 中有重复的成员', en: 'Duplicate JSON member' },
    detail: { zh: '同一对象中每个成员名只能出现一次。', en: 'Each member name may appear only once in an object.' },
  },
  unknown_member: {
    status: 400,
    title: { zh: 'JSON 中有未定义的成员', en: 'Unknown JSON member' },
    detail: {
      zh: '请只发送接口说明中列出的成员。',
      en: 'Send only the members listed in the description of this call.',
    },
  },
  unknown_parameter: {
    status: 400,
    title: { zh: '查询参数未定义或重复', en: 'Unknown or repeated query parameter' },
    detail: {
      zh: '请只使用接口说明中列出的参数，每个最多一次。',
      en: 'Use only the parameters listed for this call, each at most once.',
    },
  },
  two_of_three: {
    status: 400,
    title: { zh: '请填写三项中的任意两项', en: 'Give two of the three facts' },
    detail: {
      zh: '证书编号、姓名、证件号码三项中，须且只须填写两项。',
      en: 'Give exactly two of certificate number, name and ID number.',
    },
  },
  invalid_fields: {
    status: 400,
    title: { zh: '填写内容有误', en: 'Something is not filled in correctly' },
    detail: { zh: '请按各栏提示修改后重试。', en: 'Correct the fields named below and try again.' },
  },
  challenge_malformed: {
    status: 400,
    title: { zh: '验证答案格式有误', en: 'Proof of work is malformed' },
    detail: {
      zh: '请去掉 Proof-Of-Work 报头后重试，领取新的题目。',
      en: 'Repeat without the Proof-Of-Work header to get a new challenge.',
    },
  },
  challenge_foreign: {
    status: 400,
    title: { zh: '验证题目不是为本次请求发出的', en: 'Challenge was not issued for this call' },
    detail: {
      zh: '请去掉 Proof-Of-Work 报头后重试，领取新的题目。',
      en: 'Repeat without the Proof-Of-Work header to get a new challenge.',
    },
  },
  challenge_wrong: {
    status: 400,
    title: { zh: '验证答案不正确', en: 'Proof of work is wrong' },
    detail: {
      zh: '请去掉 Proof-Of-Work 报头后重试，领取新的题目。',
      en: 'Repeat without the Proof-Of-Work header to get a new challenge.',
    },
  },
  challenge_expired: {
    status: 400,
    title: { zh: '验证题目已过期', en: 'Challenge has expired' },
    detail: {
      zh: '请去掉 Proof-Of-Work 报头后重试，领取新的题目。',
      en: 'Repeat without the Proof-Of-Work header to get a new challenge.',
    },
  },
  challenge_used: {
    status: 400,
    title: { zh: '验证答案已被使用', en: 'Proof of work was used before' },
    detail: {
      zh: '每个答案只能使用一次，请领取新的题目。',
      en: 'Each solution is good for one request. Get a new challenge.',
    },
  },
  unauthorized: {
    status: 401,
    title: { zh: '需要访问令牌', en: 'Token needed' },
    detail: { zh: '此地址仅供运维人员使用。', en: 'This address is for operators only.' },
  },
  not_found: {
    status: 404,
    title: { zh: '没有这个地址', en: 'No such address' },
    detail: { zh: '接口列表见 /api/docs。', en: 'The calls of this service are listed at /api/docs.' },
  },
  institution_not_found: {
    status: 404,
    title: { zh: '没有这个评价机构', en: 'No such institution' },
    detail: { zh: '备案机构名录中没有这个代码。', en: 'The directory of filed institutions has no such code.' },
  },
  status_list_not_found: {
    status: 404,
    title: { zh: '没有这个状态列表', en: 'No such status list' },
    detail: { zh: '状态列表的编号从 0 开始连续排列。', en: 'Status lists are numbered from 0 without gaps.' },
  },
  log_tile_not_found: {
    status: 404,
    title: { zh: '审计日志中没有这个数据块', en: 'No such tile in the audit log' },
    detail: {
      zh: '请先取检查点（/log/checkpoint），再按其大小取对应的数据块。',
      en: 'Fetch the checkpoint (/log/checkpoint) first, and then the tiles that a tree of its size has.',
    },
  },
  not_in_demo_mode: {
    status: 404,
    title: { zh: '本服务未处于演示模式', en: 'Not in demo mode' },
    detail: { zh: '演示数据只在演示模式下提供。', en: 'Demo data is served in demo mode only.' },
  },
  method_not_allowed: {
    status: 405,
    title: { zh: '不支持这种请求方法', en: 'Method not allowed' },
    detail: { zh: '可用的方法见 Allow 报头。', en: 'See the Allow header for the methods of this address.' },
  },
  request_timeout: {
    status: 408,
    title: { zh: '请求超时', en: 'Request timed out' },
    detail: { zh: '请求未能在限定时间内传完。', en: 'The request did not arrive in time.' },
  },
  body_too_large: {
    status: 413,
    title: { zh: '请求内容过长', en: 'Body too large' },
    detail: { zh: '请求内容超过了此接口的上限。', en: 'The body exceeds the limit of this call.' },
  },
  unsupported_media_type: {
    status: 415,
    title: { zh: '不支持这种内容类型', en: 'Unsupported media type' },
    detail: {
      zh: '请以 Content-Type: application/json 发送，不压缩。',
      en: 'Send Content-Type: application/json, not compressed.',
    },
  },
  challenge_required: {
    status: 429,
    title: { zh: '请求较多，请完成一次自动验证', en: 'Busy: solve a challenge first' },
    detail: {
      zh: '请解出 challenge，并以 Proof-Of-Work 报头附上答案后重试；或在 Retry-After 秒后重试。',
      en: 'Solve `challenge` and repeat with the solution in the Proof-Of-Work header, or wait for Retry-After seconds.',
    },
  },
  rate_limited: {
    status: 429,
    title: { zh: '请求过多，请稍后再试', en: 'Too many requests' },
    detail: {
      zh: '请在 Retry-After 秒后重试。扫描二维码验证不受影响。',
      en: 'Try again after Retry-After seconds. Scanning the QR code still works.',
    },
  },
  headers_too_large: {
    status: 431,
    title: { zh: '请求报头过长', en: 'Request header too large' },
    detail: { zh: '请求行和报头合计不得超过 16 KB。', en: 'Request line and headers together may not exceed 16 KB.' },
  },
  internal_error: {
    status: 500,
    title: { zh: '服务出错', en: 'Something went wrong here' },
    detail: {
      zh: '问题已记录，请稍后再试；反馈时请提供 requestId。',
      en: 'It has been recorded. Try again later, and quote requestId when you report it.',
    },
  },
  limits_unavailable: {
    status: 503,
    title: { zh: '服务暂不可用', en: 'Temporarily unavailable' },
    detail: { zh: '请稍后再试。扫描二维码可离线验证。', en: 'Try again shortly. The QR code can be verified offline.' },
  },
  storage_unavailable: {
    status: 503,
    title: { zh: '服务暂不可用', en: 'Temporarily unavailable' },
    detail: { zh: '请稍后再试。扫描二维码可离线验证。', en: 'Try again shortly. The QR code can be verified offline.' },
  },
  not_ready: {
    status: 503,
    title: { zh: '服务尚未就绪', en: 'Not ready' },
    detail: { zh: '数据库或信任数据暂不可用。', en: 'The database or the trust bundle is not available.' },
  },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
