import { describe, expect, test } from 'vitest';
import { FAULT_WORDS } from '../../domain/fault-words.ts';
import { keysOf } from '../../domain/table.ts';
import ids from '../vectors/id-documents.json' with { type: 'json' };
import names from '../vectors/holder-names.json' with { type: 'json' };
import numbers from '../vectors/certificate-numbers.json' with { type: 'json' };

describe('what is said about a fault', () => {
  test('every fault that has words is provoked by a vector, and every vector has words', () => {
    const provoked = [...numbers.faults, ...numbers.filing, ...ids.faults, ...names.refused, { code: 'name_too_long' }]
      .map(({ code }) => code)
      .filter((code) => code !== null);
    // name_too_long is provoked in holder-name.test.ts: its text is too long for a vector file.
    expect([...new Set(provoked)].toSorted()).toEqual(keysOf(FAULT_WORDS).toSorted());
  });

  test.each(keysOf(FAULT_WORDS))('%s: short, in both languages, and no language in the other', (code) => {
    const { zh, en } = FAULT_WORDS[code];
    expect(zh).toMatch(/[\u4e00-\u9fff].*[。]$/);
    expect(zh.length).toBeLessThanOrEqual(45);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(en.replaceAll('·', '')).not.toMatch(/[^\x20-\x7e]/);
    expect(en.length).toBeLessThanOrEqual(120);
  });

  test('no two faults say the same', () => {
    const said = keysOf(FAULT_WORDS).flatMap((code) => [FAULT_WORDS[code].zh, FAULT_WORDS[code].en]);
    expect(new Set(said).size).toBe(said.length);
  });
});
