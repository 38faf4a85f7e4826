// The server's own parts on a test database: keys made on the spot, a vault, a publisher, the readers.
import type { Database } from '../../db/connect.ts';
import { newKeySet } from '../../server/key-set.ts';
import { openKeySet, type Keyring } from '../../server/keys.ts';
import { openTrustPublisher } from '../../server/trust-publisher.ts';
import { openVault, type OpenVault } from '../../server/vault.ts';

export const ORIGIN = 'https://zhengyan.example';

export interface Clock {
  now: number;
}

/** A keyring of fresh keys whose windows begin at `since` (ms). */
export async function freshKeyring(since: number): Promise<Keyring> {
  return keyringOf(await newKeySet(since));
}

export async function keyringOf(keySet: string): Promise<Keyring> {
  const opened = await openKeySet(keySet, 'the test key set');
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
}

export interface TestService {
  db: Database;
  keyring: Keyring;
  vault: OpenVault;
  clock: Clock;
  now: () => number;
  trust: ReturnType<typeof openTrustPublisher>;
}

/** Everything but the routes, on a clock that the test moves. */
export async function openService(db: Database, now: number = Date.now()): Promise<TestService> {
  const clock: Clock = { now };
  const read = (): number => clock.now;
  const keyring = await freshKeyring(now);
  const vault = await openVault(db, keyring, { now: read, timer: false });
  const config = { origin: ORIGIN, sealHosts: [new URL(ORIGIN).host] };
  return { db, keyring, vault, clock, now: read, trust: openTrustPublisher({ db, keyring, config, now: read }) };
}
