// Where a reported certificate is on its way to the public (R19), and where a published one stands (R36, D7).
// Nobody else compares a stage: public reads go through PUBLISHED, moves through `mayMove`.
import type { Words } from './result.ts';
import { keysOf } from './table.ts';

export type Stage = 'reported' | 'city_review' | 'provincial_review' | 'ministry_review' | 'returned' | 'published';

/** A city-filed institution reports through its city centre, a province-filed one straight to the province (R19). */
export type Tier = 'city' | 'province';

export const STAGES = {
  reported: { zh: '机构已上报', en: 'Reported by the institution' },
  city_review: { zh: '市级审核', en: 'Under review by the city centre' },
  provincial_review: { zh: '省级审核', en: 'Under review by the provincial centre' },
  ministry_review: { zh: '部中心处理', en: 'With the ministry centre' },
  returned: { zh: '退回更正', en: 'Returned to the institution for correction' },
  published: { zh: '可查询', en: 'Open to queries' },
} as const satisfies Record<Stage, Words>;

export const STAGE_NAMES: readonly Stage[] = keysOf(STAGES);

/** The only stages that a public read may see (R40, D4). */
export const PUBLISHED: ReadonlySet<Stage> = new Set<Stage>(['published']);

/** Somebody is examining the data and has a deadline for it (R21, R22). */
export const IN_REVIEW: ReadonlySet<Stage> = new Set<Stage>(['city_review', 'provincial_review', 'ministry_review']);

/** The institution has to act (R23). */
export const WITH_INSTITUTION: ReadonlySet<Stage> = new Set<Stage>(['returned']);

const MOVES: Record<Tier, Record<Stage, readonly Stage[]>> = {
  city: {
    reported: ['city_review'],
    city_review: ['provincial_review', 'returned'],
    provincial_review: ['ministry_review', 'returned'],
    ministry_review: ['published', 'returned'],
    returned: ['reported'],
    published: [],
  },
  province: {
    reported: ['provincial_review'],
    city_review: [],
    provincial_review: ['ministry_review', 'returned'],
    ministry_review: ['published', 'returned'],
    returned: ['reported'],
    published: [],
  },
};

/** Whether R19 knows a step from one stage to the other for an institution of this tier. */
export const mayMove = (tier: Tier, from: Stage, to: Stage): boolean => MOVES[tier][from].includes(to);

/**
 * Standings with their value in the two-bit status list (D7). `superseded` belongs to a seal: the QR printed before a
 * correction. The certificate itself goes on under its new seal, so a certificate row has only the first three.
 */
export const STANDINGS = {
  valid: { code: 0, zh: '有效', en: 'Valid' },
  withdrawn: { code: 1, zh: '已撤销', en: 'Withdrawn' },
  suspended: { code: 2, zh: '暂停查询', en: 'Suspended' },
  superseded: { code: 3, zh: '已被更正后的证书取代', en: 'Superseded by a corrected certificate' },
} as const satisfies Record<string, { code: 0 | 1 | 2 | 3 } & Words>;

export type Standing = keyof typeof STANDINGS;
export type CertificateStanding = Exclude<Standing, 'superseded'>;

const BY_CODE = ['valid', 'withdrawn', 'suspended', 'superseded'] as const satisfies readonly Standing[];

/** The standing that a two-bit value of the status list stands for; null for anything that is not 0 to 3. */
export const standingOfCode = (code: number): Standing | null => BY_CODE[code] ?? null;
