// Two of the three facts, as they come with a request (R39, D3): what a lookup and a question about progress begin with.
import * as v from 'valibot';
import { parseCertificateNumber } from '../domain/certificate-number.ts';
import type { FactPair } from '../domain/disclosure.ts';
import { normaliseName } from '../domain/holder-name.ts';
import { recogniseIdNumber } from '../domain/id-document.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import type { Deps } from './deps.ts';
import { check, fieldError } from './fields.ts';
import { readJsonObject } from './json-body.ts';
import type { FieldError, Refusal } from './problem.ts';

export const FACTS_MAX_BYTES = 4096;

// Longer than any real one with spaces in it, shorter than anything that would cost time to look at.
const fact = (units: number) => v.optional(v.pipe(v.string(), v.maxLength(units)));
export const FactsSchema = v.strictObject({ certificateNumber: fact(100), name: fact(600), idNumber: fact(100) });

/** With the ID number and one of the others: for what only the holder is told (R46). */
export const OwnFactsSchema = v.strictObject({
  ...FactsSchema.entries,
  idNumber: v.pipe(v.string(), v.maxLength(100)),
});

/** Two facts, normalised, in the order of the pair's name. */
export interface FactQuery {
  pair: FactPair;
  first: string;
  second: string;
}

/** The two facts of a request, or everything that is wrong with them at once; nothing has been read by then. */
export async function readFacts(
  request: Request,
  schema: typeof FactsSchema | typeof OwnFactsSchema = FactsSchema,
): Promise<Result<FactQuery, Refusal>> {
  const body = await readJsonObject(request, FACTS_MAX_BYTES);
  if (!body.ok) return body;
  const facts = check(schema, body.value);
  if (!facts.ok) return facts;
  const { certificateNumber, name, idNumber } = facts.value;
  if ([certificateNumber, name, idNumber].filter((given) => given !== undefined).length !== 2) {
    return refuse({ code: 'two_of_three' });
  }
  const errors: FieldError[] = [];
  const number = certificateNumber === undefined ? null : parseCertificateNumber(certificateNumber);
  const holder = name === undefined ? null : normaliseName(name);
  const id = idNumber === undefined ? null : recogniseIdNumber(idNumber);
  if (number?.ok === false) errors.push(fieldError('certificateNumber', number.fault.code));
  if (holder?.ok === false) errors.push(fieldError('name', holder.fault.code));
  if (id?.ok === false) errors.push(fieldError('idNumber', id.fault.code));
  if (number?.ok && holder?.ok) return ok({ pair: 'number_name', first: number.value.text, second: holder.value });
  if (number?.ok && id?.ok) return ok({ pair: 'number_id', first: number.value.text, second: id.value.number });
  if (holder?.ok && id?.ok) return ok({ pair: 'name_id', first: holder.value, second: id.value.number });
  return refuse({ code: 'invalid_fields', errors });
}

/** Whom a guesser is after: the number, the ID number; not the name, which thousands may share (D12). */
export function subjectsOf({ pair, first, second }: FactQuery, { vault }: Pick<Deps, 'vault'>): string[] {
  const subjects: string[] = [];
  if (pair !== 'name_id') subjects.push(vault.subject('number', first));
  if (pair !== 'number_name') subjects.push(vault.subject('id', second));
  return subjects;
}
