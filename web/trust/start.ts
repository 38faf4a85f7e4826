// The one holder of this tab, kept fresh: at start, when the page comes into sight, when the network comes back, and every ten
// minutes while it is looked at. One request at a time, in this tab and among tabs.
import { webCrypto } from '../../domain/crypto.ts';
import { askForBundle } from './answer.ts';
import { TrustHolder } from './holder.ts';
import { pauseAfter } from './pause.ts';
import { indexedDbKeep } from './keep.ts';
import { askWhenInstalled } from './persist.ts';
import { trustState } from './state.ts';

/** Coming into sight again this soon is no reason to ask again. */
const RECENT_MS = 60_000;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('zhengyan-trust');

export const crypto = webCrypto(globalThis);
export const holder = new TrustHolder({
  ask: () => askForBundle(),
  keep: indexedDbKeep(),
  now: () => Date.now(),
  crypto,
  show(state) {
    const isNew = state.version !== trustState.value.version;
    trustState.value = state;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target; it is same-origin
    if (isNew && state.version !== null) channel?.postMessage(state.version);
  },
});

let loaded: Promise<void> | null = null;
let refreshing: Promise<boolean> | null = null;
let retries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Resolves when what this device has stored is loaded, or found wanting. */
export function loadTrust(): Promise<void> {
  loaded ??= holder.load();
  return loaded;
}

/** Asks the service now, or joins the request under way. Never rejects. */
export function refreshTrust(): Promise<boolean> {
  refreshing ??= loadTrust()
    .then(amongTabs)
    .catch(() => false)
    .finally(() => (refreshing = null));
  return refreshing;
}

/** The tab that waited finds what the other one has brought, and asks only if that was nothing. */
async function amongTabs(): Promise<boolean> {
  if (!('locks' in navigator)) return holder.refresh();
  return navigator.locks.request('zhengyan-trust-refresh', async () => {
    const before = holder.bundle?.version;
    await holder.load();
    return holder.bundle?.version === before ? holder.refresh() : true;
  });
}

async function refreshAndPlan(): Promise<void> {
  clearTimeout(timer);
  const good = await refreshTrust();
  retries = good ? 0 : retries + 1;
  clearTimeout(timer);
  timer = setTimeout(onTick, pauseAfter(retries, Math.random()));
}

/** Out of sight nothing is asked: `visibilitychange` makes up for it. */
function onTick(): void {
  if (document.visibilityState === 'visible') void refreshAndPlan();
}

function onSight(): void {
  const last = trustState.value.lastCheckedAt ?? 0;
  const recent = Math.abs(Date.now() - last) < RECENT_MS && trustState.value.problem === null;
  if (document.visibilityState === 'visible' && !recent) void refreshAndPlan();
}

/** Call once at start, after the first paint. */
export function startTrust(): void {
  addEventListener('online', () => void refreshAndPlan());
  document.addEventListener('visibilitychange', onSight);
  channel?.addEventListener('message', () => void holder.load());
  askWhenInstalled();
  void refreshAndPlan();
}

/** See TrustHolder.forget; then asks the service as if for the first time. */
export async function startTrustAnew(): Promise<boolean> {
  await holder.forget();
  return refreshTrust();
}
