// The age of the holder on the day of issue, where the document's number says the date of birth.
import type { IdType } from '../id-types.ts';

/** In full years. Beyond `impossible` nobody can have been assessed; beyond `unusual` somebody should look. */
export const PLAUSIBLE_AGES = { impossible: { below: 14, above: 100 }, unusual: { below: 16, above: 70 } } as const;

/** YYYY-MM-DD from a valid number of a type that holds it; null for other documents and older cards. */
export function birthDateIn(type: IdType, number: string): string | null {
  const dated =
    number.length === 18 && (type === 'resident_id' || type === 'hmt_residence' || type === 'foreign_permanent');
  return dated ? `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` : null;
}

/** Full years between two dates YYYY-MM-DD; negative when the second is the earlier one. Born on 29 February: 1 March. */
export const fullYears = (from: string, to: string): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

/** What is odd about an age; null when nothing is. */
export function oddAge(age: number): 'age_impossible' | 'age_unusual' | null {
  const { impossible, unusual } = PLAUSIBLE_AGES;
  if (age < impossible.below || age > impossible.above) return 'age_impossible';
  return age < unusual.below || age > unusual.above ? 'age_unusual' : null;
}
