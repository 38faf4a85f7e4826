import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// A table of proofs that names tests which are gone proves nothing: every quoted name must stand in the file named before it.
const page = readFileSync(new URL('CONFORMANCE.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| [RD]\d+ /.test(line));

test('every rule that is built has a row', () => {
  const named = rows.map((row) => row.split('|')[1]?.trim());
  const asked = 'R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R13 R39 R40 R41 R42 R43 R44 R46 D1 D2 D3 D4 D5 D6 D7 D8 D12 D14'.split(
    ' ',
  );
  expect(asked.filter((rule) => !named.includes(rule))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});

test.each(rows.map((row) => [row.split('|')[1]?.trim(), row] as const))('%s names tests that are there', (_, row) => {
  let text: string | null = null;
  let quoted = 0;
  const missing: string[] = [];
  for (const [, file, title] of row.matchAll(/`(test\/[^`]+)`|"([^"]+)"/g)) {
    if (file !== undefined) text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    if (title === undefined) continue;
    quoted += 1;
    if (!text?.includes(title)) missing.push(title);
  }
  expect(missing).toEqual([]);
  expect(quoted).toBeGreaterThan(0);
});
