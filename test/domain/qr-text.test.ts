import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSealUrl, sealUrl } from '../../domain/qr-text.ts';

const HOSTS = ['zhengyan.example', 'localhost:8080'];

describe('The text of a printed code (D5)', () => {
  test('is in capitals, because those pack tighter', () => {
    expect(sealUrl('https://zhengyan.example', '0123')).toBe('HTTPS://ZHENGYAN.EXAMPLE/Q#0123');
    expect(sealUrl('http://localhost:8080', '0123')).toBe('HTTP://LOCALHOST:8080/Q#0123');
  });

  test.for([
    'https://zhengyan.example/',
    'zhengyan.example',
    'https://a@b',
    'https://证验.example',
    'ftp://zhengyan.example',
  ])('is not made for %s, which is no bare origin', (origin) => {
    expect(() => sealUrl(origin, '0123')).toThrow(TypeError);
  });

  test('gives back what was put behind the #, in any case of scheme, host and path', () => {
    const letters = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,600}$/), letters, (digits, capitals) => {
        const text = Array.from(sealUrl('https://zhengyan.example', digits), (letter, i) =>
          capitals[i] === true ? letter.toUpperCase() : letter.toLowerCase(),
        ).join('');
        expect(readSealUrl(text, HOSTS)).toEqual({ ok: true, value: digits });
      }),
    );
  });

  test('hands on what stands behind the # untouched: what it may be is the next question', () => {
    expect(readSealUrl('https://zhengyan.example/q#%31#?/ \u00a0', HOSTS)).toEqual({
      ok: true,
      value: '%31#?/ \u00a0',
    });
  });

  test('leads nowhere else than a browser would go', () => {
    const part = fc.constantFrom(
      'zhengyan.example',
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '.',
      '//',
      '%40',
      ' ',
      '\t',
      'q',
      '443',
      '[::1]',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const text = `https://${parts.join('')}/q#1`;
        const read = readSealUrl(text, HOSTS);
        const leadsTo = URL.canParse(text) ? new URL(text).origin : undefined;
        expect(read.ok ? leadsTo : 'https://zhengyan.example').toBe('https://zhengyan.example');
      }),
      { numRuns: 5000 },
    );
  });

  test('never makes the reader throw or take long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(['boolean']).toContain(typeof readSealUrl(`https://${text}`, HOSTS).ok);
      }),
    );
    expect(readSealUrl(' '.repeat(8000), HOSTS)).toEqual({ ok: false, fault: 'not_a_seal' });
    expect(readSealUrl(`https://zhengyan.example/q#${' '.repeat(8000)}x`, HOSTS).ok).toBe(true);
  });

  test('belongs to nobody while no host is accepted', () => {
    expect(readSealUrl('https://zhengyan.example/q#1', [])).toEqual({ ok: false, fault: 'foreign_address' });
  });
});
