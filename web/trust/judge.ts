// The verdict on a scanned text, on this device, with what this device holds (D8): the same with and without network.
import { judge } from '../../domain/verdict.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { crypto, holder, loadTrust, refreshTrust } from './start.ts';

/** How long a first visit waits for its first bundle, and how long a stale one may hold up a verdict that it would better. */
const FIRST_VISIT_MS = 10_000;
const STALE_MS = 1_500;

export type DeviceVerdict = Verdict & { bundle: { version: number; issuedAt: number } | null };

/** Never throws on any text. `bundle`: what the verdict stands on; `issuedAt` in seconds, as signed. */
export async function judgeText(text: string): Promise<DeviceVerdict> {
  await loadTrust();
  if (holder.bundle === null) await within(FIRST_VISIT_MS, refreshTrust());
  const verdict = await judgeHeld(text);
  const wouldBetter = verdict.seal !== 'not_ours' && verdict.seal !== 'altered' && verdict.freshness !== 'fresh';
  if (!wouldBetter || !navigator.onLine || !(await within(STALE_MS, refreshTrust()))) return verdict;
  return judgeHeld(text);
}

async function judgeHeld(text: string): Promise<DeviceVerdict> {
  const trust = holder.bundle;
  const verdict = await judge(text, { trust, hosts: [location.host], clock: holder.clock(), crypto });
  return { ...verdict, bundle: trust && { version: trust.version, issuedAt: trust.issuedAt } };
}

/** What the promise brings in time, else false. It goes on in the background. */
function within(ms: number, work: Promise<boolean>): Promise<boolean> {
  return Promise.race([work, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms))]);
}
