// What there is to try things with.
import { describe, expect, test } from 'vitest';
import { ID_TYPE_NAMES } from '../../domain/id-document.ts';
import { STAGE_NAMES, STANDINGS } from '../../domain/lifecycle.ts';
import type { Subject } from './subject.ts';

export function expectDemo(on: Subject): void {
  describe('the demo', () => {
    test('has thirty people and more, every ID type, stage and standing, all under region 4499', () => {
      expect(on.demo.people.length).toBeGreaterThanOrEqual(30);
      expect(new Set(on.demo.people.map(({ idType }) => idType))).toEqual(new Set(ID_TYPE_NAMES));
      expect(new Set(on.demo.held().map(({ certificate }) => certificate.stage))).toEqual(new Set(STAGE_NAMES));
      const standings = new Set(on.demo.held().map(({ certificate }) => certificate.standing));
      for (const standing of Object.keys(STANDINGS)) expect(standings).toContain(standing);
      const residents = on.demo.people.filter(({ idType }) => idType === 'resident_id');
      expect(residents.filter(({ idNumber }) => !idNumber.startsWith('4499'))).toEqual([]);
    });
  });
}
