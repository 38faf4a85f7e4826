import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDigit,
  explainIdNumber,
  ID_TYPE_NAMES,
  ID_TYPES,
  isIdType,
  normaliseIdNumber,
  parseIdNumber,
  recogniseIdNumber,
} from '../../domain/id-document.ts';
import vectors from '../vectors/id-documents.json' with { type: 'json' };

const typeOf = (text: string) => {
  if (!isIdType(text)) throw new Error('the vector is wrong');
  return text;
};

describe('the check digit of GB 11643', () => {
  test.each(vectors.checkDigits)('$digits has $check ($why)', ({ digits, check }) => {
    expect(checkDigit(digits)).toBe(check);
  });

  test('agrees with ISO 7064 MOD 11-2 worked out the long way', () => {
    fc.assert(
      fc.property(seventeen, (digits) => {
        let remainder = 0;
        for (const digit of digits) remainder = ((remainder + Number(digit)) * 2) % 11;
        const value = (12 - remainder) % 11;
        expect(checkDigit(digits)).toBe(value === 10 ? 'X' : String(value));
      }),
    );
  });

  test.each(['', '1234567890123456', '123456789012345678', '1234567890123456X'])('is not asked of "%s"', (digits) => {
    expect(() => checkDigit(digits)).toThrow(RangeError);
  });
});

describe('reading (D3)', () => {
  test.each(vectors.right)('$why', ({ text, type, number, types }) => {
    expect(parseIdNumber(text, typeOf(type))).toEqual({ ok: true, value: number });
    expect(recogniseIdNumber(text)).toEqual({ ok: true, value: { number, types } });
  });

  test.each(vectors.faults)('$why: $code', ({ text, type, code, from, to }) => {
    const read = type === null ? recogniseIdNumber(text) : parseIdNumber(text, typeOf(type));
    expect(read).toEqual({ ok: false, fault: { code, from, to } });
  });

  test('an unpaired surrogate is refused as a character', () => {
    const text = `1234567${String.fromCharCode(0xd842)}`;
    expect(recogniseIdNumber(text)).toEqual({ ok: false, fault: { code: 'id_character', from: 7, to: 8 } });
  });

  test('a single wrong digit in a resident number is always found', () => {
    fc.assert(
      fc.property(residents, fc.nat(17), fc.integer({ min: 1, max: 9 }), (number, at, change) => {
        const digit = number[at] === 'X' ? 10 : Number(number[at]);
        const wrong = `${number.slice(0, at)}${(digit + change) % 10}${number.slice(at + 1)}`;
        fc.pre(wrong !== number);
        expect(parseIdNumber(wrong, 'resident_id').ok).toBe(false);
      }),
    );
  });

  test('two neighbouring digits exchanged in a resident number are always found', () => {
    fc.assert(
      fc.property(residents, fc.nat(15), (number, at) => {
        const wrong = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`;
        fc.pre(wrong !== number);
        expect(parseIdNumber(wrong, 'resident_id').ok).toBe(false);
      }),
    );
  });

  test('a resident number is recognised as that and nothing else', () => {
    fc.assert(
      fc.property(residents, (number) => {
        expect(recogniseIdNumber(number)).toEqual({ ok: true, value: { number, types: ['resident_id'] } });
      }),
    );
  });

  test('what is recognised is read as each of its types, to the same number, and as no other', () => {
    fc.assert(
      fc.property(fc.oneof(residents, idLike), (text) => {
        const recognised = recogniseIdNumber(text);
        const types = ID_TYPE_NAMES.filter((type) => parseIdNumber(text, type).ok);
        const number = normaliseIdNumber(text);
        expect(recognised.ok ? recognised.value : { number, types: [] }).toEqual({ number, types });
      }),
    );
  });

  test('any text whatever gets an answer, and normalising twice is once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = normaliseIdNumber(text);
        expect(normaliseIdNumber(once)).toBe(once);
        expect(recogniseIdNumber(once)).toEqual(recogniseIdNumber(text));
        expect(() => explainIdNumber(text)).not.toThrow();
      }),
    );
  });
});

const states = (text: string) => explainIdNumber(text).parts.map((part) => part.state);

describe('live help', () => {
  test.each(vectors.typing)('"$text" is $state', ({ text, state, possible, fault }) => {
    const hint = explainIdNumber(text);
    expect({ state: hint.state, possible: hint.possible, fault: hint.fault?.code ?? null }).toEqual({
      state,
      possible,
      fault,
    });
  });

  test('the four parts of a resident number are judged as soon as they can be', () => {
    expect(states('44')).toEqual(['partial', 'missing', 'missing', 'missing']);
    expect(states('449901 1990')).toEqual(['right', 'partial', 'missing', 'missing']);
    expect(states('440001 1990')).toEqual(['wrong', 'partial', 'missing', 'missing']);
    expect(states('449901 2090 13')).toEqual(['right', 'wrong', 'missing', 'missing']);
    expect(states('449901 19900101 00')).toEqual(['right', 'right', 'partial', 'missing']);
    expect(states('449901 19900101 001 4')).toEqual(['right', 'right', 'right', 'wrong']);
    expect(states('449901 19900101 001 3')).toEqual(['right', 'right', 'right', 'right']);
    expect(states('H12345678')).toEqual([]);
  });

  test('nothing is wrong on the way to a right number, whatever its type', () => {
    const right = fc.oneof(residents, fc.constantFrom(...vectors.right.map(({ number }) => number)));
    fc.assert(
      fc.property(right, (number) => {
        for (let length = 0; length < number.length; length++) {
          expect(explainIdNumber(number.slice(0, length)).state).not.toBe('wrong');
        }
        expect(explainIdNumber(number).state).not.toBe('wrong');
      }),
    );
  });

  test('a number is right or unfinished exactly when it is, or can become, one of a type', () => {
    fc.assert(
      fc.property(fc.oneof(residents, idLike), (text) => {
        const { state, types, possible, fault } = explainIdNumber(text);
        const read = recogniseIdNumber(text);
        expect(types).toEqual(read.ok ? read.value.types : []);
        expect(types.every((type) => possible.includes(type))).toBe(true);
        expect(fault !== null).toBe(state === 'wrong');
        expect(possible.length === 0).toBe(state === 'wrong');
        expect(state === 'right' && types.length === 0).toBe(false);
      }),
    );
  });
});

test('every type has a code of its own and both names', () => {
  const rows = ID_TYPE_NAMES.map((type) => ID_TYPES[type]);
  expect(rows.map((row) => row.code)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(rows.flatMap((row) => [row.zh, row.en])).size).toBe(12);
  expect(['__proto__', 'constructor', 'toString', ''].filter(isIdType)).toEqual([]);
});

const digit = fc.constantFrom(...Array.from('0123456789'));
const seventeen = fc.string({ unit: digit, minLength: 17, maxLength: 17 });
const residents = fc
  .tuple(
    fc.integer({ min: 0, max: 99 }),
    fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true }),
    fc.nat(999),
  )
  .map(([county, born, sequence]) => {
    const birth = born.toISOString().slice(0, 10).replaceAll('-', '');
    const digits = `4499${String(county).padStart(2, '0')}${birth}${String(sequence).padStart(3, '0')}`;
    return digits + checkDigit(digits);
  });
const idLike = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789XHMEA')), maxLength: 20 }),
  fc
    .tuple(fc.constantFrom('H', 'M', 'E', '9', '810000', 'USA', '4499'), fc.string({ unit: digit, maxLength: 16 }))
    .map((pieces) => pieces.join('')),
);
