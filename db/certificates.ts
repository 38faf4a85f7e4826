// Certificates as the institutions and the authorities work on them. The public never comes this way: see lookups.ts.
import type { IdType } from '../domain/id-types.ts';
import type { LevelCode } from '../domain/level.ts';
import type { CertificateStanding, Stage } from '../domain/lifecycle.ts';
import type { Act } from './audit-log.ts';
import { appendChange, watchRows } from './audit-rows.ts';
import type { Executor } from './connect.ts';
import { followStanding, sealInForce } from './seals.ts';

/** One row to be written; everything personal is sealed or keyed already (D2). */
export interface NewCertificate {
  id: number;
  number: string;
  numberNameKey: Uint8Array;
  numberIdKey: Uint8Array;
  nameIdKey: Uint8Array;
  /** For the screening table (R36). */
  idKey: Uint8Array;
  keyVersion: number;
  nameSealed: Uint8Array;
  idSealed: Uint8Array;
  idType: IdType;
  occupation: string;
  job: string | null;
  level: LevelCode;
  issueDate: string;
  institutionId: number;
  stage: Stage;
  /** ISO times: since when it is at this stage; when it became queryable, null before. */
  stageSince: string;
  publishedAt: string | null;
}

/** Row ids to come: a row has to know its own before its values are sealed for it. */
export async function drawCertificateIds(tx: Executor, count: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select nextval('certificate_id_seq') as id from generate_series(1, $1::integer)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

export async function insertCertificate(tx: Executor, row: NewCertificate): Promise<void> {
  await tx.query(
    `insert into certificate (id, number, number_name_key, number_id_key, name_id_key, key_version, name_sealed, id_sealed,
       id_type, occupation, job, level, issue_date, institution_id, stage, stage_since, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      row.id,
      row.number,
      row.numberNameKey,
      row.numberIdKey,
      row.nameIdKey,
      row.keyVersion,
      row.nameSealed,
      row.idSealed,
      row.idType,
      row.occupation,
      row.job,
      row.level,
      row.issueDate,
      row.institutionId,
      row.stage,
      row.stageSince,
      row.publishedAt,
    ],
  );
  await tx.query('insert into id_screening (certificate_id, id_key, key_version) values ($1, $2, $3)', [
    row.id,
    row.idKey,
    row.keyVersion,
  ]);
}

/** Where the holder's data of one row is replaced: by a correction (R32), or by a rotation of keys. */
export type HolderColumns = Pick<
  NewCertificate,
  'id' | 'numberNameKey' | 'numberIdKey' | 'nameIdKey' | 'idKey' | 'keyVersion' | 'nameSealed' | 'idSealed'
>;

/**
 * Writes name, ID number and their keys anew. Compare-and-swap on the key version the row was read with: false when
 * somebody else has written in between.
 */
export async function replaceHolder(tx: Executor, row: HolderColumns, readVersion: number): Promise<boolean> {
  const replaced = await tx.query(
    `update certificate set number_name_key = $2, number_id_key = $3, name_id_key = $4, key_version = $5,
       name_sealed = $6, id_sealed = $7
     where id = $1 and key_version = $8 returning id`,
    [
      row.id,
      row.numberNameKey,
      row.numberIdKey,
      row.nameIdKey,
      row.keyVersion,
      row.nameSealed,
      row.idSealed,
      readVersion,
    ],
  );
  if (replaced.length === 0) return false;
  await tx.query('update id_screening set id_key = $2, key_version = $3 where certificate_id = $1', [
    row.id,
    row.idKey,
    row.keyVersion,
  ]);
  return true;
}

/** Marks the one correction that a certificate may have (R31): false when it had it already. */
export async function markCorrected(tx: Executor, id: number, at: string): Promise<boolean> {
  const marked = await tx.query(
    'update certificate set corrected_at = $2 where id = $1 and corrected_at is null returning id',
    [id, at],
  );
  return marked.length > 0;
}

const STANDING_ACTS = {
  valid: 'certificate.reinstate',
  withdrawn: 'certificate.withdraw',
  suspended: 'certificate.suspend',
} as const satisfies Record<CertificateStanding, string>;

/**
 * Moves a published certificate's standing and its seal's with it, and logs it (D11); false when it does not stand at
 * `from`.
 */
export async function moveStanding(
  tx: Executor,
  id: number,
  from: CertificateStanding,
  to: CertificateStanding,
  by: Act,
): Promise<boolean> {
  // Certificate, then seal, as everywhere.
  const there = await tx.query(
    `select from certificate where id = $1 and standing = $2 and stage = 'published' for update`,
    [id, from],
  );
  if (there.length === 0) return false;
  const seal = await sealInForce(tx, id);
  const watch = await watchRows(tx, { certificate: [id], seal: seal === null ? [] : [seal.id] });
  await tx.query('update certificate set standing = $2 where id = $1', [id, to]);
  await followStanding(tx, id, to);
  await appendChange(tx, { ...by, action: STANDING_ACTS[to], object: `certificate:${id}` }, watch);
  return true;
}

/** What a seal is made of; name and ID number still sealed. */
export interface CertificateToSeal {
  id: number;
  number: string;
  nameSealed: Uint8Array;
  idSealed: Uint8Array;
  keyVersion: number;
  idType: IdType;
  occupation: string;
  job: string | null;
  level: LevelCode;
  issueDate: string;
  institutionName: string;
  stage: Stage;
  standing: CertificateStanding;
}

const TO_SEAL = `select c.id, c.number, c.name_sealed as "nameSealed", c.id_sealed as "idSealed", c.key_version as "keyVersion",
    c.id_type as "idType", c.occupation, c.job, c.level, c.issue_date::text as "issueDate", i.name as "institutionName",
    c.stage, c.standing
  from certificate c join institution i on i.id = c.institution_id`;

/** By number, whatever its stage. */
export async function certificateToSeal(db: Executor, number: string): Promise<CertificateToSeal | null> {
  const [row] = await db.query<CertificateToSeal>(`${TO_SEAL} where c.number = $1`, [number]);
  return row ?? null;
}

/** All of them in the order of their ids: for the demo's listing, where there are a few dozen. */
export async function firstCertificates(db: Executor, most: number): Promise<CertificateToSeal[]> {
  return db.query<CertificateToSeal>(`${TO_SEAL} order by c.id limit $1`, [most]);
}
