// Issuing seals (D5, D6): what is signed for a certificate, and the check code that is printed beside it.
import { randomBytes } from 'node:crypto';
import { appendChange, watchRows } from '../db/audit-rows.ts';
import { certificateToSeal, type CertificateToSeal } from '../db/certificates.ts';
import type { Database } from '../db/connect.ts';
import { fillSeal, sealInForce, type SealRow } from '../db/seals.ts';
import { checkCodeFrom, idCommitment } from '../domain/check-code.ts';
import type { IdType } from '../domain/id-types.ts';
import type { LevelCode } from '../domain/level.ts';
import { PUBLISHED } from '../domain/lifecycle.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { issueSeal } from '../domain/seal.ts';
import { platformCrypto, type Keyring } from './keys.ts';
import type { OpenVault } from './vault.ts';

/** What a certificate says, in clear. */
export interface FactsToSeal {
  number: string;
  holderName: string;
  idType: IdType;
  idNumber: string;
  occupation: string;
  job: string | null;
  level: LevelCode;
  issueDate: string;
  institutionName: string;
}

/** A check code and what the seal says of it. */
export interface Commitment {
  checkCode: string;
  idCommitment: Uint8Array;
}

/** A new check code with its commitment. Takes about 0.1 s of one core on purpose (PBKDF2), on the thread pool. */
export async function newCommitment(
  facts: Pick<FactsToSeal, 'number' | 'idType' | 'idNumber'>,
  random: (bytes: number) => Uint8Array = randomBytes,
): Promise<Commitment> {
  const code = checkCodeFrom(random(7));
  const { number, idType, idNumber } = facts;
  return { checkCode: code, idCommitment: await idCommitment(platformCrypto, { code, number, idType, idNumber }) };
}

/** The digits of a seal, signed with the key in use at `sealedAt` (seconds). */
export function signSeal(
  keyring: Pick<Keyring, 'signer'>,
  facts: FactsToSeal,
  commitment: Commitment,
  statusIndex: number,
  sealedAt: number,
): Promise<string> {
  const { number, holderName, occupation, job, level, issueDate, institutionName } = facts;
  const claims = {
    number,
    holderName,
    occupation,
    job,
    level,
    issueDate,
    institutionName,
    statusIndex,
    idCommitment: commitment.idCommitment,
    sealedAt,
  };
  return issueSeal(claims, keyring.signer('seal', sealedAt));
}

/** A finished seal: what is printed. `checkCode` is canonical; see formatCheckCode() for how it is printed. */
export interface IssuedSeal {
  certificateNumber: string;
  digits: string;
  checkCode: string;
}

export interface IssueDeps {
  db: Database;
  vault: OpenVault;
  keyring: Keyring;
  now: () => number;
}

/**
 * The seal in force of a published certificate, made when it is asked for the first time and the same ever after.
 * unknown: no such certificate, or not yet published (the two are told apart for nobody).
 */
export async function issueSealFor(deps: IssueDeps, number: string): Promise<Result<IssuedSeal, 'unknown'>> {
  const { db, vault, keyring, now } = deps;
  const row = await certificateToSeal(db, number);
  if (row === null || !PUBLISHED.has(row.stage)) return refuse('unknown');
  const blank = await inForce(db, row);
  const known = readSeal(vault, row.number, blank);
  if (known !== null) return ok(known);

  const facts = openFacts(vault, row);
  const commitment = await newCommitment(facts);
  const digits = await signSeal(keyring, facts, commitment, blank.statusIndex, Math.floor(now() / 1000));
  const { sealed, keyVersion } = vault.seal('seal.check_code', blank.id, commitment.checkCode);
  const mine = await db.transaction(async (tx) => {
    const watch = await watchRows(tx, { seal: [blank.id] });
    const filled = await fillSeal(tx, blank.id, { digits, checkCodeSealed: sealed, keyVersion });
    const draft = { at: now(), actor: 'system', action: 'seal.issue', object: `seal:${blank.id}` };
    if (filled) await appendChange(tx, draft, watch);
    return filled;
  });
  if (mine) return ok({ certificateNumber: row.number, digits, checkCode: commitment.checkCode });

  // Somebody was faster, with this seal or with a correction of the certificate. Two seals of one certificate, each with
  // a check code of its own, must not both get printed: what is stored counts.
  return issueSealFor(deps, number);
}

async function inForce(db: Database, { id }: CertificateToSeal): Promise<SealRow> {
  const seal = await sealInForce(db, id);
  if (seal === null) throw new Error('a published certificate has no seal');
  return seal;
}

/** The certificate's facts with name and ID number opened. */
export function openFacts(vault: OpenVault, row: CertificateToSeal): FactsToSeal {
  const { id, keyVersion, nameSealed, idSealed, number, idType, occupation, job, level, issueDate } = row;
  return {
    number,
    holderName: vault.open('certificate.name', id, keyVersion, nameSealed),
    idType,
    idNumber: vault.open('certificate.id_number', id, keyVersion, idSealed),
    occupation,
    job,
    level,
    issueDate,
    institutionName: row.institutionName,
  };
}

/** A seal as stored; null while it is blank. */
export function readSeal(vault: OpenVault, certificateNumber: string, row: SealRow): IssuedSeal | null {
  const { id, digits, checkCodeSealed, keyVersion } = row;
  if (digits === null || checkCodeSealed === null || keyVersion === null) return null;
  return { certificateNumber, digits, checkCode: vault.open('seal.check_code', id, keyVersion, checkCodeSealed) };
}
