// The audit (D11, R27): the log against itself, the checkpoints against the log, the registry against the log. Everything
// is read in one snapshot, so that it can run beside the service.
import { checkpointsAfter, type CheckpointRow } from '../../db/audit-reads.ts';
import type { Database } from '../../db/connect.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { parseCheckpoint } from '../../domain/log/checkpoint.ts';
import { parseNote } from '../../domain/log/signed-note.ts';
import type { Keyring } from '../keys.ts';
import { noteKeys, originOf } from '../log-publisher.ts';
import { Findings, type Fault } from './findings.ts';
import { checkRegistry } from './registry.ts';
import { checkRows } from './rows.ts';
import { checkTree } from './tree.ts';

export interface AuditReport {
  origin: string;
  leaves: number;
  checkpoints: number;
  /** Rows of the registry. */
  rows: number;
  /** How many things are not as they were logged, and the first of them. */
  count: number;
  faults: readonly Fault[];
}

export interface AuditDeps {
  db: Database;
  keyring: Pick<Keyring, 'logSigners'>;
  /** Used for the log's name while nothing has been signed. */
  origin: string;
}

const NAMED = 20;

/** `kept`: checkpoints that somebody has kept elsewhere; refused when one of them is none. */
export async function audit(
  { db, keyring, origin }: AuditDeps,
  kept: readonly string[] = [],
): Promise<Result<AuditReport, 'checkpoint_form'>> {
  const keptRows: CheckpointRow[] = [];
  for (const note of kept) {
    const checkpoint = checkpointIn(note);
    if (checkpoint === null) return refuse('checkpoint_form');
    keptRows.push({ version: 0, size: checkpoint.size, signedAt: 0, note });
  }
  return db.transaction(async (tx) => {
    await tx.script(`set transaction isolation level repeatable read read only;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
    const [first] = await checkpointsAfter(tx, 0, 1);
    const name = originOf(first === undefined ? null : checkpointIn(first.note), { origin });
    const findings = new Findings(NAMED);
    const log = { origin: name, keys: await noteKeys(keyring, name) };
    const tree = await checkTree(tx, log, keptRows, findings);
    await checkRows(tx, findings);
    const rows = await checkRegistry(tx, findings);
    return ok({ origin: name, ...tree, rows, count: findings.count, faults: findings.faults });
  });
}

function checkpointIn(note: string) {
  const parsed = parseNote(note);
  return parsed.ok ? parseCheckpoint(parsed.value.text) : null;
}
