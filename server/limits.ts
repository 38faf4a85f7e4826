// The rate limits, all in one table (D12). A guard is named at the route it stands before.
import type { Limit } from '../domain/gcra.ts';

export interface Guard {
  /** Also the name of the policy in the RateLimit headers. */
  name: string;
  /** Units that a request costs when it finds something, and when it does not: guessing is what costs. */
  hit: number;
  miss: number;
  /** A line: IPv4 /32, IPv6 /64. Generous, because a school or an employer is one address. */
  source: Limit;
  /** The network it is in: IPv4 /24, IPv6 /48. */
  network?: Limit;
  /** What was asked about, on misses only: ten wrong guesses about one number, then one a minute without a challenge. */
  subject?: Limit;
  /** All misses of the service together: when many sources guess in step. */
  everyone?: Limit;
}

export const GUARDS = {
  lookups: {
    name: 'lookups',
    hit: 1,
    miss: 3,
    source: { name: 'lookups-source', burst: 300, perMinute: 60 },
    network: { name: 'lookups-network', burst: 3000, perMinute: 600 },
    subject: { name: 'lookups-subject', burst: 30, perMinute: 3 },
    everyone: { name: 'lookups-everyone', burst: 20_000, perMinute: 6000 },
  },
  // A holder asks about the own certificates, now and then; whoever asks more often is offered a challenge soon.
  progress: {
    name: 'progress',
    hit: 1,
    miss: 3,
    source: { name: 'progress-source', burst: 120, perMinute: 20 },
    network: { name: 'progress-network', burst: 1200, perMinute: 200 },
    subject: { name: 'progress-subject', burst: 30, perMinute: 3 },
    everyone: { name: 'progress-everyone', burst: 10_000, perMinute: 3000 },
  },
  seals: { name: 'seals', hit: 1, miss: 1, source: { name: 'seals-source', burst: 300, perMinute: 120 } },
  directory: { name: 'directory', hit: 1, miss: 1, source: { name: 'directory-source', burst: 600, perMinute: 300 } },
  // Whoever checks the whole log fetches a tile and a bundle for every 256 leaves, in one go.
  log: { name: 'log', hit: 1, miss: 1, source: { name: 'log-source', burst: 3000, perMinute: 1200 } },
} as const satisfies Record<string, Guard>;
