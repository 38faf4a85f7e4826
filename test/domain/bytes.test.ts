import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asciiLower,
  base64url,
  concat,
  equalBytes,
  fromBase64url,
  fromDecimal,
  fromHex,
  fromInteger,
  fromUtf8,
  hex,
  toDecimal,
  toInteger,
  utf8,
} from '../../domain/bytes.ts';

const someBytes = fc.uint8Array({ maxLength: 300 });

describe('The decimal form of bytes (D5)', () => {
  test('comes back as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(fromDecimal(toDecimal(bytes), 300)).toEqual(bytes);
      }),
    );
  });

  test('has one length for each number of bytes: no digits can be read as bytes in a second way', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,700}$/), (digits) => {
        const bytes = fromDecimal(digits, 300);
        expect(typeof bytes === 'string' ? digits : toDecimal(bytes)).toBe(digits);
      }),
    );
  });

  test.for([
    ['no digits', '', 'digits_form'],
    ['a length that no number of bytes has', '0000', 'digits_length'],
    ['a number that does not fit one byte', '256', 'digits_range'],
    ['more bytes than allowed', '0'.repeat(15), 'digits_length'],
    ['a sign', '+12', 'digits_form'],
    ['a full-width digit', '12\uff13', 'digits_form'],
  ] as const)('refuses %s', ([, digits, fault]) => {
    expect(fromDecimal(digits, 5)).toBe(fault);
  });

  test('keeps zeros in front', () => {
    expect(toDecimal(Uint8Array.of(0, 0))).toBe('00000');
    expect(fromDecimal('00000', 5)).toEqual(Uint8Array.of(0, 0));
    expect(fromDecimal('255', 5)).toEqual(Uint8Array.of(255));
  });
});

describe('Base64url (RFC 7515)', () => {
  test('agrees with Node', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(base64url(bytes))).toEqual(bytes);
      }),
    );
  });

  test.for(['A', 'AB=', 'AA==', 'A+', 'A/', 'AB', 'AAB', 'A\n', ' AA', '中文', 'AAAAA'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });

  test('takes one spelling of each value only', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/), (text) => {
        const bytes = fromBase64url(text);
        expect(bytes === null ? text : base64url(bytes)).toBe(text);
      }),
    );
  });
});

describe('Bytes', () => {
  test('in hexadecimal agree with Node', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(fromHex(hex(bytes))).toEqual(bytes);
      }),
    );
    expect(['0', '0g', ' 00', '0x00'].map(fromHex)).toEqual([null, null, null, null]);
  });

  test('as an integer come back at their length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(fromInteger(toInteger(bytes), bytes.length)).toEqual(bytes);
      }),
    );
    expect(() => fromInteger(256n, 1)).toThrow(RangeError);
  });

  test('are equal when they are, and not when one bit differs or one is longer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, where) => {
        const other = Uint8Array.from(bytes);
        expect(equalBytes(bytes, other)).toBe(true);
        other[where % bytes.length] = (bytes[where % bytes.length] ?? 0) ^ (1 << (where % 8));
        expect(equalBytes(bytes, other)).toBe(false);
        expect(equalBytes(bytes, concat(bytes, Uint8Array.of(0)))).toBe(false);
      }),
    );
  });

  test('that are not UTF-8 are no text, and a byte order mark stays', () => {
    expect(fromUtf8(Uint8Array.of(0xc0, 0x80))).toBeNull();
    expect(fromUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toBeNull();
    expect(fromUtf8(utf8('\ufeff中'))).toBe('\ufeff中');
  });

  test('of a host are folded in ASCII only: the Kelvin sign is no k', () => {
    expect(asciiLower('ABC.\u212a\u0130')).toBe('abc.\u212a\u0130');
  });
});
