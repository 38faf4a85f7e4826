// The OpenAPI 3.1 description, made from the route table and the very schemas that validate, so that it cannot say
// anything else than what the service does.
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { Words } from '../domain/result.ts';
import { PROBLEMS, type ProblemCode } from './problem-words.ts';

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required: boolean;
  description: string;
  schema: GenericSchema;
  example?: string;
}

export interface Operation {
  id: string;
  tag: 'verify' | 'trust' | 'directory' | 'audit' | 'operations';
  summary: Words;
  description?: string;
  parameters?: Parameter[];
  body?: { schema: GenericSchema; maxBytes: number; examples: Record<string, unknown> };
  answer: {
    description: string;
    type: string;
    /** Absent for answers that are not JSON. */
    schema?: GenericSchema;
    headers?: Record<string, string>;
    examples?: Record<string, unknown>;
  };
  problems: readonly ProblemCode[];
}

const TAGS = [
  { name: 'verify', description: '核验：查询证书、验证二维码 · Look up a certificate, verify a QR code' },
  { name: 'trust', description: '信任数据：公钥、状态列表 · Public keys and status lists' },
  { name: 'directory', description: '评价机构名录 · Directory of filed institutions' },
  { name: 'audit', description: '审计日志：任何人都可验证 · The audit log, for anybody to check' },
  { name: 'operations', description: '运维 · Operations' },
];

/** Headers of rate-limited answers. */
export const RATE_LIMIT_HEADERS = {
  RateLimit: 'What is left for this source: `"<policy>";r=<units left>;t=<seconds until all of them are there again>`.',
  'RateLimit-Policy':
    'The policy: `"<policy>";q=<units>;w=<seconds>`. A request that finds something costs 1, one that does not costs 3.',
} as const;

/** Problems that any route with a JSON body can answer with. */
export const BODY_PROBLEMS = [
  'unsupported_media_type',
  'body_too_large',
  'body_unreadable',
  'invalid_utf8',
  'malformed_json',
  'not_an_object',
  'duplicate_member',
  'unknown_member',
  'invalid_fields',
] as const satisfies readonly ProblemCode[];

/** Problems that any route behind a guard can answer with. */
export const LIMIT_PROBLEMS = [
  'challenge_required',
  'rate_limited',
  'challenge_malformed',
  'challenge_foreign',
  'challenge_wrong',
  'challenge_expired',
  'challenge_used',
  'limits_unavailable',
] as const satisfies readonly ProblemCode[];

type Json = Record<string, unknown>;

const schemaOf = (schema: GenericSchema): Json => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12' });
  return rest;
};

const WORDS_SCHEMA = {
  type: 'object',
  required: ['zh', 'en'],
  properties: { zh: { type: 'string' }, en: { type: 'string' } },
};

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'messages', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'In the language of Accept-Language, Chinese by default.' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(PROBLEMS), description: 'Stable; decide by this one.' },
    detail: { type: 'string' },
    messages: { ...WORDS_SCHEMA, description: 'The title in both languages.' },
    requestId: { type: 'string', description: 'Also in the X-Request-Id header. Quote it when you report a fault.' },
    errors: {
      type: 'array',
      description: 'With invalid_fields: what is wrong where.',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: WORDS_SCHEMA },
      },
    },
    challenge: {
      type: 'object',
      description:
        'With challenge_required: an ALTCHA v2 challenge. Repeat the request with the header `Proof-Of-Work: ' +
        'base64({"challenge":…,"solution":{"counter":…,"derivedKey":"…"}})`.',
      required: ['parameters', 'signature'],
      properties: { parameters: { type: 'object' }, signature: { type: 'string' } },
    },
  },
};

function problemAnswers(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, sameStatus]) => [
        String(status),
        {
          description: sameStatus
            .map((code) => `\`${code}\` ${PROBLEMS[code].title.zh} · ${PROBLEMS[code].title.en}`)
            .join('\n\n'),
          headers: status === 429 || status === 503 ? { 'Retry-After': header('Whole seconds to wait.') } : {},
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

const header = (description: string): Json => ({ description, schema: { type: 'string' } });
const named = (examples: Record<string, unknown>): Json =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));

function operationObject({ id, tag, summary, description, parameters, body, answer, problems }: Operation): Json {
  return {
    operationId: id,
    tags: [tag],
    summary: `${summary.zh} · ${summary.en}`,
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined
      ? {}
      : { parameters: parameters.map((parameter) => ({ ...parameter, schema: schemaOf(parameter.schema) })) }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            description: `At most ${body.maxBytes} bytes of UTF-8. Members not listed, or listed twice, are refused.`,
            content: { 'application/json': { schema: schemaOf(body.schema), examples: named(body.examples) } },
          },
        }),
    responses: {
      '200': {
        description: answer.description,
        headers: {
          'X-Request-Id': header('Names this request in the log of the service.'),
          ...Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, text]) => [name, header(text)])),
        },
        content: {
          [answer.type]: {
            schema: answer.schema === undefined ? { type: 'string' } : schemaOf(answer.schema),
            ...(answer.examples === undefined ? {} : { examples: named(answer.examples) }),
          },
        },
      },
      ...problemAnswers([...problems, 'internal_error']),
    },
  };
}

/** The document for a table of `METHOD /path/:parameter` and operation. */
export function openApiDocument(origin: string, table: readonly (readonly [string, Operation])[]): Json {
  const paths: Record<string, Json> = {};
  for (const [at, operation] of table) {
    const [method = '', path = ''] = at.split(' ');
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '证验 Zhengyan',
      version: '1',
      description:
        '职业技能等级证书公开核验接口。免费，任何时间、任何地点可用。 · The public interface for verifying vocational skill level ' +
        'certificates: free of charge, at any time, from anywhere. Errors are problem documents (RFC 9457) with a stable `code`. ' +
        'Every answer carries X-Request-Id. No cross-origin access from browsers: call it from a server, or open the pages here.',
    },
    servers: [{ url: origin }],
    tags: TAGS,
    paths,
    components: { schemas: { Problem: PROBLEM_SCHEMA } },
  };
}
