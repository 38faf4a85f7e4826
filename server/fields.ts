// From a schema's findings to our own field errors. The validator's messages quote the value; they go nowhere.
import * as v from 'valibot';
import { FAULT_WORDS, type FaultCode } from '../domain/fault-words.ts';
import { ok, refuse, type Result, type Words } from '../domain/result.ts';
import type { FieldError, Refusal } from './problem.ts';

/** What can be wrong with any field, whatever it means. */
const FORM_WORDS = {
  wrong_type: { zh: '此项须为文字（JSON 字符串）。', en: 'This must be a text (a JSON string).' },
  missing: { zh: '缺少此项。', en: 'This is missing.' },
  too_long: { zh: '内容过长。', en: 'This is too long.' },
  wrong_form: { zh: '格式有误。', en: 'This does not have the right form.' },
} as const satisfies Record<string, Words>;
type FormFault = keyof typeof FORM_WORDS;

const FAULT_OF_ISSUE: Record<string, FormFault> = { max_length: 'too_long', regex: 'wrong_form' };

/** A fault of the domain, said about one of our fields. */
export const fieldError = (field: string, code: FaultCode): FieldError => ({ field, code, message: FAULT_WORDS[code] });

/** `value` as the schema wants it, or the refusal that names our fields and nothing of the sender's. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): Result<v.InferOutput<S>, Refusal> {
  const read = v.safeParse(schema, value);
  if (read.success) return ok(read.output);
  const errors: FieldError[] = [];
  for (const issue of read.issues) {
    const key: unknown = issue.path?.[0]?.key;
    if (issue.expected === 'never' || typeof key !== 'string') return refuse({ code: 'unknown_member' });
    const code = issue.received === 'undefined' ? 'missing' : (FAULT_OF_ISSUE[issue.type] ?? 'wrong_type');
    errors.push({ field: key, code, message: FORM_WORDS[code] });
  }
  return refuse({ code: 'invalid_fields', errors });
}
