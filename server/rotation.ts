// Rotation of the keys on personal data while the service runs (D2): a new key version is made known to every process,
// then written with, then every row is moved to it. Lookups find their rows at every moment, since they ask with the
// keys of all versions that a row may have. Cut off at any point, it goes on where it was when it is started again.
import { appendChange, watchRows } from '../db/audit-rows.ts';
import type { Database, Executor } from '../db/connect.ts';
import { addKeyVersion, moveKeyVersion, nextKeyVersion, readKeyVersions } from '../db/data-keys.ts';
import { replaceHolder } from '../db/certificates.ts';
import { checkCodesToRekey, holdersToRekey, isInUse, replaceCheckCode, type RekeyBatch } from '../db/rekey.ts';
import { normaliseName } from '../domain/holder-name.ts';
import type { Keyring } from './keys.ts';
import { newVersion, STALE_MS, type OpenVault } from './vault.ts';

export interface RotationDeps {
  db: Database;
  vault: OpenVault;
  keyring: Keyring;
  /** Waits until every process has read the key versions again, or has begun to refuse lookups for not having done so. */
  settle?: () => Promise<void>;
  /** Told after every batch. */
  progress?: (rows: number) => void;
  batch?: number;
  now?: () => number;
}

const settleByTime = (): Promise<void> => new Promise((done) => void setTimeout(done, STALE_MS + 5_000));

/** Moves every row to a new key version; returns its number and how many rows were moved. */
export async function rotateKeys(deps: RotationDeps): Promise<{ version: number; rows: number }> {
  const { db, vault, settle = settleByTime } = deps;
  const version = await announce(deps);
  await settle();

  await db.transaction(async (tx) => {
    for (const { version: old, state } of await readKeyVersions(tx)) {
      if (state === 'current' && old !== version) await moveKeyVersion(tx, old, 'current', 'draining');
    }
    await moveKeyVersion(tx, version, 'announced', 'current');
  });
  await vault.refresh();
  // Until now others may still write with the old version; what they write is picked up below.
  await settle();

  const rows = (await moveAll(deps, version, moveHolders)) + (await moveAll(deps, version, moveCheckCodes));
  await retire(db, version);
  await vault.refresh();
  return { version, rows };
}

/** The version to move to: one that an earlier run has left unfinished, or a new one. */
async function announce({ db, keyring }: RotationDeps): Promise<number> {
  const known = await readKeyVersions(db);
  const announced = known.find(({ state }) => state === 'announced');
  if (announced !== undefined) return announced.version;
  const current = known.find(({ state }) => state === 'current');
  if (current !== undefined && known.some(({ state }) => state === 'draining')) return current.version;
  const version = await nextKeyVersion(db);
  if (!(await addKeyVersion(db, newVersion(keyring, version, 'announced')))) {
    throw new Error('another rotation has just begun');
  }
  return version;
}

/** The rows of a batch, locked, and what gives them their new keys. */
interface Moving {
  table: 'certificate' | 'seal';
  ids: number[];
  rekey: () => Promise<void>;
}
type Move = (tx: Executor, vault: OpenVault, batch: RekeyBatch) => Promise<Moving>;

/** Moves the rows of one table in the order of their ids, batch by batch, until a pass from the beginning finds none. */
async function moveAll(deps: RotationDeps, version: number, move: Move): Promise<number> {
  const { db, vault, batch: most = 500, progress, now = Date.now } = deps;
  let rows = 0;
  for (let after = 0; ;) {
    const moved = await db.transaction(async (tx) => {
      // A pass over rows that have all been moved takes as long as the table is large.
      await tx.script('set local statement_timeout = 0');
      const { table, ids, rekey } = await move(tx, vault, { version, after, most });
      if (ids.length === 0) return ids;
      // One leaf a batch: what is sealed has changed, and what it says has not.
      const watch = await watchRows(tx, { [table]: ids });
      await rekey();
      const draft = { at: now(), actor: 'system', action: 'keys.rotate', object: `data_key:${version}` };
      await appendChange(tx, draft, watch);
      return ids;
    });
    rows += moved.length;
    progress?.(rows);
    const last = moved.at(-1);
    if (last === undefined && after === 0) return rows;
    after = last ?? 0;
  }
}

/** The rows are locked from being read until written: a correction cannot fall in between. */
async function moveHolders(tx: Executor, vault: OpenVault, batch: RekeyBatch): Promise<Moving> {
  const holders = await holdersToRekey(tx, batch);
  const rekey = async (): Promise<void> => {
    for (const { id, number, keyVersion, nameSealed, idSealed } of holders) {
      const original = vault.open('certificate.name', id, keyVersion, nameSealed);
      const idNumber = vault.open('certificate.id_number', id, keyVersion, idSealed);
      const name = normaliseName(original);
      if (!name.ok) throw new Error(`certificate row ${id} has a name that nobody could look up`);
      const moved = {
        id,
        ...vault.indexRow({ number, name: name.value, idNumber }),
        nameSealed: vault.seal('certificate.name', id, original).sealed,
        idSealed: vault.seal('certificate.id_number', id, idNumber).sealed,
      };
      await replaceHolder(tx, moved, keyVersion);
    }
  };
  return { table: 'certificate', ids: holders.map(({ id }) => id), rekey };
}

async function moveCheckCodes(tx: Executor, vault: OpenVault, batch: RekeyBatch): Promise<Moving> {
  const codes = await checkCodesToRekey(tx, batch);
  const rekey = async (): Promise<void> => {
    for (const { id, keyVersion, checkCodeSealed } of codes) {
      const code = vault.open('seal.check_code', id, keyVersion, checkCodeSealed);
      await replaceCheckCode(tx, id, vault.seal('seal.check_code', id, code));
    }
  };
  return { table: 'seal', ids: codes.map(({ id }) => id), rekey };
}

/** Old versions are retired once no row is under them; one that somebody still writes with is left as it is. */
async function retire(db: Database, current: number): Promise<void> {
  for (const { version, state } of await readKeyVersions(db)) {
    if (state !== 'draining' || version === current) continue;
    await db.transaction(async (tx) => {
      await tx.script('set local statement_timeout = 0');
      if (await isInUse(tx, version)) throw new Error(`rows of key version ${version} are still being written`);
      await moveKeyVersion(tx, version, 'draining', 'retired');
    });
  }
}
