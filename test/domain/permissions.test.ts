// R27, R40, R41, R48: every role and everything it may do, with own things and with those of others.
import { describe, expect, test } from 'vitest';
import { BATCH_ACTIONS } from '../../domain/chain/batch.ts';
import { TRANSITIONS } from '../../domain/chain/batch-moves.ts';
import { CHANGE_ACTIONS, CHANGE_MOVES } from '../../domain/chain/change-request.ts';
import { ROLES, type Role } from '../../domain/chain/roles.ts';
import { SUSPENSION_ACTIONS, SUSPENSION_MOVES } from '../../domain/chain/suspension.ts';
import {
  may,
  PERMISSIONS,
  scopeOf,
  thingOf,
  type Permission,
  type Person,
  type Thing,
} from '../../domain/permissions.ts';
import { keysOf } from '../../domain/table.ts';

const SHENZHEN = 'S000044032001';
const roles = keysOf(ROLES);

/** One person of each role: of a school in Shenzhen, of Shenzhen's centre, of Guangdong's. */
const person = (role: Role): Person => ({
  id: `a ${role}`,
  role,
  institution: ROLES[role].seat === 'institution' ? SHENZHEN : null,
  province: ['city', 'province'].includes(ROLES[role].seat) ? '44' : null,
  place: ROLES[role].seat === 'city' ? '03' : null,
});

const NOBODYS: Thing = { institution: null, tier: null, province: null, place: null, owner: null };

/** Whose things there are, and which seats they are own to or in the territory of. */
const THINGS: { of: string; thing: (id: string) => Thing; own: string[]; territory: string[] }[] = [
  { of: 'the school', thing: () => thingOf(SHENZHEN, 'city'), own: ['institution'], territory: ['city', 'province'] },
  {
    of: 'another school of the city',
    thing: () => thingOf('S000044032002', 'city'),
    own: [],
    territory: ['city', 'province'],
  },
  {
    of: 'a school there, filed with the province',
    thing: () => thingOf('S000044032003', 'province'),
    own: [],
    territory: ['province'],
  },
  { of: 'a school of another city', thing: () => thingOf('S000044012001', 'city'), own: [], territory: ['province'] },
  { of: 'a school in another province', thing: () => thingOf('S000035032001', 'city'), own: [], territory: [] },
  { of: 'nobody', thing: () => NOBODYS, own: [], territory: [] },
  { of: 'the province as a whole', thing: () => ({ ...NOBODYS, province: '44' }), own: [], territory: ['province'] },
  { of: 'the person', thing: (id) => ({ ...NOBODYS, owner: id }), own: ['*'], territory: [] },
  {
    of: 'the person, by another school',
    thing: (id) => thingOf('S000035032001', 'city', id),
    own: ['*'],
    territory: [],
  },
  { of: 'somebody else', thing: () => ({ ...NOBODYS, owner: 'somebody else' }), own: [], territory: [] },
];

describe.each(THINGS)('with a thing of $of', ({ thing, own, territory }) => {
  test.each(roles)('%s may do what the scope of the permission reaches', (role) => {
    const { seat } = ROLES[role];
    const reached = {
      own: own.includes(seat) || own.includes('*'),
      territory: territory.includes(seat),
      all: true,
    };
    for (const permission of PERMISSIONS) {
      const scope = scopeOf(role, permission);
      const expected = scope !== null && reached[scope];
      expect(`${permission} ${may(person(role), permission, thing(`a ${role}`))}`).toBe(`${permission} ${expected}`);
    }
  });
});

describe('a permission and the tables of moves agree', () => {
  test.each([
    ['batch', keysOf(BATCH_ACTIONS), TRANSITIONS],
    ['change', keysOf(CHANGE_ACTIONS), CHANGE_MOVES],
    ['suspension', keysOf(SUSPENSION_ACTIONS), SUSPENSION_MOVES],
  ] as const)('%s: who has a move has the permission, and the other way round', (kind, actions, moves) => {
    const people = roles.filter((role) => role !== 'system');
    const moving = (action: string): Role[] =>
      people.filter((role) => moves.some((move) => move.action === action && move.by === role));
    for (const action of actions) {
      const permission = PERMISSIONS.find((name) => name === `${kind}.${action}`);
      const permitted = people.filter((role) => permission !== undefined && scopeOf(role, permission) !== null);
      expect(`${action}: ${permitted.join()}`).toBe(`${action}: ${moving(action).join()}`);
    }
  });
});

describe('the table as a whole', () => {
  test('keeps every role within its reach', () => {
    for (const role of roles) {
      const { seat } = ROLES[role];
      const reach: Record<typeof seat, readonly string[]> = {
        institution: ['own'],
        holder: ['own'],
        city: ['territory', 'own'],
        province: ['territory', 'own'],
        ministry: ['all', 'own'],
        platform: ['all', 'own'],
      };
      for (const permission of has(role)) expect(reach[seat]).toContain(scopeOf(role, permission));
    }
  });

  test('lets auditors read and change nothing, and see no names and ID numbers (R40)', () => {
    const changing = has('auditor').filter((permission) => !permission.endsWith('.read'));
    expect(changing).toStrictEqual(['certificate.life', 'undertaking.accept']);
    expect(scopeOf('auditor', 'certificate.read')).toBeNull();
  });

  test('keeps administrators away from data, and everybody else from accounts', () => {
    expect(
      has('administrator').filter((name) => /^(?:batch|change|suspension|certificate|screening)\./.test(name)),
    ).toStrictEqual([]);
    const others = roles.filter((role) => !['administrator', 'auditor'].includes(role));
    for (const role of others) expect(has(role).filter((name) => name.startsWith('account.'))).toStrictEqual([]);
    expect(has('auditor').filter((name) => name.startsWith('account.'))).toStrictEqual(['account.read']);
  });

  test('lets the ministry alone publish, and the province alone lift a suspension (R19, R36)', () => {
    expect(who('batch.publish')).toStrictEqual(['ministry_approver']);
    expect(who('suspension.lift')).toStrictEqual(['provincial_approver']);
    expect(who('progress.read')).toStrictEqual(['holder']);
  });

  test('has the service itself ask for nothing: it acts inside', () => {
    expect(has('system')).toStrictEqual([]);
  });

  test('gives no person both sides of four eyes in one step', () => {
    for (const role of roles) {
      const sides = [
        ['batch.submit', 'batch.report'],
        ['batch.endorse', 'batch.send_up'],
        ['batch.endorse', 'batch.publish'],
      ] as const;
      for (const [one, other] of sides) expect(has(role).includes(one) && has(role).includes(other)).toBe(false);
    }
  });
});

function has(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => scopeOf(role, permission) !== null);
}

function who(permission: Permission): Role[] {
  return roles.filter((role) => scopeOf(role, permission) !== null);
}
