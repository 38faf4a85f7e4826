// R36: running the table of rules over rows, on arrival of a batch and on demand over the registry.
import { keysOf } from '../table.ts';
import { groupBy } from './find.ts';
import { LIMITS, SCREENING_RULES, type Finding, type Limits, type ScreeningRule } from './rules.ts';
import { GROUPS, type Group, type ScreenedRow } from './screened-row.ts';

export interface Hit extends Finding {
  readonly rule: ScreeningRule;
}

/** What the rules of one kind of group find in one whole group: for rows streamed in the order of its key. */
export const screenGroup = (group: Group, rows: readonly ScreenedRow[], limits: Limits = LIMITS): Hit[] =>
  keysOf(SCREENING_RULES)
    .filter((rule) => SCREENING_RULES[rule].group === group)
    .flatMap((rule) =>
      SCREENING_RULES[rule].find(rows, limits).map(({ rows: ids, evidence }) => ({ rule, rows: ids, evidence })),
    );

/**
 * What all rules find in these rows. On arrival: the batch together with what the registry has of the same people and
 * of the same institution, year and level; whatever is left out cannot be found.
 */
export const screen = (rows: readonly ScreenedRow[], limits: Limits = LIMITS): Hit[] =>
  keysOf(GROUPS).flatMap((group) =>
    groupBy(rows, GROUPS[group]).flatMap((together) => screenGroup(group, together, limits)),
  );

/** The rows whose query service is suspended at once, with the rules that say so. */
export function toSuspend(hits: readonly Hit[]): ReadonlyMap<string, readonly ScreeningRule[]> {
  const suspended = new Map<string, ScreeningRule[]>();
  for (const { rule, rows } of hits) {
    if (SCREENING_RULES[rule].consequence !== 'suspend') continue;
    for (const id of rows) suspended.set(id, [...(suspended.get(id) ?? []), rule]);
  }
  return suspended;
}
