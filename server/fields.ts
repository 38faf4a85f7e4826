// From a schema's findings to our own field errors. The validator's messages quote the value; they go nowhere.
import * as v from 'valibot';
import { ok, refuse, type Result } from '../domain/result.ts';
import { FACT_WORDS, type FactFaultCode, type FormFaultCode } from './fact-words.ts';
import type { FieldError, Refusal } from './problem.ts';

const CODE_OF_ISSUE: Record<string, FormFaultCode> = {
  max_length: 'too_long',
  regex: 'wrong_form',
  string: 'wrong_type',
};

export const fieldError = (field: string, code: FactFaultCode): FieldError => ({
  field,
  code,
  message: FACT_WORDS[code],
});

/** `value` as the schema wants it, or the refusal that names our fields and nothing of the sender's. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): Result<v.InferOutput<S>, Refusal> {
  const read = v.safeParse(schema, value);
  if (read.success) return ok(read.output);
  const errors: FieldError[] = [];
  for (const issue of read.issues) {
    const key: unknown = issue.path?.[0]?.key;
    if (issue.expected === 'never' || typeof key !== 'string') return refuse({ code: 'unknown_member' });
    const missing = issue.received === 'undefined';
    errors.push(fieldError(key, missing ? 'missing' : (CODE_OF_ISSUE[issue.type] ?? 'wrong_type')));
  }
  return refuse({ code: 'invalid_fields', errors });
}
