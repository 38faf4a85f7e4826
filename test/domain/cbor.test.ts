import { decode, encode } from 'cborg';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalBytes, hex } from '../../domain/bytes.ts';
import { decodeCbor, encodeCbor } from '../../domain/cbor.ts';
import type { CborItem } from '../../domain/cbor.ts';
import { hexBytes } from './coin.ts';

const { item } = fc.letrec<{ item: CborItem }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.maxSafeInteger(),
    fc.integer({ min: -300, max: 300 }),
    fc.string({ unit: 'grapheme' }),
    fc.constant(null),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('item'), { maxLength: 30 }),
    fc.array(fc.tuple(fc.maxSafeInteger(), tie('item')), { maxLength: 30 }).map((entries) => new Map(entries)),
  ),
}));

/** cborg's opinion in its strictest mode: the item, when it is of our kinds and written as cborg writes it. */
function cborgReads(bytes: Uint8Array): unknown {
  try {
    const read: unknown = decode(bytes, {
      useMaps: true,
      strict: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
    });
    return isOurs(read) && equalBytes(encode(read), bytes) ? read : undefined;
  } catch {
    return undefined;
  }
}
function isOurs(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isOurs);
  if (value instanceof Map) return [...value].every(([key, member]) => Number.isSafeInteger(key) && isOurs(member));
  return value === null || Number.isSafeInteger(value) || typeof value === 'string' || value instanceof Uint8Array;
}

describe('Our page of CBOR', () => {
  test('writes what cborg writes, and reads it back', () => {
    fc.assert(
      fc.property(item, (value) => {
        const bytes = encodeCbor(value);
        expect(hex(bytes)).toBe(hex(encode(value)));
        expect(decodeCbor(bytes)).toEqual({ item: value });
      }),
      { numRuns: 500 },
    );
  });

  test('reads of any bytes exactly what cborg reads in its strictest mode', () => {
    const nearly = fc.tuple(item, fc.nat(), fc.nat(255)).map(([value, where, byte]) => {
      const bytes = encodeCbor(value);
      return bytes.with(where % bytes.length, byte);
    });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.uint8Array({ maxLength: 12 })), (bytes) => {
        expect(decodeCbor(bytes)?.item).toEqual(cborgReads(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  test.for([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['190100', 256],
    ['1a00010000', 65536],
    ['1b0000000100000000', 2 ** 32],
    ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['20', -1],
    ['3818', -25],
    ['3b001ffffffffffffe', Number.MIN_SAFE_INTEGER],
    ['40', new Uint8Array()],
    ['60', ''],
    ['63e6b0b4', '水'],
    ['64f0908591', '𐅑'],
    ['80', []],
    ['f6', null],
    ['a0', new Map()],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
    [
      'a20120200a',
      new Map([
        [1, -1],
        [-1, 10],
      ]),
    ],
  ] as const)('%s is %o (RFC 8949, appendix A and 4.2)', ([text, value]) => {
    expect(decodeCbor(hexBytes(text))?.item).toEqual(value);
  });

  test.for([
    ['nothing', ''],
    ['a second item', '0000'],
    ['23 in two bytes', '1817'],
    ['255 in three bytes', '1900ff'],
    ['0 in nine bytes', '1b0000000000000000'],
    ['a number beyond the safe ones', '1b0020000000000000'],
    ['a negative number beyond the safe ones', '3b001fffffffffffff'],
    ['a length that is reserved', '1c'],
    ['a length that says it is to come', '5f4100ff'],
    ['a text that says it is to come', '7f6161ff'],
    ['an array that says it is to come', '9fff'],
    ['a map that says it is to come', 'bfff'],
    ['a break', 'ff'],
    ['a text that is cut', '6261'],
    ['a text longer than memory', '7b001fffffffffffff61'],
    ['an array longer than memory', '9b001fffffffffffff'],
    ['a map longer than memory', 'bb001fffffffffffff'],
    ['keys out of order', 'a202000100'],
    ['a negative key before a positive one', 'a220000100'],
    ['a key twice', 'a201000100'],
    ['a text key', 'a1616100'],
    ['a key without value', 'a101'],
    ['false', 'f4'],
    ['undefined', 'f7'],
    ['a simple value', 'f820'],
    ['a half float', 'f93c00'],
    ['a float', 'fa3f800000'],
    ['a double', 'fb3ff0000000000000'],
    ['a tag', 'c000'],
    ['a big number', 'c24101'],
    ['a text that is not UTF-8', '61ff'],
    ['an overlong text', '62c080'],
  ] as const)('does not read %s', ([, text]) => {
    expect(decodeCbor(hexBytes(text))).toBeNull();
  });

  test('gives up on deep nesting without falling over', () => {
    expect(decodeCbor(new Uint8Array(1024).fill(0x81))).toBeNull();
  });

  test.for([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '\ud800'])('will not write %o', (value) => {
    expect(() => encodeCbor(value)).toThrow(RangeError);
  });
});
