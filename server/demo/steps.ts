// When what was done with the demo's certificates (R46): days after the issue date, at ten in the morning in China. The one
// with the province and the one with the ministry are late.
import { addDays } from '../../domain/calendar-date.ts';
import type { Stage, Tier } from '../../domain/lifecycle.ts';
import type { ProgressEvent } from '../../domain/progress.ts';

type Days = readonly (readonly [step: ProgressEvent, after: number])[];

const STEPS: Record<Tier, Record<Stage, Days>> = {
  city: {
    reported: [['reported', 6]],
    city_review: [['reported', 6]],
    provincial_review: [
      ['reported', 4],
      ['city_reviewed', 11],
    ],
    ministry_review: [
      ['reported', 5],
      ['city_reviewed', 14],
      ['provincially_reviewed', 28],
    ],
    returned: [
      ['reported', 7],
      ['returned', 26],
    ],
    published: [
      ['reported', 8],
      ['city_reviewed', 22],
      ['provincially_reviewed', 41],
      ['published', 62],
    ],
  },
  province: {
    reported: [['reported', 6]],
    city_review: [],
    provincial_review: [['reported', 4]],
    ministry_review: [
      ['reported', 5],
      ['provincially_reviewed', 29],
    ],
    returned: [
      ['reported', 7],
      ['returned', 57],
    ],
    published: [
      ['reported', 8],
      ['provincially_reviewed', 41],
      ['published', 62],
    ],
  },
};

/** The steps of one certificate, none of them after `now` (ms). */
export function demoSteps(
  issueDate: string,
  stage: Stage,
  tier: Tier,
  now: number,
): { step: ProgressEvent; at: number }[] {
  return STEPS[tier][stage].map(([step, after]) => ({
    step,
    at: Math.min(Date.parse(`${addDays(issueDate, after)}T02:00:00Z`), now),
  }));
}
