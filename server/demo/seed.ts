// Fills an empty database with the demo's people (issue: demo data carries sealed certificates in all four standings).
// Everything slow is done before the one transaction, so that a crash leaves either the whole demo or none of it.
import type { Act } from '../../db/audit-log.ts';
import { appendChange, watchNothing, watchRows } from '../../db/audit-rows.ts';
import { drawCertificateIds, insertCertificate, moveStanding, type NewCertificate } from '../../db/certificates.ts';
import type { Database, Executor } from '../../db/connect.ts';
import { correctHolder } from '../../db/corrections.ts';
import { fileInstitutions } from '../../db/institutions.ts';
import { recordStep } from '../../db/progress.ts';
import { allotSeals, fillSeal, type Places, type SealRow } from '../../db/seals.ts';
import { buildCertificateNumber } from '../../domain/certificate-number.ts';
import { normaliseName } from '../../domain/holder-name.ts';
import { PUBLISHED } from '../../domain/lifecycle.ts';
import type { Keyring } from '../keys.ts';
import { newCommitment, signSeal, type Commitment, type FactsToSeal } from '../seal-issue.ts';
import { statusPlaces } from '../status-places.ts';
import type { OpenVault } from '../vault.ts';
import { DEMO_INSTITUTIONS } from './institutions.ts';
import { DEMO_PEOPLE, type DemoCertificateSeed, type DemoPersonSeed } from './people.ts';
import { demoSteps } from './steps.ts';

export interface SeedDeps {
  db: Database;
  vault: OpenVault;
  keyring: Keyring;
  now: () => number;
}

/** One certificate to be: its number, and the seals that go with it, the latest last. */
export interface Draft {
  person: DemoPersonSeed;
  seed: DemoCertificateSeed;
  number: string;
  /** As first printed, and after a correction as printed again; none before publication. */
  prints: { facts: FactsToSeal; commitment: Commitment }[];
}

/**
 * Seeds the demo unless the database has an institution already; says whether it did. Safe to call from several
 * processes at once. Drafting takes about 70 ms of processor time a seal (D6), on all cores.
 */
export async function seedDemo(deps: SeedDeps, drafting: () => Promise<Draft[]> = draftDemo): Promise<boolean> {
  if (await isFilled(deps.db)) return false;
  const drafts = await drafting();
  return deps.db.transaction(async (tx) => {
    await tx.query('lock table institution in share row exclusive mode');
    if (await isFilled(tx)) return false;
    await write(deps, tx, drafts);
    return true;
  });
}

/** The slow part of it, which needs no database: every check code and its commitment. */
export async function draftDemo(): Promise<Draft[]> {
  return Promise.all(numbered().map(withPrints));
}

async function isFilled(db: Executor): Promise<boolean> {
  return (await db.query('select from institution limit 1')).length > 0;
}

/** Numbers as R9 wants them: by institution, year and level from 000001 on, in the order of issue, without gaps. */
function numbered(): Omit<Draft, 'prints'>[] {
  const all = DEMO_PEOPLE.flatMap((person) => person.certificates.map((seed) => ({ person, seed })));
  const issued = new Map<string, number>();
  return all
    .toSorted((a, b) => a.seed.issueDate.localeCompare(b.seed.issueDate))
    .map(({ person, seed }) => {
      const prefix = DEMO_INSTITUTIONS[seed.institution].code;
      const year = Number(seed.issueDate.slice(0, 4));
      const series = `${prefix} ${year} ${seed.level}`;
      const sequence = (issued.get(series) ?? 0) + 1;
      issued.set(series, sequence);
      const number = buildCertificateNumber({ prefix, year, level: seed.level, sequence });
      if (!number.ok) throw new Error(`the demo has a certificate that cannot be numbered: ${number.fault.code}`);
      return { person, seed, number: number.value };
    });
}

async function withPrints(draft: Omit<Draft, 'prints'>): Promise<Draft> {
  const { person, seed } = draft;
  if (!PUBLISHED.has(seed.stage)) return { ...draft, prints: [] };
  const names = seed.nameBefore === undefined ? [person.name] : [seed.nameBefore, person.name];
  const prints = names.map(async (holderName) => {
    const facts = factsOf(draft, holderName);
    return { facts, commitment: await newCommitment(facts) };
  });
  return { ...draft, prints: await Promise.all(prints) };
}

function factsOf({ person, seed, number }: Omit<Draft, 'prints'>, holderName: string): FactsToSeal {
  const { occupation, job, level, issueDate } = seed;
  const { idType, idNumber } = person;
  const institutionName = DEMO_INSTITUTIONS[seed.institution].name;
  return { number, holderName, idType, idNumber, occupation, job, level, issueDate, institutionName };
}

/** Everybody's life in the order in which it would have happened, each step with its leaf in the audit log (D11). */
async function write(deps: SeedDeps, tx: Executor, drafts: readonly Draft[]): Promise<void> {
  const { vault, keyring, now } = deps;
  const by: Act = { at: now(), actor: 'demo' };
  const places: Places = statusPlaces(keyring.placesKey);
  const institutionIds = await fileInstitutions(tx, Object.values(DEMO_INSTITUTIONS));
  for (const id of institutionIds.values()) {
    const filed = { ...by, action: 'institution.file', object: `institution:${id}` };
    await appendChange(tx, filed, watchNothing(), { institution: [id] });
  }

  const ids = await drawCertificateIds(tx, drafts.length);
  const all = drafts.map((draft, at) => ({ ...draft, id: ids[at] ?? 0 }));
  for (const draft of all) {
    const institutionId = institutionIds.get(DEMO_INSTITUTIONS[draft.seed.institution].code) ?? 0;
    await insertCertificate(tx, newRow(deps, draft, institutionId));
    for (const { step, at } of stepsOf(draft.seed, now())) await recordStep(tx, draft.id, step, at);
  }
  // One leaf for all of them, by which each can be proven.
  const batch = { ...by, object: 'batch:demo' };
  const published = all.filter(({ prints }) => prints.length > 0);
  const underWay = idsOf(all.filter(({ prints }) => prints.length === 0));
  await appendChange(tx, { ...batch, action: 'batch.report' }, watchNothing(), { certificate: underWay });
  await appendChange(tx, { ...batch, action: 'batch.publish' }, watchNothing(), { certificate: idsOf(published) });

  const print = async (made: Draft['prints'][number] | undefined, blank: SealRow): Promise<void> => {
    if (made === undefined) return;
    const digits = await signSeal(keyring, made.facts, made.commitment, blank.statusIndex, Math.floor(now() / 1000));
    const { sealed, keyVersion } = vault.seal('seal.check_code', blank.id, made.commitment.checkCode);
    await fillSeal(tx, blank.id, { digits, checkCodeSealed: sealed, keyVersion });
  };
  const seals = await allotSeals(tx, places, idsOf(published));
  for (const [at, blank] of seals.entries()) await print(published[at]?.prints[0], blank);
  await appendChange(tx, { ...batch, action: 'seal.issue' }, watchNothing(), { seal: idsOf(seals) });

  for (const { id, number, person, seed, prints } of published) {
    if (prints[1] !== undefined) {
      const holder = holderColumns(vault, id, number, person.name, person.idNumber);
      const blank = await correctHolder(tx, places, holder, vault.currentVersion(), by);
      if (blank === null) throw new Error('the demo corrects a certificate twice');
      const watch = await watchRows(tx, { seal: [blank.id] });
      await print(prints[1], blank);
      await appendChange(tx, { ...by, action: 'seal.issue', object: `seal:${blank.id}` }, watch);
    }
    if (seed.standing !== 'valid') await moveStanding(tx, id, 'valid', seed.standing, by);
  }
}

const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

/** A certificate as it was first reported, at the stage that it has reached. */
function newRow({ vault, now }: SeedDeps, draft: Draft & { id: number }, institutionId: number): NewCertificate {
  const { person, seed, number, id } = draft;
  return {
    ...holderColumns(vault, id, number, seed.nameBefore ?? person.name, person.idNumber),
    number,
    idType: person.idType,
    occupation: seed.occupation,
    job: seed.job,
    level: seed.level,
    issueDate: seed.issueDate,
    institutionId,
    stage: seed.stage,
    ...timesOf(seed, now()),
  };
}

const stepsOf = ({ institution, issueDate, stage }: DemoCertificateSeed, now: number) =>
  demoSteps(issueDate, stage, DEMO_INSTITUTIONS[institution].tier, now);

/** At its stage since the last step that was recorded. */
function timesOf(seed: DemoCertificateSeed, now: number): { stageSince: string; publishedAt: string | null } {
  const stageSince = new Date(stepsOf(seed, now).at(-1)?.at ?? now).toISOString();
  return { stageSince, publishedAt: PUBLISHED.has(seed.stage) ? stageSince : null };
}

/** The columns of a row that hold or index personal data. The ID number is a normalised one already. */
function holderColumns(vault: OpenVault, id: number, number: string, original: string, idNumber: string) {
  const name = normaliseName(original);
  if (!name.ok) throw new Error(`the demo has a name that nobody could look up: ${name.fault.code}`);
  return {
    id,
    ...vault.indexRow({ number, name: name.value, idNumber }),
    nameSealed: vault.seal('certificate.name', id, original).sealed,
    idSealed: vault.seal('certificate.id_number', id, idNumber).sealed,
  };
}
