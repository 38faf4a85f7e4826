// Key versions (D2): one wrapped data key and one salt each, and where the version is in its life.
import type { Executor } from './connect.ts';

export type KeyState = 'announced' | 'current' | 'draining' | 'retired';

export interface KeyVersionRow {
  version: number;
  state: KeyState;
  kekId: string;
  rootId: string;
  wrapped: Uint8Array;
  salt: Uint8Array;
}

/** All versions that any row may have, the current one first. */
export async function readKeyVersions(db: Executor): Promise<KeyVersionRow[]> {
  return db.query<KeyVersionRow>(
    `select version, state, kek_id as "kekId", root_id as "rootId", wrapped, salt from data_key
     where state <> 'retired' order by state = 'current' desc, version desc`,
  );
}

/** False when another process has added this version at the same time: its row stands, and this one was never used. */
export async function addKeyVersion(db: Executor, row: KeyVersionRow): Promise<boolean> {
  const added = await db.query(
    `insert into data_key (version, state, kek_id, root_id, wrapped, salt) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning version`,
    [row.version, row.state, row.kekId, row.rootId, row.wrapped, row.salt],
  );
  return added.length > 0;
}

/** Compare-and-swap: false when the version is not in state `from`. */
export async function moveKeyVersion(tx: Executor, version: number, from: KeyState, to: KeyState): Promise<boolean> {
  const moved = await tx.query(`update data_key set state = $3 where version = $1 and state = $2 returning version`, [
    version,
    from,
    to,
  ]);
  return moved.length > 0;
}

/** The number that a new version gets. */
export async function nextKeyVersion(db: Executor): Promise<number> {
  const [row] = await db.query<{ next: number }>('select coalesce(max(version), 0) + 1 as next from data_key');
  return row?.next ?? 1;
}
