// D11: what a leaf of the audit log says, byte for byte, and what it never says.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromUtf8, hex, utf8 } from '../../../domain/bytes.ts';
import {
  commitment,
  eightBytes,
  encodeLeaf,
  parseLeaf,
  rowsSummary,
  saltOf,
  type Leaf,
} from '../../../domain/log/leaf.ts';
import { sha256 } from './sha256.ts';

const LEAF: Leaf = {
  at: 1_763_000_000_000,
  actor: 'system',
  action: 'certificate.withdraw',
  object: 'certificate:57',
  before: new Uint8Array(32),
  after: new Uint8Array(32).fill(255),
};

describe('a leaf', () => {
  test('is JSON in one spelling', () => {
    expect(fromUtf8(encodeLeaf(LEAF))).toBe(
      '{"v":1,"at":1763000000000,"actor":"system","action":"certificate.withdraw","object":"certificate:57",' +
        '"before":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","after":"__________________________________________8"}',
    );
  });

  test('is read back', () => {
    const hash = fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }));
    const word = fc.stringMatching(/^[a-z][a-z_]{0,9}$/);
    const leaf = fc.record({
      at: fc.maxSafeNat(),
      actor: fc.stringMatching(/^[A-Za-z][A-Za-z_:.-]{0,20}$/),
      action: fc.tuple(word, word).map((words) => words.join('.')),
      object: fc.tuple(word, fc.nat()).map((parts) => parts.join(':')),
      before: hash,
      after: hash,
    });
    fc.assert(
      fc.property(leaf, (value) => {
        expect(parseLeaf(encodeLeaf(value))).toEqual(value);
      }),
    );
  });

  test('changed by one byte is another leaf or none', () => {
    const entry = encodeLeaf(LEAF);
    fc.assert(
      fc.property(fc.nat(entry.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(entry, (byte, place) => (place === at ? byte ^ change : byte));
        expect(parseLeaf(changed)).not.toEqual(LEAF);
      }),
    );
  });

  test.each([
    ['a blank', '{"v":1, "at":1,"actor":"a","action":"a.b","object":"a:1","before":null,"after":null}'],
    ['another version', '{"v":2,"at":1,"actor":"a","action":"a.b","object":"a:1","before":null,"after":null}'],
    ['a leading zero', '{"v":1,"at":01,"actor":"a","action":"a.b","object":"a:1","before":null,"after":null}'],
    ['another member', '{"v":1,"at":1,"actor":"a","action":"a.b","object":"a:1","before":null,"after":null,"x":1}'],
    ['nothing', ''],
  ])('with %s is none', (_, text) => {
    expect(parseLeaf(utf8(text))).toBeNull();
  });

  test.each([
    ['a certificate number', { object: 'certificate:S000044030001261000001' }],
    ['an ID number', { object: 'person:44990119900307451X' }],
    ['a telephone number as actor', { actor: 'a13800138000' }],
    ['a name', { actor: '张建国' }],
    ['a sentence', { action: 'certificate.withdraw because' }],
    ['a commitment of another length', { after: new Uint8Array(31) }],
    ['a time before 1970', { at: -1 }],
  ])('is never made with %s (R40)', (_, change) => {
    expect(() => encodeLeaf({ ...LEAF, ...change })).toThrow(RangeError);
  });
});

describe('commitments', () => {
  const salt = new Uint8Array(32).fill(7);

  test('are SHA-256 of salt and bytes, each row and the leaf itself under a salt of its own', () => {
    const bytes = utf8('row');
    expect(hex(commitment(sha256, salt, bytes))).toBe(hex(sha256(Uint8Array.of(...salt, ...bytes))));
    expect(hex(saltOf(sha256, salt, 258))).toBe(hex(sha256(Uint8Array.of(...salt, 0, 0, 0, 0, 0, 0, 1, 2))));
    const salts = ['leaf', 0, 1, 2 ** 40, Number.MAX_SAFE_INTEGER] as const;
    expect(new Set(salts.map((place) => hex(saltOf(sha256, salt, place)))).size).toBe(salts.length);
  });

  test('of rows say their root and how many they are', () => {
    expect(hex(rowsSummary(new Uint8Array(32), 1_000_000))).toBe(`${'00'.repeat(32)}00000000000f4240`);
    expect(hex(eightBytes(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff');
  });
});
