// The reader of /api/docs works on whatever description it gets: the service's own, and one with members missing.
import { describe, expect, test } from 'vitest';
import { operationsOf, problemsOf } from '../../web/open-api.ts';

const DOCUMENT = {
  tags: [{ name: 'verify', description: '核验 · Verify' }, { name: 'empty' }],
  paths: {
    '/api/lookups': {
      post: {
        operationId: 'lookUp',
        tags: ['verify'],
        summary: '查询 · Look up',
        parameters: [{ name: 'q', description: 'text' }],
        requestBody: { content: { 'application/json': { examples: { one: { value: { name: '张三' } } } } } },
        responses: {
          '200': { content: { 'application/json': { examples: { match: { value: { outcome: 'match' } } } } } },
          '400': { description: '`two_of_three` 两项 · Two\n\n`invalid_fields` 有误 · Wrong' },
          '429': { description: '`rate_limited` 请求过多 · Too many' },
        },
      },
    },
    '/healthz': { get: { tags: ['nothing'] } },
  },
};

describe('the reader of an OpenAPI description', () => {
  test('groups operations by tag and leaves empty groups out', () => {
    const groups = operationsOf(DOCUMENT);
    expect(groups.map(({ tag }) => tag)).toEqual(['verify']);
    expect(groups[0]?.operations[0]).toEqual({
      id: 'lookUp',
      method: 'POST',
      path: '/api/lookups',
      summary: '查询 · Look up',
      description: '',
      parameters: [{ name: 'q', description: 'text' }],
      requestExamples: [{ name: 'one', value: { name: '张三' } }],
      answerType: 'application/json',
      answerExamples: [{ name: 'match', value: { outcome: 'match' } }],
      problems: ['two_of_three', 'invalid_fields', 'rate_limited'],
    });
  });

  test('lists every problem once, by status and code', () => {
    expect(problemsOf(DOCUMENT).map(({ code, status }) => `${status} ${code}`)).toEqual([
      '400 invalid_fields',
      '400 two_of_three',
      '429 rate_limited',
    ]);
  });

  test.each([[{}], [{ paths: null, tags: 'x' }], [{ paths: { '/a': { get: null } }, tags: [{ name: 'a' }] }]])(
    'shows nothing of %j, and does not break',
    (document) => {
      expect(operationsOf(document)).toEqual([]);
      expect(problemsOf(document)).toEqual([]);
    },
  );
});
