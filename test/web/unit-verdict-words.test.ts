// The plate's one word (D8): which it is for every code, and that the age at the top of the page is judged like the verdict.
import { describe, expect, test } from 'vitest';
import type { Colour, Verdict, VerdictCode } from '../../domain/verdict.ts';
import { VERDICT_WORDS } from '../../domain/verdict-words.ts';
import { SEAL_FAULTS } from '../../domain/seal.ts';
import { plateWord } from '../../web/i18n/plate.ts';
import { trustAge } from '../../web/trust-age.ts';

const HOUR = 3600;
const NOW = 1_800_000_000;

const sealOf = (code: string): Verdict['seal'] =>
  Object.entries(SEAL_FAULTS).find(([fault]) => fault === code)?.[1].seal ?? 'genuine';
const isCode = (code: string): code is VerdictCode => Object.hasOwn(VERDICT_WORDS, code);
const CODES = Object.keys(VERDICT_WORDS).filter(isCode);
const COLOURS: Colour[] = ['green', 'amber', 'grey', 'red'];

describe('the word on the plate', () => {
  test('says valid for the two codes that are, and for no other in any colour', () => {
    const valid = CODES.filter((code) =>
      COLOURS.some((colour) => plateWord({ code, seal: sealOf(code), colour }) === 'valid'),
    );
    expect(valid.toSorted()).toEqual(['valid', 'valid_as_of']);
  });

  test('calls a code of somebody else not ours, and never bad', () => {
    for (const code of ['not_a_seal', 'foreign_address', 'no_digits'] as const) {
      expect(plateWord({ code, seal: 'not_ours', colour: 'grey' })).toBe('notOurs');
    }
  });

  test('calls a key that an old list does not know unconfirmed, and one that a fresh list does not know unknown', () => {
    expect(plateWord({ code: 'unknown_key', seal: 'unknown_key', colour: 'grey' })).toBe('unconfirmed');
    expect(plateWord({ code: 'unknown_key', seal: 'unknown_key', colour: 'red' })).toBe('unknown');
  });

  test('calls an altered seal and a revoked key bad', () => {
    expect(plateWord({ code: 'signature_wrong', seal: 'altered', colour: 'red' })).toBe('bad');
    expect(plateWord({ code: 'key_revoked', seal: 'unknown_key', colour: 'red' })).toBe('bad');
  });
});

describe('the age of the trust list', () => {
  test.each([
    [null, 'none'],
    [NOW, 'fresh'],
    [NOW - 24 * HOUR + 1, 'fresh'],
    [NOW - 24 * HOUR, 'ageing'],
    [NOW - 7 * 24 * HOUR, 'ageing'],
    [NOW - 7 * 24 * HOUR - 1, 'stale'],
    [NOW + 5 * 60, 'fresh'],
    [NOW + 5 * 60 + 1, 'clock_wrong'],
  ])('signed at %s is %s', (issuedAt, age) => {
    expect(trustAge(issuedAt, NOW)).toBe(age);
  });
});
