// What the pages show about the trust material held on this device (D7): which bundle, from when, and whether the last
// attempt to renew it brought something that cannot be trusted. Written by store.ts only.
import { signal } from '@preact/signals';

/**
 * Why the last answer to a refresh was not taken, or null. `offline` is no fault: the held bundle goes on serving.
 * - `captive_portal`  a page of some network (hotel, station) in place of the bundle
 * - `broken`          cut short, or not a bundle at all
 * - `not_trusted`     signed by other roots than the ones this device has pinned, or wrongly signed
 * - `older`           an older bundle than the one held
 * - `server`          the service answered with an error
 * - `store_damaged`   what was stored on this device no longer verifies, and was thrown away
 */
export type TrustProblem =
  | 'offline'
  | 'captive_portal'
  | 'broken'
  | 'not_trusted'
  | 'older'
  | 'server'
  | 'store_damaged';

export interface TrustState {
  /** none = nothing verified yet; ok = held, last refresh fine or merely offline; problem = last answer was refused. */
  status: 'none' | 'ok' | 'problem';
  /** Of the held bundle. `issuedAt` in seconds since 1970, as signed. */
  version: number | null;
  issuedAt: number | null;
  /** The latest time known to have been (ms), as of the last change of this state: a clock behind it has been turned back. */
  latestKnown: number;
  /** When the service was last asked and answered, right or wrong: milliseconds by this device's clock. */
  lastCheckedAt: number | null;
  problem: TrustProblem | null;
  /** `memory`: this browser keeps nothing (private mode, no space left), so that offline use ends with the tab. */
  storage: 'kept' | 'memory';
}

export const trustState = signal<TrustState>({
  status: 'none',
  version: null,
  issuedAt: null,
  latestKnown: 0,
  lastCheckedAt: null,
  problem: null,
  storage: 'kept',
});
