// The signed trust bundles (D7): several processes sign, one line of versions comes of it.
import type { Executor } from './connect.ts';

export interface TrustBundleRow {
  version: number;
  /** Seconds since 1970. */
  issuedAt: number;
  /** What it was made of. */
  inputs: string;
  text: string;
}

export async function latestTrustBundle(db: Executor): Promise<TrustBundleRow | null> {
  const [row] = await db.query<TrustBundleRow>(
    `select version, issued_at as "issuedAt", inputs, text from trust_bundle order by version desc limit 1`,
  );
  return row ?? null;
}

/** How many texts are kept; rows are kept for ever. */
const TEXTS = 4;

/** Compare-and-swap: false when this version exists already, whoever signed it. */
export async function publishTrustBundle(db: Executor, row: TrustBundleRow): Promise<boolean> {
  const published = await db.query(
    `insert into trust_bundle (version, issued_at, inputs, text) values ($1, $2, $3, $4)
     on conflict do nothing returning version`,
    [row.version, row.issuedAt, row.inputs, row.text],
  );
  if (published.length === 0) return false;
  await db.query('update trust_bundle set text = null where version <= $1 and text is not null', [row.version - TEXTS]);
  return true;
}
