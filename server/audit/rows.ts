// Proves that the commitments kept for the rows of each leaf are those that the leaf commits to.
import { grow, summaryOf } from '../../db/audit-rows.ts';
import { sha256 } from '../../db/audit-log.ts';
import type { Executor } from '../../db/connect.ts';
import { equalBytes } from '../../domain/bytes.ts';
import { EMPTY_EDGE, type Edge } from '../../domain/log/edge.ts';
import { commitment, parseLeaf, saltOf } from '../../domain/log/leaf.ts';
import type { Findings } from './findings.ts';

/** Chunks of 256 rows at a time: 20 KB each at the most. */
const PAGE = 128;

interface ChunkRow {
  leaf: number;
  position: number;
  befores: Uint8Array;
  afters: Uint8Array;
}

/** The trees of one leaf's rows, as far as they have been read. */
interface Trees {
  leaf: number;
  before: Edge;
  after: Edge;
}

export async function checkRows(tx: Executor, findings: Findings): Promise<void> {
  let trees: Trees = { leaf: -1, before: EMPTY_EDGE, after: EMPTY_EDGE };
  for (let position = -1; ;) {
    const chunks = await tx.query<ChunkRow>(
      `select leaf, position, befores, afters from log_rows where (leaf, position) > ($1, $2)
       order by leaf, position limit $3`,
      [trees.leaf, position, PAGE],
    );
    for (const { leaf, befores, afters, ...chunk } of chunks) {
      if (leaf !== trees.leaf) {
        await checkLeaf(tx, trees, findings);
        trees = { leaf, before: EMPTY_EDGE, after: EMPTY_EDGE };
      }
      trees = { leaf, before: grow(trees.before, befores), after: grow(trees.after, afters) };
      position = chunk.position;
    }
    if (chunks.length === 0) break;
  }
  await checkLeaf(tx, trees, findings);
}

async function checkLeaf(tx: Executor, { leaf, before, after }: Trees, findings: Findings): Promise<void> {
  if (leaf < 0) return;
  const [row] = await tx.query<{ leaf: Uint8Array; before: Uint8Array; after: Uint8Array }>(
    `select l.leaf, s.before_salt as before, s.after_salt as after
     from log_leaf l join log_salt s on s.leaf = l.seq where l.seq = $1`,
    [leaf],
  );
  const said = row === undefined ? null : parseLeaf(row.leaf);
  const proven = row && said && agrees(said.before, row.before, before) && agrees(said.after, row.after, after);
  if (proven !== true) findings.add('rows_changed', `leaf ${leaf}`);
}

function agrees(said: Uint8Array | null, salt: Uint8Array, edge: Edge): boolean {
  const summary = summaryOf(edge);
  if (said === null || summary === null) return said === summary;
  return equalBytes(said, commitment(sha256, saltOf(sha256, salt, 'leaf'), summary));
}
