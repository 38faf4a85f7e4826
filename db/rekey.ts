// What a rotation of keys reads and writes (D2). Rows come in batches, locked until their transaction ends.
import type { Executor } from './connect.ts';

export interface RekeyBatch {
  /** Rows under any other version than this are wanted, */
  version: number;
  /** with an id above this, */
  after: number;
  /** and so many of them. */
  most: number;
}

export interface HolderToRekey {
  id: number;
  number: string;
  keyVersion: number;
  nameSealed: Uint8Array;
  idSealed: Uint8Array;
}

export async function holdersToRekey(tx: Executor, { version, after, most }: RekeyBatch): Promise<HolderToRekey[]> {
  return tx.query<HolderToRekey>(
    `select id, number, key_version as "keyVersion", name_sealed as "nameSealed", id_sealed as "idSealed"
     from certificate where key_version <> $1 and id > $2 order by id limit $3 for update`,
    [version, after, most],
  );
}

export interface CheckCodeToRekey {
  /** Of the seal. */
  id: number;
  keyVersion: number;
  checkCodeSealed: Uint8Array;
}

export async function checkCodesToRekey(
  tx: Executor,
  { version, after, most }: RekeyBatch,
): Promise<CheckCodeToRekey[]> {
  return tx.query<CheckCodeToRekey>(
    `select id, key_version as "keyVersion", check_code_sealed as "checkCodeSealed"
     from seal where key_version <> $1 and id > $2 order by id limit $3 for update`,
    [version, after, most],
  );
}

export async function replaceCheckCode(
  tx: Executor,
  id: number,
  { sealed, keyVersion }: { sealed: Uint8Array; keyVersion: number },
): Promise<void> {
  await tx.query('update seal set check_code_sealed = $2, key_version = $3 where id = $1', [id, sealed, keyVersion]);
}

/** Whether any row is still under a version. */
export async function isInUse(db: Executor, version: number): Promise<boolean> {
  const rows = await db.query(
    `select from certificate where key_version = $1
     union all select from seal where key_version = $1
     union all select from id_screening where key_version = $1 limit 1`,
    [version],
  );
  return rows.length > 0;
}
