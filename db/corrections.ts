// The one correction that a certificate may have (R31, R32): the holder's data anew, the old seal superseded for good, a
// new one in force, and the leaf that says so, all in one transaction.
import type { Act } from './audit-log.ts';
import { appendChange, watchRows } from './audit-rows.ts';
import { markCorrected, replaceHolder, type HolderColumns } from './certificates.ts';
import type { Executor } from './connect.ts';
import { sealInForce, supersedeSeal, type Places, type SealRow } from './seals.ts';

/**
 * The new seal, still blank. Null, with nothing changed, when the certificate has been corrected before, or somebody has
 * written to its row since it was read under `readVersion`.
 */
export async function correctHolder(
  tx: Executor,
  places: Places,
  holder: HolderColumns,
  readVersion: number,
  by: Act,
): Promise<SealRow | null> {
  const { id } = holder;
  // Certificate, then seal, as everywhere. Under this lock the answer stays what it is now.
  const open = await tx.query(
    'select from certificate where id = $1 and key_version = $2 and corrected_at is null for update',
    [id, readVersion],
  );
  if (open.length === 0) return null;
  const seal = await sealInForce(tx, id);
  const watch = await watchRows(tx, { certificate: [id], seal: seal === null ? [] : [seal.id] });
  await replaceHolder(tx, holder, readVersion);
  await markCorrected(tx, id, new Date(by.at).toISOString());
  const fresh = await supersedeSeal(tx, places, id);
  const draft = { ...by, action: 'certificate.correct', object: `certificate:${id}` };
  await appendChange(tx, draft, watch, { seal: [fresh.id] });
  return fresh;
}
