// Rate limits shared by several processes (D12): one statement a charge.
import { gcra, type Limit } from '../domain/gcra.ts';
import type { LimitDecision, LimitStore } from '../server/deps.ts';
import type { Database } from './connect.ts';

/** One charge in so many also sweeps away what no longer says anything. */
const SWEEP_EVERY = 500;
const SWEEP_ROWS = 5000;
/** Servers' clocks may differ by less than this. */
const SWEEP_AFTER_MS = 10 * 60_000;

/** The store in the database. A crash of the database empties it; being out of reach makes it reject (D12). */
export function openLimitStore(db: Database): LimitStore {
  let charges = 0;
  return {
    async charge(asked, now) {
      if (asked.length === 0) return [];
      if (++charges % SWEEP_EVERY === 0) await sweep(db, now - SWEEP_AFTER_MS);
      const rows = await db.query<{ place: number; stored: number | null }>(
        'select place, stored from charge_limits($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint)',
        [
          asked.map(({ key }) => key),
          asked.map(({ limit }) => unitMs(limit)),
          asked.map(({ limit }) => limit.burst),
          asked.map(({ cost }) => cost),
          now,
        ],
      );
      const decisions: LimitDecision[] = [];
      for (const { place, stored } of rows) {
        const charge = asked[place - 1];
        if (charge === undefined) throw new Error('charge_limits() returned a place that was not asked for');
        const { allowed, remaining, retryAfterMs, resetMs } = gcra(charge.limit, stored, charge.cost, now);
        decisions[place - 1] = { allowed, remaining, retryAfterMs, resetMs };
      }
      return decisions;
    },
    async useOnce(nonce, expiresAt) {
      const first = await db.query(
        'insert into used_nonce (nonce, expires_at) values ($1, $2) on conflict do nothing returning nonce',
        [nonce, expiresAt],
      );
      return first.length > 0;
    },
  };
}

/** As in gcra(): rounded up. */
function unitMs({ perMinute }: Limit): number {
  return Math.ceil(60_000 / perMinute);
}

async function sweep(db: Database, before: number): Promise<void> {
  // Rows that somebody is charging are left for the next time; waiting for them could end in a deadlock.
  await db.query(
    `delete from rate_limit where key in
       (select key from rate_limit where tat < $1 limit ${SWEEP_ROWS} for update skip locked)`,
    [before],
  );
  await db.query(
    `delete from used_nonce where nonce in
       (select nonce from used_nonce where expires_at < $1 limit ${SWEEP_ROWS} for update skip locked)`,
    [before],
  );
}
