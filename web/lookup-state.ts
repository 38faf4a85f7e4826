// What has been typed and what came of it, in memory only: never in an address, a history entry or a storage (R40, D4).
import { signal } from '@preact/signals';
import type { FactPair } from '../domain/disclosure.ts';
import type { LookupAnswer } from './api.ts';

export type FactName = 'certificateNumber' | 'name' | 'idNumber';

/** The two fields of each pair, in the order in which they are asked. */
export const FIELDS_OF = {
  number_name: ['certificateNumber', 'name'],
  number_id: ['certificateNumber', 'idNumber'],
  name_id: ['name', 'idNumber'],
} as const satisfies Record<FactPair, readonly [FactName, FactName]>;

export const pair = signal<FactPair>('number_name');

/** As typed. A field that the chosen pair does not use keeps its text, so that changing one's mind costs nothing. */
export const typed = {
  certificateNumber: signal(''),
  name: signal(''),
  idNumber: signal(''),
} as const satisfies Record<FactName, { value: string }>;

/** `prefix`: the first 13 characters of a typed number, which name the institution (R10); null when none was typed. */
export const found = signal<{ answer: LookupAnswer; pair: FactPair; prefix: string | null } | null>(null);

export function forgetLookup(): void {
  for (const fact of Object.values(typed)) fact.value = '';
  found.value = null;
}
