// What outsiders read of the audit log (D11): tiles, entries, checkpoints. None of it is secret.
import type { Edge } from '../domain/log/edge.ts';
import { encodeBundle, TILE_WIDTH, type Tile } from '../domain/log/tiles.ts';
import { edgeOf, type HeadRow } from './audit-log.ts';
import type { Executor } from './connect.ts';

type Reader = Pick<Executor, 'query'>;

export async function readHead(db: Reader): Promise<Edge> {
  return edgeOf(await db.query<HeadRow>('select size, edge from log_head'));
}

/** The bytes of a tile or a bundle of entries: one read of neighbouring rows. Null when the log has not come so far. */
export async function readTile(db: Reader, { level, index, width }: Tile): Promise<Uint8Array | null> {
  const from = index * TILE_WIDTH;
  if (level === 'entries') {
    const rows = await db.query<{ leaf: Uint8Array }>(
      'select leaf from log_leaf where seq >= $1 and seq < $2 order by seq',
      [from, from + width],
    );
    return rows.length === width ? encodeBundle(rows.map(({ leaf }) => leaf)) : null;
  }
  const [row] = await db.query<{ hashes: Uint8Array | null; count: number }>(
    `select string_agg(hash, ''::bytea order by seq) as hashes, count(*)::int as count
     from ${level === 0 ? 'log_leaf where' : 'log_node where level = $3::int and'} seq >= $1 and seq < $2`,
    level === 0 ? [from, from + width] : [from, from + width, level],
  );
  return row?.count === width ? row.hashes : null;
}

export interface CheckpointRow {
  version: number;
  size: number;
  /** Milliseconds since 1970. */
  signedAt: number;
  /** As it is served. */
  note: string;
}

const COLUMNS = 'version, size, signed_at as "signedAt", note';

export async function latestCheckpoint(db: Reader): Promise<CheckpointRow | null> {
  const [row] = await db.query<CheckpointRow>(`select ${COLUMNS} from log_checkpoint order by version desc limit 1`);
  return row ?? null;
}

/** Checkpoints by their version, a page at a time. */
export async function checkpointsAfter(db: Reader, version: number, most: number): Promise<CheckpointRow[]> {
  return db.query<CheckpointRow>(`select ${COLUMNS} from log_checkpoint where version > $1 order by version limit $2`, [
    version,
    most,
  ]);
}

/** Compare-and-swap: false when this version exists already, whoever signed it. */
export async function publishCheckpoint(db: Reader, row: CheckpointRow): Promise<boolean> {
  const published = await db.query(
    `insert into log_checkpoint (version, size, signed_at, note) values ($1, $2, $3, $4)
     on conflict do nothing returning version`,
    [row.version, row.size, row.signedAt, row.note],
  );
  return published.length > 0;
}
