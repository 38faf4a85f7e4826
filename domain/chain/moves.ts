// D10: how a state may change. Each kind of thing (batch, change request, suspension) brings its own table of moves;
// what a table means is said here, once.
import type { Tier } from '../lifecycle.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { Actor, Role } from './roles.ts';

/** One row: who may take what from where to where, and on which conditions. */
export interface Move<State, Action, Guard, Step> {
  readonly action: Action;
  readonly from: State;
  readonly to: State;
  readonly by: Role;
  /** Only for institutions of this tier (R19); null for both. */
  readonly tier: Tier | null;
  /**
   * The step that the actor answers for by name (R27, R28). Four eyes: somebody who answers for another step of the
   * same round cannot take this one. Null: an act that commits nobody.
   */
  readonly vouches: Step | null;
  /** Checked in this order; the first that fails is the refusal. */
  readonly needs: readonly Guard[];
  readonly rules: string;
}

/** Who answers for which step so far: the ids of people. */
export type Vouched<Step extends string> = { readonly [S in Step]?: string };

/** What a guard says when it fails; `rule` is what it enforces. */
export interface Refusal<Code> {
  readonly code: Code;
  readonly rule: string;
}

/** not_your_role: never done by this role; not_now: not in this state or tier; second_person: four eyes. */
export type MoveFaultCode = 'not_your_role' | 'not_now' | 'second_person';

/** A kind of thing: its moves, their conditions, and the steps that people answer for once a state is reached. */
export interface Machine<State extends string, Action, Guard extends string, Step extends string, Facts, Code> {
  readonly moves: readonly Move<State, Action, Guard, Step>[];
  readonly guards: { readonly [G in Guard]: (facts: Facts) => Refusal<Code> | null };
  readonly answeredIn: (state: State, tier: Tier) => readonly Step[];
}

export interface Subject<State, Step extends string> {
  readonly state: State;
  readonly tier: Tier;
  readonly vouched: Vouched<Step>;
}

export interface Moved<State, Step extends string> {
  readonly state: State;
  readonly vouched: Vouched<Step>;
  readonly rules: string;
}

/**
 * Decides about one act. Pure: the caller loads subject and facts in one transaction, writes the answer by
 * compare-and-swap on the state it has read, and leaves an audit leaf beside it. Throws RangeError for a subject whose
 * state nobody answers for as it should: it was changed behind the service's back, and nothing goes on from there.
 */
export function decideMove<State extends string, Action, Guard extends string, Step extends string, Facts, Code>(
  machine: Machine<State, Action, Guard, Step, Facts, Code>,
  subject: Subject<State, Step>,
  action: Action,
  actor: Actor,
  facts: Facts,
): Result<Moved<State, Step>, Refusal<Code | MoveFaultCode>> {
  const mine = machine.moves.filter((move) => move.action === action && move.by === actor.role);
  const [first] = mine;
  if (first === undefined) return refuse({ code: 'not_your_role', rule: 'R27' });
  const move = mine.find(({ from, tier }) => from === subject.state && (tier ?? subject.tier) === subject.tier);
  if (move === undefined) return refuse({ code: 'not_now', rule: first.rules });
  if (machine.answeredIn(subject.state, subject.tier).some((step) => subject.vouched[step] === undefined)) {
    throw new RangeError('a state that nobody answers for');
  }
  const others = Object.entries(subject.vouched).filter(([step]) => step !== move.vouches);
  if (move.vouches !== null && others.some(([, id]) => id === actor.id)) {
    return refuse({ code: 'second_person', rule: 'R28' });
  }
  for (const need of move.needs) {
    const refusal = machine.guards[need](facts);
    if (refusal !== null) return refuse(refusal);
  }
  // Going back takes the names off what has to be answered for again.
  const vouched: { [S in Step]?: string } = {};
  for (const step of machine.answeredIn(move.to, subject.tier)) {
    const id = step === move.vouches ? actor.id : subject.vouched[step];
    if (id !== undefined) vouched[step] = id;
  }
  return ok({ state: move.to, vouched, rules: move.rules });
}
