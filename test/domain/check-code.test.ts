import { createHmac, pbkdf2Sync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalBytes, hex } from '../../domain/bytes.ts';
import { checkCodeFrom, checkId, formatCheckCode, idCommitment, readCheckCode } from '../../domain/check-code.ts';
import { crypto } from '../harness/authority.ts';

const NUMBER = 'S000044032001263000001';
const CODE = 'ABCDEFGHJK';
const PASSPORT = 'E12345678';
const commitment = await idCommitment(crypto, { code: CODE, number: NUMBER, idType: 'passport', idNumber: PASSPORT });
const claims = { number: NUMBER, idCommitment: commitment };

describe('A check code (D6)', () => {
  test('is ten letters and digits without look-alikes, from the first 50 bits', () => {
    expect(checkCodeFrom(new Uint8Array(7))).toBe('0000000000');
    expect(checkCodeFrom(new Uint8Array(7).fill(255))).toBe('ZZZZZZZZZZ');
    expect(checkCodeFrom(Uint8Array.of(0, 0, 0, 0, 0, 0, 64))).toBe('0000000001');
    expect(checkCodeFrom(Uint8Array.of(8, 0, 0, 0, 0, 0, 63, 9, 9))).toBe('1000000000');
    expect(() => checkCodeFrom(new Uint8Array(6))).toThrow(RangeError);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), (random) => {
        expect(checkCodeFrom(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      }),
    );
  });

  test('differs whenever the bits do', () => {
    const codes = Array.from({ length: 50 }, (_, bit) =>
      checkCodeFrom(Uint8Array.from({ length: 7 }, (__, i) => (i === bit >> 3 ? 128 >> (bit & 7) : 0))),
    );
    expect(new Set(codes).size).toBe(50);
  });

  test('is read as people type it', () => {
    const random = fc.uint8Array({ minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(random, (bytes) => {
        const code = checkCodeFrom(bytes);
        const typed = [
          code,
          formatCheckCode(code),
          code.toLowerCase(),
          ` ${code.split('').join(' ')}\n`,
          code.replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('1', 'i'),
        ];
        expect(typed.map(readCheckCode)).toEqual(typed.map(() => code));
      }),
    );
    expect(readCheckCode('ＡＢＣＤＥ－ＦＧＨＪＫ')).toBe(CODE);
    expect(readCheckCode('ABCDE—FGHJK')).toBe(CODE);
  });

  test.for(['', 'ABCDE', 'ABCDEFGHJKM', 'ABCDEFGHJU', 'ABCDEFGHJ!', '校验码校验码校验码校', 'A'.repeat(1000)])(
    'is not %j',
    (text) => {
      expect(readCheckCode(text)).toBeNull();
    },
  );

  test('is printed as ABCDE-FGHJK', () => {
    expect(formatCheckCode(CODE)).toBe('ABCDE-FGHJK');
  });
});

describe('The ID commitment (D6)', () => {
  test('is what Node’s own PBKDF2 and HMAC give', () => {
    const key = pbkdf2Sync(CODE, NUMBER, 300_000, 32, 'sha256');
    const message = Buffer.concat([
      Buffer.from([0, 8]),
      Buffer.from('passport'),
      Buffer.from([0, 9]),
      Buffer.from(PASSPORT),
    ]);
    expect(hex(commitment)).toBe(createHmac('sha256', key).update(message).digest('hex').slice(0, 32));
  });

  test('says yes to the right code and ID number, however they are typed', async () => {
    expect(await checkId(claims, 'abcde-fghjk', 'passport', ' e12345678 ', crypto)).toBe('match');
  });

  test('says no to another ID number, another type, another code, another certificate', async () => {
    const answers = await Promise.all([
      checkId(claims, CODE, 'passport', 'E12345679', crypto),
      checkId(claims, CODE, 'taiwan_travel', '12345678', crypto),
      checkId(claims, 'ABCDEFGHJM', 'passport', PASSPORT, crypto),
      checkId({ ...claims, number: `${NUMBER.slice(0, -1)}2` }, CODE, 'passport', PASSPORT, crypto),
      checkId(
        { ...claims, idCommitment: commitment.with(15, (commitment[15] ?? 0) ^ 1) },
        CODE,
        'passport',
        PASSPORT,
        crypto,
      ),
    ]);
    expect(new Set(answers)).toEqual(new Set(['no_match']));
  });

  test('says no to what is no code or no ID number, without throwing', async () => {
    expect(await checkId(claims, '', 'passport', PASSPORT, crypto)).toBe('no_match');
    expect(await checkId(claims, CODE, 'resident_id', '123', crypto)).toBe('no_match');
    await expect(
      idCommitment(crypto, { code: CODE, number: NUMBER, idType: 'resident_id', idNumber: '123' }),
    ).rejects.toThrow(RangeError);
  });

  test('keeps type and number apart: none runs over into the other', async () => {
    const passport = await idCommitment(crypto, {
      code: CODE,
      number: NUMBER,
      idType: 'passport',
      idNumber: 'EA1234567',
    });
    expect(equalBytes(passport, commitment)).toBe(false);
  });
});
