// R36: suspending, lifting and confirming.
import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../domain/chain/roles.ts';
import {
  decideSuspension,
  standingFrom,
  SUSPENSION_ACTIONS,
  SUSPENSION_STATES,
  type Suspension,
  type SuspensionAction,
  type SuspensionFacts,
  type SuspensionState,
} from '../../../domain/chain/suspension.ts';
import { keysOf } from '../../../domain/table.ts';

const FINE: SuspensionFacts = { reason: 'two people under one ID number', withdrawn: true };

const ANSWERED: Record<SuspensionState, string[]> = {
  none: [],
  open: ['suspended'],
  examined: ['suspended', 'examined'],
  confirmed: ['suspended', 'examined', 'decided'],
  lifted: ['suspended', 'examined', 'decided'],
  closed: [],
};
const suspension = (state: SuspensionState): Suspension => ({
  state,
  tier: 'city',
  vouched: Object.fromEntries(ANSWERED[state].map((step) => [step, `who ${step}`])),
});
const result = (
  state: SuspensionState,
  action: SuspensionAction,
  role: Role,
  id = 'somebody',
  facts = FINE,
): string => {
  const decision = decideSuspension(suspension(state), action, { id, role }, facts);
  return decision.ok ? decision.value.suspension.state : decision.fault.code;
};

test('every act in every state by every role is allowed exactly where R36 says so', () => {
  const allowed: string[] = [];
  for (const state of keysOf(SUSPENSION_STATES)) {
    for (const action of keysOf(SUSPENSION_ACTIONS)) {
      for (const role of keysOf(ROLES)) {
        const to = result(state, action, role);
        if (to in SUSPENSION_STATES) allowed.push(`${state} ${action} ${role}: ${to}`);
      }
    }
  }
  expect(allowed).toStrictEqual([
    'none suspend provincial_reviewer: open',
    'none suspend ministry_reviewer: open',
    'none suspend system: open',
    'open examine provincial_reviewer: examined',
    'open close system: closed',
    'examined lift provincial_approver: lifted',
    'examined confirm provincial_approver: confirmed',
    'examined close system: closed',
    'confirmed examine provincial_reviewer: examined',
    'confirmed close system: closed',
  ]);
});

describe('a suspension', () => {
  test('is lifted by nobody alone: whoever suspended does not examine, whoever examined does not decide (R28)', () => {
    expect(result('open', 'examine', 'provincial_reviewer', 'who suspended')).toBe('second_person');
    expect(result('examined', 'lift', 'provincial_approver', 'who examined')).toBe('second_person');
    expect(result('examined', 'lift', 'provincial_approver', 'who suspended')).toBe('second_person');
    expect(result('confirmed', 'examine', 'provincial_reviewer', 'who decided')).toBe('second_person');
  });

  test('always says why (R27)', () => {
    for (const [state, action, role] of [
      ['none', 'suspend', 'provincial_reviewer'],
      ['open', 'examine', 'provincial_reviewer'],
      ['examined', 'lift', 'provincial_approver'],
      ['examined', 'confirm', 'provincial_approver'],
    ] as const) {
      expect(result(state, action, role, 'somebody', { ...FINE, reason: '\t' })).toBe('reason_missing');
    }
  });

  test('is closed only when the certificate has been withdrawn', () => {
    expect(result('open', 'close', 'system', 'service', { ...FINE, withdrawn: false })).toBe('not_withdrawn');
  });
});

test('a certificate is withdrawn for good, and suspended as long as one of its suspensions holds', () => {
  expect(standingFrom(false, [])).toBe('valid');
  for (const state of ['open', 'examined', 'confirmed'] as const) {
    expect(standingFrom(false, ['lifted', state])).toBe('suspended');
    expect(standingFrom(true, [state])).toBe('withdrawn');
  }
  expect(standingFrom(false, ['lifted', 'none', 'lifted'])).toBe('valid');
  expect(standingFrom(true, ['lifted', 'closed'])).toBe('withdrawn');
});
