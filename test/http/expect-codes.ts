// Verdicts on printed codes and on what was made of them (D5, D7, D8).
import { describe, expect, test } from 'vitest';
import { STANDINGS } from '../../domain/lifecycle.ts';
import { hostileCodes } from './hostile-codes.ts';
import type { Subject } from './subject.ts';

export function expectVerdicts(on: Subject): void {
  describe('a code (D5, D7, D8)', () => {
    const COLOURS = { valid: 'green', withdrawn: 'red', suspended: 'red', superseded: 'red' } as const;

    test('of every printed certificate gets its own verdict, all four standings among them', async () => {
      const printed = on.demo.held().filter(({ certificate }) => certificate.qrText !== null);
      expect(new Set(printed.map(({ certificate }) => certificate.standing))).toEqual(new Set(Object.keys(STANDINGS)));
      for (const { person, certificate } of printed) {
        const { standing, certificateNumber, qrText } = certificate;
        const { body } = await on.client.verify(qrText ?? '');
        expect(body).toMatchObject({
          seal: 'genuine',
          standing,
          freshness: 'fresh',
          colour: Object.entries(COLOURS).find(([name]) => name === standing)?.[1],
          certificate: { certificateNumber },
        });
        // A corrected certificate was printed with the name it had then.
        const shown = standing === 'superseded' ? {} : { holderName: person.name };
        expect(body['certificate']).toMatchObject(shown);
      }
    });

    test('that somebody has tampered with is never green, and is called by its name', async () => {
      for (const { what, text, seal, code } of await hostileCodes(
        on.demo.valid().certificate.qrText ?? '',
        on.place.origin,
      )) {
        const { status, body } = await on.client.verify(text);
        expect([what, status, body['seal'], body['certificate']]).toEqual([what, 200, seal, undefined]);
        expect([what, body['code']]).toEqual([what, code ?? body['code']]);
        expect(body['colour']).toBe(seal === 'not_ours' ? 'grey' : 'red');
      }
    });

    test('is read in any case of its address', async () => {
      const text = on.demo.valid().certificate.qrText ?? '';
      const [address = '', digits] = text.split('#');
      for (const written of [address.toLowerCase(), address.replace(/^HTTP:/, 'https:'), ` ${address}`]) {
        expect((await on.client.verify(`${written}#${digits}`)).body['colour']).toBe('green');
      }
    });
  });
}
