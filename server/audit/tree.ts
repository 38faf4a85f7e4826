// Proves the log itself: every leaf is where its hash says, the tiles and the head are those of the leaves, and every
// checkpoint ever signed is a beginning of this one tree, which makes all of them consistent with each other.
import { edgeOf, sha256, type HeadRow } from '../../db/audit-log.ts';
import type { CheckpointRow } from '../../db/audit-reads.ts';
import type { Executor } from '../../db/connect.ts';
import { equalBytes } from '../../domain/bytes.ts';
import { openCheckpoint } from '../../domain/log/checkpoint.ts';
import { append, EMPTY_EDGE, encodeEdge, rootOf, type Edge } from '../../domain/log/edge.ts';
import { leafHash } from '../../domain/log/hash.ts';
import { parseLeaf } from '../../domain/log/leaf.ts';
import type { NoteKey } from '../../domain/log/signed-note.ts';
import { verifyEd25519 } from '../ed25519.ts';
import type { Findings } from './findings.ts';

const PAGE = 512;

/** Whose log it is, and the keys it is verified with. */
export interface LogIdentity {
  origin: string;
  keys: readonly NoteKey[];
}

/** Checkpoints: those of the database and, from `kept`, those that somebody kept elsewhere. Returns how many there were. */
export async function checkTree(
  tx: Executor,
  log: LogIdentity,
  kept: readonly CheckpointRow[],
  findings: Findings,
): Promise<{ leaves: number; checkpoints: number }> {
  let edge: Edge = EMPTY_EDGE;
  let checkpoints = 0;
  const signedAt = async (from: number, to: number): Promise<void> => {
    for (const row of [...kept.filter(({ size }) => size >= from && size <= to), ...(await signed(tx, from, to))]) {
      checkpoints++;
      await checkCheckpoint(row, edge, log, findings);
    }
  };
  await signedAt(0, 0);
  for (;;) {
    const rows = await tx.query<{ seq: number; leaf: Uint8Array; hash: Uint8Array }>(
      'select seq, leaf, hash from log_leaf where seq >= $1 order by seq limit $2',
      [edge.size, PAGE],
    );
    if (rows.length === 0) break;
    const wanted = await sizesSigned(tx, kept, edge.size + 1, edge.size + rows.length);
    const nodes: Node[] = [];
    for (const { seq, leaf, hash } of rows) {
      // Without it no hash after it can be right: there is nothing more to be learnt from the tree.
      if (seq !== edge.size) {
        findings.add('leaf_missing', `leaf ${edge.size}`);
        return { leaves: edge.size, checkpoints };
      }
      const own = leafHash(sha256, leaf);
      if (!equalBytes(own, hash)) findings.add('leaf_changed', `leaf ${seq}`);
      if (parseLeaf(leaf) === null) findings.add('leaf_form', `leaf ${seq}`);
      edge = append(edge, [own], sha256, (level, index, node) => {
        if (level > 0 && level % 8 === 0) nodes.push({ level: level / 8, seq: index, hash: node });
      });
      if (wanted.has(edge.size)) await signedAt(edge.size, edge.size);
    }
    await checkNodes(tx, nodes, findings);
  }
  await checkEnd(tx, edge, findings);
  const beyond = [...kept.filter(({ size }) => size > edge.size), ...(await signed(tx, edge.size + 1, null))];
  for (const { version } of beyond) findings.add('checkpoint_beyond', nameOf(version));
  return { leaves: edge.size, checkpoints: checkpoints + beyond.length };
}

interface Node {
  level: number;
  seq: number;
  hash: Uint8Array;
}

async function checkNodes(tx: Executor, nodes: readonly Node[], findings: Findings): Promise<void> {
  for (const { level, seq, hash } of nodes) {
    const [stored] = await tx.query<{ hash: Uint8Array }>('select hash from log_node where level = $1 and seq = $2', [
      level,
      seq,
    ]);
    if (stored === undefined || !equalBytes(stored.hash, hash)) findings.add('node_changed', `tile ${level}/${seq}`);
  }
}

async function checkEnd(tx: Executor, edge: Edge, findings: Findings): Promise<void> {
  const head = await tx.query<HeadRow>('select size, edge from log_head');
  try {
    const stored = edgeOf(head);
    if (stored.size !== edge.size || !equalBytes(encodeEdge(stored), encodeEdge(edge)))
      findings.add('head_changed', 'head');
  } catch {
    findings.add('head_changed', 'head');
  }
  const [upper] = await tx.query<{ count: number }>('select count(*)::int as count from log_node');
  let expected = 0;
  for (let count = Math.floor(edge.size / 256); count > 0; count = Math.floor(count / 256)) expected += count;
  if (upper?.count !== expected) findings.add('node_changed', 'tiles');
  const [gap] = await tx.query<{ version: number }>(
    `select version from (select version, row_number() over (order by version) as place, size,
         max(size) over (order by version) as largest from log_checkpoint) as line
     where version <> place or size < largest order by version limit 1`,
  );
  if (gap !== undefined) findings.add('checkpoint_missing', nameOf(gap.version));
  const [unsalted] = await tx.query<{ seq: number }>(
    'select seq from log_leaf where not exists (select from log_salt s where s.leaf = seq) order by seq limit 1',
  );
  if (unsalted !== undefined) findings.add('leaf_unsalted', `leaf ${unsalted.seq}`);
}

async function checkCheckpoint(row: CheckpointRow, edge: Edge, log: LogIdentity, findings: Findings): Promise<void> {
  const opened = await openCheckpoint(row.note, log, verifyEd25519);
  if (!opened.ok || opened.value.size !== row.size) findings.add('checkpoint_unproven', nameOf(row.version));
  else if (!equalBytes(opened.value.root, rootOf(edge, sha256)))
    findings.add('checkpoint_differs', nameOf(row.version));
}

const nameOf = (version: number): string => (version === 0 ? 'the checkpoint given' : `checkpoint ${version}`);

function signed(tx: Executor, from: number, to: number | null): Promise<CheckpointRow[]> {
  return tx.query<CheckpointRow>(
    `select version, size, signed_at as "signedAt", note from log_checkpoint
     where size >= $1 and ($2::bigint is null or size <= $2) order by size, version`,
    [from, to],
  );
}

async function sizesSigned(tx: Executor, kept: readonly CheckpointRow[], from: number, to: number) {
  const rows = await tx.query<{ size: number }>(
    'select distinct size from log_checkpoint where size >= $1 and size <= $2',
    [from, to],
  );
  return new Set([...rows, ...kept].map(({ size }) => size));
}
