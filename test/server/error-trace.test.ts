import { expect, test } from 'vitest';
import { describeError } from '../../server/error-trace.ts';

const CANARY = '张金丝雀';

test('an error is described by class, code and place, never by its message', () => {
  const cause = Object.assign(new Error(`duplicate key (${CANARY})`), { code: '23505' });
  const error = new TypeError(`Failed query: insert … params: ${CANARY}`, { cause });
  const described = describeError(error);
  expect(described.error).toBe('TypeError');
  expect(described.at[0]).toContain('error-trace.test.ts');
  expect(described.cause).toMatchObject({ error: 'Error', code: '23505' });
  expect(JSON.stringify(described)).not.toContain(CANARY);
});

test('a message that imitates stack frames is not taken for one', () => {
  const error = new Error(`first\n    at ${CANARY} (/tmp/x.ts:1:1)\n    at /tmp/${CANARY}.ts:2:2`);
  expect(JSON.stringify(describeError(error))).not.toContain(CANARY);
});

test('names and codes made of data are left out', () => {
  const error = Object.assign(new Error('x'), { name: `Error ${CANARY}`, code: `no such ${CANARY}` });
  expect(describeError(error)).toMatchObject({ error: 'Error' });
  expect(JSON.stringify(describeError(error))).not.toContain(CANARY);
});

test('what is thrown without being an error is described by its type alone', () => {
  expect(describeError(CANARY)).toEqual({ error: 'string', at: [] });
});

test('a chain of causes that never ends does end', () => {
  const error: Error & { cause?: unknown } = new Error('loop');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000);
});
