import { describe, expect, test } from 'vitest';
import {
  IN_REVIEW,
  mayMove,
  PUBLISHED,
  STAGE_NAMES,
  STANDINGS,
  standingOfCode,
  WITH_INSTITUTION,
  type Stage,
  type Tier,
} from '../../domain/lifecycle.ts';
import { isLevelCode } from '../../domain/level.ts';
import { keysOf } from '../../domain/table.ts';

const reach = (tier: Tier, from: Stage, without: Stage): Set<Stage> => {
  const seen = new Set<Stage>([from]);
  for (const stage of seen) {
    for (const next of STAGE_NAMES) if (next !== without && mayMove(tier, stage, next)) seen.add(next);
  }
  return seen;
};

describe('the way of the data (R19)', () => {
  test('a city-filed institution reports through city, province and ministry, in this order', () => {
    const way: Stage[] = ['reported', 'city_review', 'provincial_review', 'ministry_review', 'published'];
    for (const [i, stage] of way.slice(1).entries()) expect(mayMove('city', way[i] ?? 'published', stage)).toBe(true);
    for (const without of way.slice(1, -1)) expect(reach('city', 'reported', without).has('published')).toBe(false);
  });

  test('a province-filed institution reports straight to the province', () => {
    expect(mayMove('province', 'reported', 'provincial_review')).toBe(true);
    expect(reach('province', 'reported', 'returned').has('city_review')).toBe(false);
    expect(reach('province', 'reported', 'provincial_review').has('published')).toBe(false);
  });

  test('every review may return data, and the only way on from there is to report again (R23)', () => {
    for (const stage of IN_REVIEW) expect(mayMove('city', stage, 'returned')).toBe(true);
    for (const tier of ['city', 'province'] as const) {
      expect(STAGE_NAMES.filter((next) => mayMove(tier, 'returned', next))).toEqual(['reported']);
    }
  });

  test('what is published stays published: its standing changes, not its stage', () => {
    for (const tier of ['city', 'province'] as const) {
      expect(STAGE_NAMES.filter((next) => mayMove(tier, 'published', next))).toEqual([]);
    }
  });

  test('the named sets do not overlap, and the public sees published data only (D4)', () => {
    expect([...PUBLISHED]).toEqual(['published']);
    for (const stage of STAGE_NAMES) {
      expect([PUBLISHED, IN_REVIEW, WITH_INSTITUTION].filter((set) => set.has(stage)).length).toBeLessThanOrEqual(1);
    }
  });
});

test('D7: the standings are the two bits of the status list', () => {
  expect(keysOf(STANDINGS).map((name) => [STANDINGS[name].code, name])).toEqual([
    [0, 'valid'],
    [1, 'withdrawn'],
    [2, 'suspended'],
    [3, 'superseded'],
  ]);
  expect([0, 1, 2, 3, 4, -1, 0.5, Number.NaN].map(standingOfCode)).toEqual([
    'valid',
    'withdrawn',
    'suspended',
    'superseded',
    ...Array<null>(4).fill(null),
  ]);
});

test('R8: levels are the whole numbers 1 to 5 and nothing that resembles them', () => {
  expect([0, 1, 5, 6, 1.5, '3', null, Number.NaN].filter(isLevelCode)).toEqual([1, 5]);
});
