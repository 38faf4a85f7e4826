// Variation lives in tables. Their keys come back from outside as plain text, so asking for one must not find
// `constructor` or `__proto__`.
import type { Words } from './result.ts';

/** The keys of a table in the order in which they are written. */
export const keysOf = <T extends object>(table: T): Extract<keyof T, string>[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our tables are literals: they have no other keys
  Object.keys(table) as Extract<keyof T, string>[];

/** Narrows a text from outside to a key of the table. */
export const isKeyOf = <T extends object>(table: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(table, key);

/** The entry under a code from outside, null when the table has none. */
export const wordsOf = (table: Readonly<Record<string, Words>>, code: string): Words | null =>
  Object.hasOwn(table, code) ? (table[code] ?? null) : null;
