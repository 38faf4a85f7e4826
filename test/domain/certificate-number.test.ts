import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildCertificateNumber,
  checkAgainstFiling,
  explainCertificateNumber,
  normaliseNumber,
  NUMBER_LENGTH,
  NUMBER_PARTS,
  parseCertificateNumber,
} from '../../domain/certificate-number.ts';
import { LEVEL_CODES } from '../../domain/level.ts';
import { GUANGDONG_PLACES, PROVINCES } from '../../domain/place.ts';
import { keysOf } from '../../domain/table.ts';
import vectors from '../vectors/certificate-numbers.json' with { type: 'json' };

const EXAMPLE = 'S000044012001233000001';

describe('reading (R1 to R9)', () => {
  test.each(vectors.right)('$why', ({ text, value }) => {
    expect(parseCertificateNumber(text)).toEqual({ ok: true, value });
  });

  test.each(vectors.faults)('$why is refused with $code', ({ text, code, part, from, to }) => {
    expect(parseCertificateNumber(text)).toEqual({ ok: false, fault: { code, part, from, to } });
  });

  test('R5: every place of Guangdong is read, and no other', () => {
    const readable = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).filter(
      (place) => parseCertificateNumber(`S000044${place}2001233000001`).ok,
    );
    expect(readable).toEqual(Object.keys(GUANGDONG_PLACES).toSorted());
    expect(readable).toHaveLength(22);
  });

  test('R4: every province is read, and no other', () => {
    const readable = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).filter(
      (province) => parseCertificateNumber(`S0000${province}012001233000001`).ok,
    );
    expect(readable).toEqual(Object.keys(PROVINCES).toSorted());
    expect(readable).toHaveLength(34);
  });

  test('R1: of all characters on all positions only those of the rule are read', () => {
    const alphabet = Array.from({ length: 0x7f - 0x21 }, (_, n) => String.fromCharCode(0x21 + n));
    const readable = Array.from({ length: NUMBER_LENGTH }, (_, at) =>
      alphabet
        .filter((char) => char !== '-')
        .filter((char) => parseCertificateNumber(EXAMPLE.slice(0, at) + char + EXAMPLE.slice(at + 1)).ok)
        .join(''),
    );
    const digits = '0123456789';
    expect(readable).toEqual([
      // class, institution code
      'SYsy',
      ...Array<string>(4).fill(digits),
      // a province that ends in 4, one that begins with 4; a place that ends in 1, one that begins with 0
      '13456',
      '123456',
      '05',
      digits,
      // site class, site, year
      ...Array<string>(6).fill(digits),
      // level, sequence
      '12345',
      ...Array<string>(5).fill(digits),
      '123456789',
    ]);
  });

  test('a text however long is refused by its length, and quickly enough to try', () => {
    expect(parseCertificateNumber(EXAMPLE + '1'.repeat(1_000_000))).toMatchObject({
      ok: false,
      fault: { code: 'number_too_long' },
    });
  });
});

describe('live help', () => {
  test.each(vectors.typing)('"$text" is $states', ({ text, states }) => {
    expect(explainCertificateNumber(text).map((part) => part.state)).toEqual(states.split(' '));
  });

  test('a right part says what it means', () => {
    const meanings = explainCertificateNumber(EXAMPLE).map(({ name, meaning }) => ({
      part: name,
      zh: meaning?.zh ?? null,
    }));
    expect(meanings).toEqual(vectors.meanings);
  });

  test('the parts cover the 22 characters without gap or overlap', () => {
    const bounds = keysOf(NUMBER_PARTS).map((name) => [NUMBER_PARTS[name].from, NUMBER_PARTS[name].to]);
    expect(bounds[0]?.[0]).toBe(0);
    expect(bounds.at(-1)?.[1]).toBe(NUMBER_LENGTH);
    for (const [i, [from]] of bounds.slice(1).entries()) expect(from).toBe(bounds[i]?.[1]);
  });

  test('nothing is wrong on the way to a right number, character by character', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (let length = 0; length <= number.length; length++) {
          const wrong = explainCertificateNumber(number.slice(0, length)).filter((part) => part.state === 'wrong');
          expect(wrong).toEqual([]);
        }
      }),
    );
  });

  test('a number is read exactly when every part is right and nothing follows', () => {
    const nearly = fc
      .tuple(numbers, fc.nat(NUMBER_LENGTH), fc.constantFrom('', '0', '9', 'S', 'Ｙ', '张', ' '))
      .map(([number, at, char]) => number.slice(0, at) + char + number.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' }), numbers), (text) => {
        const right = explainCertificateNumber(text).every((part) => part.state === 'right');
        const fits = normaliseNumber(text).length === NUMBER_LENGTH;
        expect(parseCertificateNumber(text).ok).toBe(right && fits);
      }),
    );
  });
});

describe('building (R7 to R10)', () => {
  test('gives the number of the rule', () => {
    const given = { prefix: 'S000044012001', year: 2023, level: 3, sequence: 1 } as const;
    expect(buildCertificateNumber(given)).toEqual({ ok: true, value: EXAMPLE });
    expect(buildCertificateNumber({ ...given, year: 23 })).toEqual({ ok: true, value: EXAMPLE });
  });

  test.each([
    ['a sequence of 0', { sequence: 0 }, 'number_sequence'],
    ['a sequence of a million', { sequence: 1_000_000 }, 'number_sequence'],
    ['half a sequence', { sequence: 1.5 }, 'number_sequence'],
    ['no sequence', { sequence: Number.NaN }, 'number_sequence'],
    ['a year of the last century', { year: 1999 }, 'number_digit'],
    ['a negative year', { year: -1 }, 'number_digit'],
    ['a short prefix', { prefix: 'S00004401200' }, 'number_too_short'],
    ['a long prefix', { prefix: 'S0000440120011' }, 'number_too_long'],
    ['a prefix of another class', { prefix: 'A000044012001' }, 'number_class'],
    ['a prefix of no place', { prefix: 'S000044992001' }, 'number_place'],
  ])('%s is refused', (_, change, code) => {
    const given = { prefix: 'S000044012001', year: 23, level: 3, sequence: 1, ...change } as const;
    expect(buildCertificateNumber(given)).toMatchObject({ ok: false, fault: { code } });
  });

  test('what is built reads back as what it was built from', () => {
    fc.assert(
      fc.property(parts, ({ prefix, year, level, sequence }) => {
        const built = buildCertificateNumber({ prefix, year, level, sequence });
        if (!built.ok) throw new Error(built.fault.code);
        expect(parseCertificateNumber(built.value)).toMatchObject({
          ok: true,
          value: { prefix, year, level, sequence },
        });
      }),
    );
  });

  test.each(vectors.filing)(
    'R10: against prefix $filed.prefix, date $filed.issueDate, level $filed.level: $code',
    (row) => {
      const read = parseCertificateNumber(EXAMPLE);
      const level = LEVEL_CODES.find((code) => code === row.filed.level);
      if (!read.ok || level === undefined) throw new Error('the vector is wrong');
      const checked = checkAgainstFiling(read.value, { ...row.filed, level });
      expect(checked.ok ? null : checked.fault.code).toBe(row.code);
    },
  );
});

test('normalising changes width, case and separators only, and twice is once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = normaliseNumber(text);
      expect(normaliseNumber(once)).toBe(once);
    }),
  );
  fc.assert(
    fc.property(numbers, dressing, (number, dress) => {
      expect(normaliseNumber(dress(number))).toBe(number);
    }),
  );
});

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });

const place = fc.oneof(
  fc.constantFrom(...keysOf(GUANGDONG_PLACES)).map((code) => `44${code}`),
  fc
    .tuple(fc.constantFrom(...keysOf(PROVINCES).filter((code) => code !== '44')), digits(2))
    .map((pair) => pair.join('')),
);
const parts = fc.record({
  prefix: fc.tuple(fc.constantFrom('S', 'Y'), digits(4), place, digits(4)).map((pieces) => pieces.join('')),
  year: fc.nat(99),
  level: fc.constantFrom(...LEVEL_CODES),
  sequence: fc.integer({ min: 1, max: 999_999 }),
});
const numbers = parts.map((given) => {
  const built = buildCertificateNumber(given);
  if (!built.ok) throw new Error(built.fault.code);
  return built.value;
});
const wide = (char: string): string => String.fromCharCode(char.charCodeAt(0) + 0xfee0);
const dressing = fc
  .array(
    fc.constantFrom<(char: string) => string>(
      (char) => char,
      wide,
      (char) => ` ${char}`,
      (char) => `${char.toLowerCase()}\u200b`,
      (char) => `${char}\u2013`,
    ),
    { minLength: NUMBER_LENGTH, maxLength: NUMBER_LENGTH },
  )
  .map((ways) => (number: string) => Array.from(number, (char, at) => ways[at]?.(char)).join(''));
