import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskName, NAME_LENGTH_MAX, normaliseName } from '../../domain/holder-name.ts';
import vectors from '../vectors/holder-names.json' with { type: 'json' };

const normal = (name: string): string => {
  const read = normaliseName(name);
  if (!read.ok) throw new Error(`${read.fault.code} at ${read.fault.at}`);
  return read.value;
};

describe('one name written in different ways is one name (D3)', () => {
  test.each(vectors.same)('$why', ({ normal: expected, written }) => {
    expect(written.map(normal)).toEqual(written.map(() => expected));
  });

  test('whatever blanks and invisible characters are put between its characters', () => {
    const invisible = fc.constantFrom(
      '',
      ' ',
      '\u3000',
      '\t',
      '\u00a0',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\ufe0f',
      '\u{e0100}',
      '\u200e',
    );
    fc.assert(
      fc.property(names, fc.array(invisible, { maxLength: 40 }), (name, between) => {
        const spread = Array.from(name, (char, at) => char + (between[at] ?? '')).join('');
        expect(normal(spread)).toBe(normal(name));
      }),
    );
  });

  test('whichever dot is typed, and with whichever case and width', () => {
    const dots = fc.constantFrom(...'·•‧・･∙⋅●．。'.split(''));
    fc.assert(
      fc.property(hanzi, hanzi, dots, (first, second, dot) => {
        expect(normal(`${first}${dot}${second}`)).toBe(`${first}·${second}`);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ')), minLength: 1 }), (latin) => {
        const wide = Array.from(latin, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
        expect([normal(latin), normal(wide), normal(latin.toLowerCase())]).toEqual(Array(3).fill(latin.toUpperCase()));
      }),
    );
  });
});

describe('different names stay different (D3)', () => {
  test.each(vectors.different)('$why: $names', ({ names: pair }) => {
    expect(new Set(pair.map(normal)).size).toBe(pair.length);
  });

  test('no two Hanzi of any plane become one, the compatibility ideographs apart', () => {
    const blocks = [
      [0x3400, 0x9fff],
      [0x20000, 0x2f7ff],
      [0x30000, 0x323af],
    ] as const;
    const all = blocks.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)),
    );
    const ideographs = all.filter((char) => /\p{Unified_Ideograph}/u.test(char));
    expect(ideographs.length).toBeGreaterThan(90_000);
    expect(ideographs.filter((char) => normal(char) !== char)).toEqual([]);
  });

  test('the twelve unified ideographs of the compatibility block stay, all others become their unified form', () => {
    const block = Array.from({ length: 0xfad9 - 0xf900 + 1 }, (_, n) => String.fromCodePoint(0xf900 + n));
    const assigned = block.filter((char) => /\p{Ideographic}/u.test(char));
    expect(assigned.filter((char) => normal(char) === char)).toEqual(Array.from('﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩'));
    expect(assigned.every((char) => normal(char) === char.normalize('NFC'))).toBe(true);
  });

  test('Hanzi of planes 2 and 3 that this machine does not know yet are taken as they are', () => {
    for (const char of ['\u{2ebe0}', '\u{323b0}', '\u{3fffd}']) expect(normal(`王${char}`)).toBe(`王${char}`);
  });
});

describe('what belongs in no name is refused', () => {
  test.each(vectors.refused)('$why: $code', ({ text, code, at }) => {
    expect(normaliseName(text)).toEqual({ ok: false, fault: { code, at } });
  });

  // Not in the vector file: JSON readers differ about them.
  test.each([
    ['high', `张${String.fromCharCode(0xd842)}`, 1],
    ['low', `${String.fromCharCode(0xdfb7)}张`, 0],
    ['reversed', `张${String.fromCharCode(0xdfb7, 0xd842)}`, 1],
  ])('an unpaired surrogate (%s): name_broken_text', (_, text, at) => {
    expect(normaliseName(text)).toEqual({ ok: false, fault: { code: 'name_broken_text', at } });
  });

  test('100 Hanzi are a name, 101 are not, 25 of the extension planes of course are', () => {
    expect(normal('阿'.repeat(NAME_LENGTH_MAX))).toHaveLength(NAME_LENGTH_MAX);
    expect(normaliseName('阿'.repeat(NAME_LENGTH_MAX + 1))).toMatchObject({
      ok: false,
      fault: { code: 'name_too_long' },
    });
    expect(normal('𠮷'.repeat(25))).toBe('𠮷'.repeat(25));
    expect(normal('𠮷'.repeat(NAME_LENGTH_MAX))).toBe('𠮷'.repeat(NAME_LENGTH_MAX));
  });

  test('a megabyte is refused without being read', () => {
    expect(normaliseName(' '.repeat(1_000_000))).toEqual({ ok: false, fault: { code: 'name_too_long', at: 600 } });
  });

  test('one letter cannot grow into more than a name by folding', () => {
    expect(normaliseName('\ufdfa'.repeat(100))).toMatchObject({ ok: false, fault: { code: 'name_too_long' } });
  });
});

test('of every character there is, the normal form of the normal form is itself', () => {
  const unstable: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const read = normaliseName(`王${String.fromCodePoint(code)}A`);
    if (read.ok && normal(read.value) !== read.value) unstable.push(code.toString(16));
  }
  expect(unstable).toEqual([]);
});

test('any text whatever gets an answer: a stable normal form without anything hidden, or a place to look at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const read = normaliseName(text);
      const form = read.ok ? read.value : '';
      expect(form === '' || normal(form) === form).toBe(true);
      expect(form).not.toMatch(/[\s\p{Cc}\p{Co}\p{Cs}\p{Nd}\p{Default_Ignorable_Code_Point}<>&"]/u);
      expect(read.ok ? 0 : read.fault.at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

describe('the mask (D4, R40)', () => {
  test.each(vectors.masks)('$why', ({ name, mask }) => {
    expect(maskName(name)).toBe(mask);
  });

  test('shows one character and says nothing about the length', () => {
    fc.assert(
      fc.property(hanzi, names, (first, rest) => {
        expect(maskName(first + rest)).toBe(`${Array.from(first)[0]}**`);
      }),
    );
  });
});

const hanziChar = fc.oneof(
  fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x20000, max: 0x2a6df }).map((code) => String.fromCodePoint(code)),
);
const hanzi = fc.string({ unit: hanziChar, minLength: 1, maxLength: 12 });
const names = fc.oneof(
  hanzi,
  fc.tuple(hanzi, hanzi).map((pair) => pair.join('·')),
  fc.constantFrom('John Smith', 'José', 'Nguyễn', '김철수'),
);
