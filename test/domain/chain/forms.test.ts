// R24, R28, R33, R34, R35: the forms, and the words for what is refused.
import { describe, expect, test } from 'vitest';
import { checkForm, FORM_LENGTH, FORMS, type FormField, type FormName } from '../../../domain/chain/forms.ts';
import { REFUSAL_WORDS } from '../../../domain/chain/refusal-words.ts';
import { keysOf } from '../../../domain/table.ts';

const SAMPLES = { text: '示例', long_text: '说明\n两行', phone: '020-8319 1362', date: '2026-11-20' } as const;

const fieldsOf = (name: FormName): [string, FormField][] => Object.entries<FormField>(FORMS[name].fields);
const sampleOf = ({ kind, choices }: FormField): string =>
  kind === 'choice' ? (Object.keys(choices ?? {})[0] ?? '') : SAMPLES[kind];
const filledIn = (name: FormName): Record<string, string> =>
  Object.fromEntries(fieldsOf(name).map(([key, field]) => [key, sampleOf(field)]));

describe.each(keysOf(FORMS))('the form %s', (name) => {
  test('is complete with a value in every field', () => {
    expect(checkForm(name, filledIn(name))).toStrictEqual([]);
  });

  test('names every required field when it is empty, and no other', () => {
    const required = fieldsOf(name).flatMap(([key, field]) => (field.required ? [key] : []));
    expect(checkForm(name, {})).toStrictEqual(required.map((field) => ({ field, code: 'form_missing' })));
    const blank = Object.fromEntries(fieldsOf(name).map(([key]) => [key, ' \u3000\n']));
    expect(checkForm(name, blank)).toStrictEqual(required.map((field) => ({ field, code: 'form_missing' })));
  });

  test('refuses what is too long, in every field', () => {
    for (const [key, { kind }] of fieldsOf(name)) {
      const long = { ...filledIn(name), [key]: '1'.repeat(FORM_LENGTH[kind] + 1) };
      expect(checkForm(name, long)).toStrictEqual([{ field: key, code: 'form_too_long' }]);
    }
  });

  test('refuses fields that it does not have', () => {
    const odd = { ...filledIn(name), toString: 'x' };
    expect(checkForm(name, odd)).toStrictEqual([{ field: 'toString', code: 'form_unknown' }]);
  });
});

describe('a field', () => {
  test.each([
    ['phone', 'ring me', 'form_phone'],
    ['phone', '1234', 'form_phone'],
    ['date', '2026-02-30', 'form_date'],
    ['date', '2026/3/16', 'form_date'],
    ['action', 'constructor', 'form_choice'],
  ])('%s refuses %j', (field, value, code) => {
    const form = { ...filledIn('holder_undertaking'), [field]: value };
    expect(checkForm('holder_undertaking', form)).toStrictEqual([{ field, code }]);
  });

  test.each(['13800000000', '+86 20 8319 1362', '(020) 83191362'])('phone takes %s', (value) => {
    expect(checkForm('holder_undertaking', { ...filledIn('holder_undertaking'), phone: value })).toStrictEqual([]);
  });
});

test('every refusal has its words in both languages, a whole sentence each', () => {
  for (const { zh, en } of Object.values(REFUSAL_WORDS)) {
    expect(zh).toMatch(/^\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^[A-Z].*\.$/);
  }
});
