// Seals and the places of their status (D5, D7).
import { STANDINGS, type CertificateStanding } from '../domain/lifecycle.ts';
import { STATUS_SHARD } from '../domain/status-list.ts';
import type { Executor } from './connect.ts';

export interface SealRow {
  id: number;
  certificateId: number;
  statusIndex: number;
  standing: 0 | 1 | 2 | 3;
  digits: string | null;
  checkCodeSealed: Uint8Array | null;
  keyVersion: number | null;
}

const COLUMNS = `id, certificate_id as "certificateId", status_index as "statusIndex", standing, digits,
  check_code_sealed as "checkCodeSealed", key_version as "keyVersion"`;

/** Which place of its shard the n-th seal gets; see server/status-places.ts. */
export type Places = (shard: number, count: number) => number;

/**
 * Allots a seal, still blank, with a status index of its own to each certificate, in their order. The shard's row stays
 * locked until the transaction ends, so that a count is never given out twice and a rollback leaves no hole.
 */
export async function allotSeals(tx: Executor, places: Places, certificateIds: readonly number[]): Promise<SealRow[]> {
  const seals: SealRow[] = [];
  while (seals.length < certificateIds.length) {
    const { shard, from, count } = await takeCounts(tx, certificateIds.length - seals.length);
    for (let n = from; n < from + count; n++) {
      const certificateId = certificateIds[seals.length] ?? 0;
      const [row] = await tx.query<SealRow>(
        `insert into seal (certificate_id, status_index) values ($1, $2) returning ${COLUMNS}`,
        [certificateId, shard * STATUS_SHARD + places(shard, n)],
      );
      if (row !== undefined) seals.push(row);
    }
  }
  return seals;
}

/** Takes up to `wanted` counts from the last shard, or opens the next one when it is full. */
async function takeCounts(tx: Executor, wanted: number): Promise<{ shard: number; from: number; count: number }> {
  for (;;) {
    const [shard] = await tx.query<{ shard: number; issued: number }>(
      'select shard, issued from status_shard order by shard desc limit 1 for update',
    );
    const room = shard === undefined ? 0 : STATUS_SHARD - shard.issued;
    if (shard !== undefined && room > 0) {
      const count = Math.min(room, wanted);
      await tx.query('update status_shard set issued = issued + $2 where shard = $1', [shard.shard, count]);
      return { shard: shard.shard, from: shard.issued, count };
    }
    // Somebody else may be opening it too: then wait for that transaction here, and look again.
    await tx.query('insert into status_shard (shard) values ($1) on conflict do nothing', [
      shard === undefined ? 0 : shard.shard + 1,
    ]);
  }
}

/** The seal in force of a certificate. */
export async function sealInForce(db: Executor, certificateId: number): Promise<SealRow | null> {
  const [row] = await db.query<SealRow>(
    `select ${COLUMNS} from seal where certificate_id = $1 and standing <> ${STANDINGS.superseded.code}`,
    [certificateId],
  );
  return row ?? null;
}

/** All seals of some certificates, the one in force first, then the superseded from the latest on. */
export async function sealsOf(db: Executor, certificateIds: readonly number[]): Promise<SealRow[]> {
  return db.query<SealRow>(
    `select ${COLUMNS} from seal where certificate_id = any ($1::bigint[])
     order by certificate_id, standing = ${STANDINGS.superseded.code}, id desc`,
    [certificateIds],
  );
}

/** Fills a blank seal in force; false when another process was first, or a correction has superseded it meanwhile. */
export async function fillSeal(
  tx: Executor,
  id: number,
  made: { digits: string; checkCodeSealed: Uint8Array; keyVersion: number },
): Promise<boolean> {
  const filled = await tx.query(
    `update seal set digits = $2, check_code_sealed = $3, key_version = $4 where id = $1 and digits is null and standing <> ${STANDINGS.superseded.code} returning id`,
    [id, made.digits, made.checkCodeSealed, made.keyVersion],
  );
  return filled.length > 0;
}

/** After a correction: the seal in force is superseded for good, and the certificate gets a new one (D7). */
export async function supersedeSeal(tx: Executor, places: Places, certificateId: number): Promise<SealRow> {
  // Certificate, then seal, then shard, as everywhere: two who lock in different orders wait for each other.
  await tx.query('select from certificate where id = $1 for update', [certificateId]);
  const [old] = await tx.query<{ statusIndex: number; standing: number }>(
    `select status_index as "statusIndex", standing from seal
     where certificate_id = $1 and standing <> ${STANDINGS.superseded.code}`,
    [certificateId],
  );
  if (old !== undefined) await setStanding(tx, old.statusIndex, STANDINGS.superseded.code);
  const [fresh] = await allotSeals(tx, places, [certificateId]);
  if (fresh === undefined) throw new Error('no seal was allotted');
  if (old !== undefined && old.standing !== 0) await setStanding(tx, fresh.statusIndex, old.standing);
  return fresh;
}

/** Lets the seal in force stand where its certificate stands. */
export async function followStanding(tx: Executor, certificateId: number, to: CertificateStanding): Promise<void> {
  const seal = await sealInForce(tx, certificateId);
  if (seal !== null) await setStanding(tx, seal.statusIndex, STANDINGS[to].code);
}

async function setStanding(tx: Executor, statusIndex: number, code: number): Promise<void> {
  await tx.query('update seal set standing = $2 where status_index = $1', [statusIndex, code]);
  await tx.query('update status_shard set version = version + 1 where shard = $1', [
    Math.floor(statusIndex / STATUS_SHARD),
  ]);
}

export interface ShardVersion {
  shard: number;
  /** Grows with every change of a standing in the shard. */
  version: number;
}

/** All shards, from 0 without a gap. */
export async function readShards(db: Executor): Promise<ShardVersion[]> {
  return db.query<ShardVersion>('select shard, version from status_shard order by shard');
}

/** What in a shard is other than valid: status index and code. */
export async function readChanged(
  db: Executor,
  shard: number,
): Promise<{ statusIndex: number; standing: 1 | 2 | 3 }[]> {
  return db.query(
    `select status_index as "statusIndex", standing from seal
     where standing <> 0 and status_index >= $1 and status_index < $2`,
    [shard * STATUS_SHARD, (shard + 1) * STATUS_SHARD],
  );
}
