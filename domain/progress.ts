// R46: the way of one certificate to the public, as its holder sees it: what is done, who has it now and until when, and
// the day by which the law promises it (R19 to R23, R30). What was done is recorded; everything else follows from it.
import { chinaDate } from './calendar-date.ts';
import { DUTIES, type Party, type Policy } from './chain/deadlines.ts';
import { dueDate, type Due } from './chain/due.ts';
import type { Stage, Tier } from './lifecycle.ts';

/** What can happen to a reported certificate, in the words in which it is recorded. */
export const PROGRESS_EVENTS = [
  'reported',
  'city_reviewed',
  'provincially_reviewed',
  'published',
  'returned',
] as const satisfies readonly string[];
export type ProgressEvent = (typeof PROGRESS_EVENTS)[number];

/** The steps of the line: each is one of the duties that have a term. */
export const PROGRESS_STEPS = [
  'report',
  'city_review',
  'provincial_review',
  'ministry_review',
  'rereport_city',
  'rereport_province',
  'rereport_ministry',
] as const satisfies readonly (keyof typeof DUTIES)[];
export type ProgressStepName = (typeof PROGRESS_STEPS)[number];

export const STEP_STATES = ['done', 'returned', 'under_way', 'to_come'] as const;

export interface ProgressStep {
  step: ProgressStepName;
  /** `returned`: this review has ended, with a return to the institution. */
  state: (typeof STEP_STATES)[number];
  /** The day in China (YYYY-MM-DD); null while it is not done, and where the day was not recorded. */
  doneAt: string | null;
  /** The last day of its term; of a step to come, the day if everybody before takes as long as the rules allow. */
  dueBy: string | null;
  /** `dueBy` may still move: the step has not begun, or a year on the way has no published holiday calendar (D13). */
  estimate: boolean;
  /** Not done, and its last day is over. */
  overdue: boolean;
  withWhom: Party;
}

export interface Recorded {
  event: ProgressEvent;
  /** Milliseconds since 1970; null where only the order is known. */
  at: number | null;
}

export interface ProgressFacts {
  readonly tier: Tier;
  /** The institution's 13 characters (R10). */
  readonly institutionCode: string;
  readonly issueDate: string;
  readonly stage: Stage;
  /** Since when it is at this stage, milliseconds. */
  readonly stageSince: number;
  /** In the order in which it happened. */
  readonly events: readonly Recorded[];
}

export interface Progress {
  steps: ProgressStep[];
  /** R22: within 75 working days of the issue date. */
  promised: Due;
  /** R30: by when the paper is handed out; null before the data can be queried, and where the rules set no term. */
  paper: Due | null;
}

/** The line of steps of one certificate on the day of `now` (milliseconds). */
export function progressOf(facts: ProgressFacts, now: number): Progress {
  const { tier, issueDate, stage } = facts;
  const policy = policyOf(facts.institutionCode, tier);
  const today = chinaDate(now);
  const recorded = walk(tier, issueDate, facts.events);
  // Rows from before steps were recorded have none. Where what is recorded does not lead to the stage, the stage is right.
  const way = recorded !== null && leadsTo(recorded.open, stage) ? recorded : walk(tier, issueDate, assumed(facts));
  if (way === null) throw new Error('the way that the rules prescribe cannot be walked');

  const steps = way.passed.map(({ step, from, doneAt, returned }): ProgressStep => {
    const due = from === null ? null : dueDate(step, from, policy);
    const state = returned ? 'returned' : 'done';
    return { ...basics(step, due), state, doneAt, overdue: false };
  });
  const promised = dueDate('promise', issueDate, policy);
  if (promised === null) throw new Error('every set of rules has the promise of R22');
  const last = way.passed.at(-1);
  if (way.open === null) {
    const online = last?.doneAt ?? null;
    return { steps, promised, paper: online === null ? null : dueDate('paper', online, policy) };
  }

  const due = way.from === null ? null : dueDate(way.open, way.from, policy);
  const overdue = due !== null && today > due.date;
  steps.push({ ...basics(way.open, due), state: 'under_way', doneAt: null, overdue });
  let from = due === null || overdue ? today : due.date;
  for (const step of reviewsAfter(way.open, tier)) {
    const projected = dueDate(step, from, policy);
    from = projected?.date ?? from;
    steps.push({
      ...basics(step, projected),
      estimate: projected !== null,
      state: 'to_come',
      doneAt: null,
      overdue: false,
    });
  }
  return { steps, promised, paper: null };
}

const basics = (step: ProgressStepName, due: Due | null) => ({
  step,
  dueBy: due?.date ?? null,
  estimate: due?.estimate ?? false,
  withWhom: DUTIES[step].by,
});

/** Which terms an institution is under: its province (R4) and whether it is a technical school (R6). */
export function policyOf(institutionCode: string, tier: Tier): Policy {
  const guangdong = institutionCode.slice(5, 7) === '44';
  return {
    version: guangdong ? 'guangdong-2022' : 'national-2022',
    tier,
    technicalSchool: institutionCode[9] === '2',
  };
}

const REVIEWS = {
  city: ['city_review', 'provincial_review', 'ministry_review'],
  province: ['provincial_review', 'ministry_review'],
} as const satisfies Record<Tier, readonly ProgressStepName[]>;

/** The reviews that are still to come; a report, also a second one, has all of them before it (R23). */
function reviewsAfter(step: ProgressStepName, tier: Tier): readonly ProgressStepName[] {
  const reviews: readonly ProgressStepName[] = REVIEWS[tier];
  return reviews.slice(reviews.indexOf(step) + 1);
}

const RETURNS = {
  city_review: 'rereport_city',
  provincial_review: 'rereport_province',
  ministry_review: 'rereport_ministry',
} as const satisfies Partial<Record<ProgressStepName, ProgressStepName>>;

const ENDED_BY = {
  city_review: 'city_reviewed',
  provincial_review: 'provincially_reviewed',
  ministry_review: 'published',
} as const satisfies Record<keyof typeof RETURNS, ProgressEvent>;

const isReview = (step: ProgressStepName): step is keyof typeof RETURNS => Object.hasOwn(RETURNS, step);

/** What begins when this step ends so; null: nothing, it is public. undefined: it cannot end so (R19). */
function next(step: ProgressStepName, event: ProgressEvent, tier: Tier): ProgressStepName | null | undefined {
  if (!isReview(step)) return event === 'reported' ? REVIEWS[tier][0] : undefined;
  if (event === 'returned') return RETURNS[step];
  return event === ENDED_BY[step] ? (reviewsAfter(step, tier)[0] ?? null) : undefined;
}

interface Way {
  passed: { step: ProgressStepName; from: string | null; doneAt: string | null; returned: boolean }[];
  open: ProgressStepName | null;
  /** The day from which the open step's term runs; null where it is not known. */
  from: string | null;
}

function walk(tier: Tier, issueDate: string, events: readonly Recorded[]): Way | null {
  const passed: Way['passed'] = [];
  let open: ProgressStepName | null = 'report';
  let from: string | null = issueDate;
  for (const { event, at } of events) {
    if (open === null) return null;
    const begins = next(open, event, tier);
    if (begins === undefined) return null;
    const doneAt: string | null = at === null ? null : chinaDate(at);
    passed.push({ step: open, from, doneAt, returned: event === 'returned' });
    open = begins;
    from = doneAt;
  }
  return { passed, open, from };
}

function leadsTo(open: ProgressStepName | null, stage: Stage): boolean {
  switch (stage) {
    case 'published':
      return open === null;
    case 'returned':
      return open !== null && open.startsWith('rereport_');
    case 'reported': // and not yet received by whoever reviews it
      return open === 'city_review' || open === 'provincial_review';
    default:
      return open === stage;
  }
}

/** The straight way to a stage. Of its days only the last is known. */
function assumed({ tier, stage, stageSince }: ProgressFacts): Recorded[] {
  const reviews: readonly (keyof typeof ENDED_BY)[] = REVIEWS[tier];
  const all: ProgressEvent[] = ['reported', ...reviews.map((step) => ENDED_BY[step])];
  if (stage === 'returned') return recorded(['reported', 'returned'], stageSince);
  const at = reviews.findIndex((step) => step === stage);
  return recorded(all.slice(0, stage === 'published' ? all.length : Math.max(at, 0) + 1), stageSince);
}

const recorded = (events: readonly ProgressEvent[], last: number): Recorded[] =>
  events.map((event, index) => ({ event, at: index === events.length - 1 ? last : null }));
