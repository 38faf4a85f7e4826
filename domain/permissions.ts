// R27, R41, R48: who may do what with whose data. What a role may do at all stands here; whether it is the time for it
// and whether a second person is needed, in the tables of moves (chain/).
import type { Role } from './chain/roles.ts';
import type { Tier } from './lifecycle.ts';
import { keysOf } from './table.ts';

/**
 * own: of the actor's institution, or of the actor in person. territory: of institutions filed with the actor's city
 * centre, or with anybody in the actor's province. all: whatever it is.
 */
export type Scope = 'own' | 'territory' | 'all';

type Cell = 'o' | 't' | 'a' | '-';
type Line = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

const COLUMNS = [
  'institution_officer',
  'institution_approver',
  'city_reviewer',
  'city_approver',
  'provincial_reviewer',
  'provincial_approver',
  'ministry_reviewer',
  'ministry_approver',
  'auditor',
  'administrator',
  'holder',
] as const satisfies readonly Role[];

// o own, t territory, a all, - not at all. A table is read by its columns, which the formatter would take apart.
// oxfmt-ignore
const TABLE = {
  //                          institution  city        province    ministry   auditor  adminis-  holder
  //                          off.  appr.  rev.  app.  rev.  app.  rev.  app.          trator
  'batch.read':              ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      '-'],
  'batch.edit':              ['o',  '-',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'batch.submit':            ['o',  '-',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'batch.take_back':         ['o',  'o',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'batch.report':            ['-',  'o',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'batch.discard':           ['o',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     '-',      '-'],
  'batch.give_up':           ['-',  'o',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'batch.receive':           ['-',  '-',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'batch.endorse':           ['-',  '-',   't',  '-',  't',  '-',  'a',  '-',  '-',     '-',      '-'],
  'batch.send_back':         ['-',  '-',   '-',  't',  '-',  't',  '-',  'a',  '-',     '-',      '-'],
  'batch.send_up':           ['-',  '-',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'batch.return':            ['-',  '-',   't',  't',  't',  't',  'a',  'a',  '-',     '-',      '-'],
  'batch.publish':           ['-',  '-',   '-',  '-',  '-',  '-',  '-',  'a',  '-',     '-',      '-'],

  'change.read':             ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      '-'],
  'change.draft':            ['o',  '-',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'change.file':             ['-',  'o',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'change.confirm':          ['-',  '-',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'change.carry_out':        ['-',  '-',   '-',  '-',  '-',  't',  '-',  'a',  '-',     '-',      '-'],
  'change.refuse':           ['-',  '-',   '-',  't',  '-',  't',  '-',  'a',  '-',     '-',      '-'],
  'change.cancel':           ['o',  'o',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     '-',      '-'],

  'suspension.read':         ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      '-'],
  'suspension.suspend':      ['-',  '-',   '-',  '-',  't',  '-',  'a',  '-',  '-',     '-',      '-'],
  'suspension.examine':      ['-',  '-',   '-',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'suspension.lift':         ['-',  '-',   '-',  '-',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'suspension.confirm':      ['-',  '-',   '-',  '-',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'screening.run':           ['-',  '-',   '-',  '-',  't',  '-',  'a',  '-',  '-',     '-',      '-'],

  // Names and ID numbers are read by those who work on the data (R40, R41); an auditor sees what was done, not to whom.
  'certificate.read':        ['o',  'o',   't',  't',  't',  't',  'a',  'a',  '-',     '-',      'o'],
  'certificate.life':        ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      'o'],
  'progress.read':           ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     '-',      'o'],
  'deadlines.read':          ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      '-'],
  'bulletin.read':           ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     '-',      '-'],
  'bulletin.issue':          ['-',  '-',   '-',  '-',  '-',  't',  '-',  '-',  '-',     '-',      '-'],

  'institution.read':        ['o',  'o',   't',  't',  't',  't',  'a',  'a',  'a',     'a',      '-'],
  'institution.file':        ['-',  '-',   't',  '-',  't',  '-',  '-',  '-',  '-',     '-',      '-'],
  'institution.cease':       ['-',  '-',   '-',  't',  '-',  't',  '-',  '-',  '-',     '-',      '-'],
  'signing_key.register':    ['-',  'o',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     '-',      '-'],
  'signing_key.revoke':      ['-',  'o',   '-',  't',  '-',  't',  '-',  '-',  '-',     'a',      '-'],

  // Whoever runs the accounts does nothing else, and so can give no power to the own account that would be used.
  'account.read':            ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  'a',     'a',      '-'],
  'account.create':          ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     'a',      '-'],
  'account.lock':            ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     'a',      '-'],
  'account.recovery_open':   ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     'a',      '-'],
  'account.recovery_approve':['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  '-',     'a',      '-'],
  'undertaking.accept':      ['o',  'o',   'o',  'o',  'o',  'o',  'o',  'o',  'o',     'o',      '-'],
  'audit.read':              ['-',  '-',   '-',  '-',  '-',  '-',  '-',  '-',  'a',     '-',      '-'],
} as const satisfies Record<string, Line>;

export type Permission = keyof typeof TABLE;

export const PERMISSIONS: readonly Permission[] = keysOf(TABLE);

const SCOPES: Record<Cell, Scope | null> = { o: 'own', t: 'territory', a: 'all', '-': null };

/** How far a role's permission reaches; null when it has none. A list is filtered by it. The service itself is not asked. */
export function scopeOf(role: Role, permission: Permission): Scope | null {
  const column = COLUMNS.findIndex((name) => name === role);
  const cell = TABLE[permission][column];
  return cell === undefined ? null : SCOPES[cell];
}

/** Somebody who is signed in, and from where. */
export interface Person {
  readonly id: string;
  readonly role: Role;
  /** Filed prefix of the institution that the person works for, else null. */
  readonly institution: string | null;
  /** Province code of a city or provincial centre, else null. */
  readonly province: string | null;
  /** Place code of a city centre (R5), else null. */
  readonly place: string | null;
}

/** Whose thing it is, and where. What is null cannot give anybody access; `all` needs nothing of it. */
export interface Thing {
  /** Filed prefix. */
  readonly institution: string | null;
  readonly tier: Tier | null;
  readonly province: string | null;
  readonly place: string | null;
  /** Id of the person whose own it is: the holder of a certificate, or whoever has an account. */
  readonly owner: string | null;
}

/** A thing of an institution; the digits of its prefix say province and place (R4, R5). */
export const thingOf = (institution: string, tier: Tier, owner: string | null = null): Thing => ({
  institution,
  tier,
  province: institution.slice(5, 7),
  place: institution.slice(7, 9),
  owner,
});

/** Whether this person may do this with this thing. */
export function may(person: Person, permission: Permission, thing: Thing): boolean {
  const scope = scopeOf(person.role, permission);
  if (scope === null || scope === 'all') return scope === 'all';
  return scope === 'own' ? isOwn(person, thing) : isInTerritory(person, thing);
}

const isOwn = ({ id, institution }: Person, thing: Thing): boolean =>
  thing.owner === id || (institution !== null && thing.institution === institution);

function isInTerritory({ province, place }: Person, thing: Thing): boolean {
  if (province === null || thing.province !== province) return false;
  // A centre without a place is the province's; a city's has what is filed with it and nothing else (R19).
  return place === null || (thing.tier === 'city' && thing.place === place);
}
