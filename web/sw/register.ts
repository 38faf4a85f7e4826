// The page's side of the service worker: registers it after the first paint, and turns "a new build waits" into a signal
// that a banner shows. Nothing is exchanged under the user's hands (D14).
import { signal } from '@preact/signals';

/** True while a new build is downloaded, checked and waiting for the user's word. */
export const updateReady = signal(false);

let takeUpdate: (() => void) | null = null;

/** The user agreed: the waiting worker takes over, and every open tab of this application reloads once. */
export function applyUpdate(): void {
  takeUpdate?.();
}

/** Call once at start. Does nothing where service workers are missing (plain http, private mode of some browsers) or in development. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  reloadOnceWhenReplaced(navigator.serviceWorker);
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });
}

/** Also in tabs where nobody pressed the button: their lazy chunks went away with the old build. The first ever worker replaces nobody. */
function reloadOnceWhenReplaced(container: ServiceWorkerContainer): void {
  let replaceable = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (replaceable) location.reload();
    replaceable = !replaceable;
  });
}

/**
 * On a first visit there is nothing to update: what looks after updates is asked for when the first worker has taken over, and
 * then comes from its cache. Resolves at once where a worker is already there; with nothing where none can be.
 */
async function firstWorker(container: ServiceWorkerContainer): Promise<unknown> {
  if (container.controller !== null) return container.controller;
  const claimed = new Promise((resolve) => {
    container.addEventListener('controllerchange', resolve, { once: true });
  });
  const registration = await container.register('/sw.js').catch(() => null);
  return registration && (registration.active ?? claimed);
}

async function register(): Promise<void> {
  if (!(await firstWorker(navigator.serviceWorker))) return;
  // The class alone, as it was written: the package's front door is a build for browsers without classes, half as large again.
  const { Workbox } = await import('workbox-window/Workbox.js');
  const workbox = new Workbox('/sw.js');
  workbox.addEventListener('waiting', () => {
    takeUpdate = () => workbox.messageSkipWaiting();
    updateReady.value = true;
  });
  // A page that stays open for a hiring day still hears of an update; a failed look (no network) is no news.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') workbox.update().catch(() => undefined);
  });
  await workbox.register().catch(() => undefined);
}
