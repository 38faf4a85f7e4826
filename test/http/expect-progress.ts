// How far a certificate is on its way, through the real keys and the real table (R46, D2, D4).
import { describe, expect, test } from 'vitest';
import { listIn } from './client.ts';
import { pairsOf, type Subject } from './subject.ts';

export function expectProgress(on: Subject): void {
  const ask = (facts: object) => on.client.post('/api/progress', facts);

  describe('progress (R46)', () => {
    test('is shown to whoever has the ID number, before publication as after it', async () => {
      const all = [...on.demo.hidden(), on.demo.valid()];
      expect(all.length).toBeGreaterThan(5);
      for (const one of all) {
        const { number_id, name_id } = pairsOf(one);
        for (const facts of [number_id, name_id]) {
          const answer = await ask(facts);
          const own = listIn(answer.body, 'certificates').find(
            ({ certificateNumber }) => certificateNumber === one.certificate.certificateNumber,
          );
          expect([answer.status, own?.['stage']]).toEqual([200, one.certificate.stage]);
          const open = listIn(own ?? {}, 'steps').filter(({ state }) => state === 'under_way');
          expect(open).toHaveLength(one.certificate.stage === 'published' ? 0 : 1);
          expect(answer.text).not.toContain(one.person.idNumber);
          expect(answer.text).not.toContain(one.person.name);
        }
      }
    });

    test('is refused without the ID number, and one answer to whoever has a wrong one', async () => {
      const [one] = on.demo.hidden();
      if (!one) throw new Error('the demo has nothing on its way');
      const { number_name, name_id } = pairsOf(one);
      expect((await ask(number_name)).body['code']).toBe('invalid_fields');
      const wrong = await ask({ ...name_id, idNumber: 'E87654321' });
      const nobody = await ask({ name: '王不存在', idNumber: 'E12345678' });
      expect(wrong.body['outcome']).toBe('no_match');
      expect(wrong.text.replace(String(wrong.body['asOf']), '')).toBe(
        nobody.text.replace(String(nobody.body['asOf']), ''),
      );
    });
  });
}
