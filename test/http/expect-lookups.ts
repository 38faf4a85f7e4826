// Lookups by two of three facts, through the real keys and the real table (R39, R40, D2, D3, D4).
import { describe, expect, test } from 'vitest';
import { listIn, type Answer } from './client.ts';
import { pairsOf, type Subject } from './subject.ts';

export function expectLookups(on: Subject): void {
  describe('a lookup (R39, D2, D3, D4)', () => {
    test('finds every published certificate by each two of its three facts', async () => {
      for (const one of on.demo.published()) {
        const { certificateNumber, standing } = one.certificate;
        for (const [pair, facts] of Object.entries(pairsOf(one))) {
          const answer = await on.client.lookUp(facts);
          const certificates = listIn(answer.body, 'certificates');
          const open = standing === 'valid' || pair !== 'name_id';
          const found = certificates.filter(
            (shown) => shown['certificateNumber'] === (open ? certificateNumber : null),
          );
          expect([pair, answer.status, answer.body['outcome']]).toEqual([pair, 200, 'match']);
          expect(found.map((shown) => shown['standing'])).toContain(standing);
          expect(found[0]?.['holderName']).toBe(pair === 'number_id' ? masked(one.person.name) : one.person.name);
          expect(answer.text).not.toContain(one.person.idNumber);
        }
      }
    });

    test('says of a withdrawn or suspended certificate that it is, and nothing more', async () => {
      const closed = on.demo.published().filter(({ certificate }) => certificate.standing !== 'valid');
      expect(closed.length).toBeGreaterThan(1);
      for (const one of closed) {
        const { body } = await on.client.lookUp(pairsOf(one).number_name);
        expect(body['certificates']).toEqual([
          expect.objectContaining({
            standing: one.certificate.standing,
            occupation: null,
            job: null,
            level: null,
            issueDate: null,
          }),
        ]);
      }
    });

    test('finds nothing that is not yet published, by any two facts (R40)', async () => {
      const hidden = on.demo.hidden();
      expect(hidden.length).toBeGreaterThan(4);
      for (const one of hidden) {
        const { number_name, number_id } = pairsOf(one);
        expect((await on.client.lookUp(number_name)).body['outcome']).toBe('no_match');
        expect((await on.client.lookUp(number_id)).body['outcome']).toBe('no_match');
        const byPerson = await on.client.lookUp(pairsOf(one).name_id);
        expect(byPerson.text).not.toContain(one.certificate.certificateNumber);
      }
    });

    test('never says why nothing was found: one answer, to the byte', async () => {
      const { certificate, person } = on.demo.valid();
      const hidden = on.demo.hidden()[0];
      const { certificateNumber } = certificate;
      const answers = [
        await on.client.lookUp({ certificateNumber, name: '王不存在' }),
        await on.client.lookUp({ certificateNumber: `${certificateNumber.slice(0, 16)}999999`, name: person.name }),
        await on.client.lookUp({ certificateNumber: 'S987644159998261000001', name: person.name }),
        await on.client.lookUp({ certificateNumber, idNumber: 'E87654321' }),
        await on.client.lookUp({ name: '王不存在', idNumber: person.idNumber }),
        await on.client.lookUp(hidden ? pairsOf(hidden).number_id : {}),
      ];
      const [first, ...others] = answers.map(recognisable);
      expect(first).toMatchObject({ status: 200 });
      for (const other of others) expect(other).toEqual(first);
    });

    test('finds what was meant, however it was typed (D3)', async () => {
      const { certificate, person } = on.demo.valid();
      const { certificateNumber } = certificate;
      const wide = Array.from(certificateNumber, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
      const spaced = `${certificateNumber.slice(0, 5)} ${certificateNumber.slice(5, 13)}-${certificateNumber.slice(13).toLowerCase()}`;
      for (const typed of [wide, spaced, certificateNumber.toLowerCase(), `\u200b${certificateNumber}\ufeff`]) {
        expect((await on.client.lookUp({ certificateNumber: typed, name: person.name })).body['outcome']).toBe('match');
      }
      const dotted = on.demo.published().find((one) => one.person.name.includes('·'));
      for (const dot of ['•', '・', '‧', '.', ' · ']) {
        const name = dotted?.person.name.replace('·', dot);
        const facts = { certificateNumber: dotted?.certificate.certificateNumber, name };
        expect((await on.client.lookUp(facts)).body['outcome']).toBe('match');
      }
    });

    test('keeps a rare character apart from the common one it looks like (D3)', async () => {
      const rare = on.demo.published().filter((one) => /[\u{20000}-\u{3ffff}]/u.test(one.person.name));
      expect(rare.length).toBeGreaterThan(0);
      for (const one of rare) {
        expect((await on.client.lookUp(pairsOf(one).number_name)).body['outcome']).toBe('match');
        const common = one.person.name.replace(/[\u{20000}-\u{3ffff}]/u, '吉');
        expect((await on.client.lookUp({ ...pairsOf(one).number_name, name: common })).body['outcome']).toBe(
          'no_match',
        );
      }
    });

    test('answers everybody who looks up the same certificate at the same moment', async () => {
      const facts = pairsOf(on.demo.valid()).number_name;
      const answers = await Promise.all(Array.from({ length: 30 }, () => on.client.lookUp(facts)));
      expect(answers.map(({ body }) => body['outcome'])).toEqual(Array<string>(30).fill('match'));
    });

    test('gives everybody their own answer when many ask at once', async () => {
      const asked = Array.from(
        { length: 60 },
        (_, at) => on.demo.published()[at % on.demo.published().length] ?? on.demo.valid(),
      );
      const answers = await Promise.all(asked.map((one) => on.client.lookUp(pairsOf(one).number_name)));
      for (const [at, answer] of answers.entries()) {
        const [certificate] = listIn(answer.body, 'certificates');
        expect(certificate?.['certificateNumber']).toBe(asked[at]?.certificate.certificateNumber);
        expect(certificate?.['holderName']).toBe(asked[at]?.person.name);
      }
    });
  });
}

/** What is left of an answer without its time and its name. */
function recognisable({ status, headers, text, body }: Answer): object {
  const kept = Object.fromEntries(
    [...headers].filter(([name]) => !['date', 'x-request-id', 'ratelimit', 'keep-alive', 'connection'].includes(name)),
  );
  return {
    status,
    headers: kept,
    limit: headers.get('ratelimit')?.length,
    text: text.replace(String(body['asOf']), 'TIME'),
  };
}

const masked = (name: string): string => `${Array.from(name)[0]}**`;
