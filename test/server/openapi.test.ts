// The description is valid OpenAPI 3.1, describes every route, and what the routes really answer fits it.
import { Validator } from '@seriousme/openapi-schema-validator';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../server/problem-words.ts';
import type { Route } from '../../server/route.ts';
import { SITE } from '../../server/site.ts';
import { newAuthority } from '../harness/authority.ts';
import { LI, ORIGIN, smallService, ZHANG, type SmallService } from './small-deps.ts';

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>>;
  components: { schemas: Record<string, object> };
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
let service: SmallService;
let document: Described;
let seal: string;

beforeAll(async () => {
  const authority = await newAuthority(ORIGIN);
  const issuedAt = Math.floor(Date.now() / 1000);
  const bundle = await authority.bundle({ version: 1, issuedAt });
  seal = await authority.seal();
  service = smallService(() => ({
    trust: {
      current: async () => ({ bundle, version: 1, issuedAt, statusLists: ['a.b.c'] }),
      jwks: () => ({ keys: [{ kty: 'EC' }] }),
    },
    demo: async () => ({
      people: [{ name: '甲', idType: 'passport', idNumber: 'E1', certificates: [] }],
      staff: [{ role: 'officer', login: 'l', password: 'p', totpSecret: 's' }],
      institutions: ['S000044030001'],
    }),
  }));
  document = await (await service.app.request('/api/openapi.json')).json();
});

/** What is wrong with a body as the answer of that operation; null when nothing is. */
function misfit(template: string, method: string, response: Response, body: unknown): unknown {
  const described = document.paths[template]?.[method]?.responses[String(response.status)];
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const content = Object.entries(described?.content ?? {}).find(([named]) => named.startsWith(type))?.[1];
  if (!content) return `${response.status} ${type} is not described`;
  const reference = '$ref' in content.schema;
  const validate = ajv.compile(reference ? (document.components.schemas['Problem'] ?? {}) : content.schema);
  return validate(body) ? null : validate.errors;
}

test('it is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate({ ...structuredClone(document) });
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(document.openapi).toBe('3.1.0');
});

test('it describes every route and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(described.toSorted()).toEqual(Object.keys(SITE).toSorted());
});

test('every problem that exists can be met somewhere, or comes before any route', () => {
  const text = JSON.stringify(document.paths);
  const unmet = Object.keys(PROBLEMS).filter((code) => !text.includes(`\`${code}\``));
  expect(unmet.toSorted()).toEqual([
    'headers_too_large',
    'malformed_request',
    'method_not_allowed',
    'not_found',
    'request_timeout',
  ]);
});

test('its examples fit their own schemas', () => {
  const misfits: unknown[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('schema' in value && 'examples' in value && typeof value.schema === 'object' && value.schema) {
      const validate = ajv.compile(value.schema);
      for (const example of Object.values(value.examples ?? {})) {
        if (!validate(example.value)) misfits.push(validate.errors);
      }
    }
    for (const inner of Object.values(value)) look(inner);
  };
  look(document.paths);
  expect(misfits).toEqual([]);
});

test('its examples of requests are accepted as they stand', async () => {
  for (const [at, { operation }] of Object.entries<Route>(SITE)) {
    for (const example of Object.values(operation.body?.examples ?? {})) {
      const response = await service.post(at.replace('POST ', ''), JSON.stringify(example));
      expect([at, response.status]).toEqual([at, 200]);
    }
  }
});

describe('real answers fit it', () => {
  const POSTS: [string, string, object][] = [
    ['a match', '/api/lookups', { certificateNumber: ZHANG.certificateNumber, name: ZHANG.name }],
    ['a suspended certificate', '/api/lookups', { name: LI.name, idNumber: LI.idNumber }],
    ['no match', '/api/lookups', { certificateNumber: ZHANG.certificateNumber, name: '王五' }],
    ['two wrong facts', '/api/lookups', { certificateNumber: 'x', name: '<' }],
    ['one fact', '/api/lookups', { name: ZHANG.name }],
    ['an unknown member', '/api/lookups', { x: 1 }],
    ['no seal', '/api/seals/verification', { text: 'x' }],
    ['nothing', '/api/seals/verification', {}],
  ];
  test.each(POSTS)('to %s', async (_, path, body) => {
    const response = await service.post(path, body);
    expect(misfit(path, 'post', response, await response.json())).toBeNull();
  });

  test('to a genuine seal', async () => {
    const response = await service.post('/api/seals/verification', { text: seal });
    const body: { colour: string } = await response.json();
    expect(body.colour).toBe('green');
    expect(misfit('/api/seals/verification', 'post', response, body)).toBeNull();
  });

  test('to a challenge', async () => {
    const guess = { certificateNumber: 'S000044030001261000055', name: '王五' };
    let response = await service.post('/api/lookups', guess);
    while (response.status === 200) response = await service.post('/api/lookups', guess);
    expect(response.status).toBe(429);
    expect(misfit('/api/lookups', 'post', response, await response.json())).toBeNull();
  });

  test.each([
    ['/api/institutions', '/api/institutions'],
    ['/api/institutions?place=x', '/api/institutions'],
    ['/api/institutions/S000044030001', '/api/institutions/{code}'],
    ['/api/institutions/S000044030009', '/api/institutions/{code}'],
    ['/api/status-lists/7', '/api/status-lists/{n}'],
    ['/.well-known/jwks.json', '/.well-known/jwks.json'],
    ['/api/demo', '/api/demo'],
    ['/api/openapi.json', '/api/openapi.json'],
    ['/healthz', '/healthz'],
    ['/readyz', '/readyz'],
  ])('of %s', async (path, template) => {
    const response = await service.app.request(path);
    expect(misfit(template, 'get', response, await response.json())).toBeNull();
  });

  test.each([
    ['/api/trust', '/api/trust'],
    ['/api/status-lists/0', '/api/status-lists/{n}'],
    ['/metrics', '/metrics'],
  ])('of %s, which is no plain JSON', async (path, template) => {
    const response = await service.app.request(path);
    expect(misfit(template, 'get', response, await response.text())).toBeNull();
  });
});
