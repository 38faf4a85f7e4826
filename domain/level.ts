// R8: the five levels and the digit that stands for each in a certificate number; R13: how a level is printed.
import type { Words } from './result.ts';

export type LevelCode = 1 | 2 | 3 | 4 | 5;

export interface Level {
  readonly code: LevelCode;
  readonly zh: string;
  readonly en: string;
  readonly name: Words;
  /** "Chinese numeral + 级/name of the level", as the certificate prints it (R13). */
  readonly printed: string;
}

export const LEVELS = {
  1: {
    code: 1,
    zh: '一级',
    en: 'Level 1',
    name: { zh: '高级技师', en: 'Senior technician' },
    printed: '一级/高级技师',
  },
  2: { code: 2, zh: '二级', en: 'Level 2', name: { zh: '技师', en: 'Technician' }, printed: '二级/技师' },
  3: { code: 3, zh: '三级', en: 'Level 3', name: { zh: '高级工', en: 'Senior worker' }, printed: '三级/高级工' },
  4: { code: 4, zh: '四级', en: 'Level 4', name: { zh: '中级工', en: 'Intermediate worker' }, printed: '四级/中级工' },
  5: { code: 5, zh: '五级', en: 'Level 5', name: { zh: '初级工', en: 'Junior worker' }, printed: '五级/初级工' },
} as const satisfies { readonly [Code in LevelCode]: Level & { readonly code: Code } };

export const LEVEL_CODES: readonly LevelCode[] = [1, 2, 3, 4, 5];

/** Narrows a number or numeral from outside; `'3'` is not a level code, `3` is. */
export const isLevelCode = (value: unknown): value is LevelCode =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
