// Asks the browser not to clear this site's storage when space is short: after something was worth keeping, not at first sight.

let asked = false;

/** After the first scan and after installation. Browsers decide silently or ask once; a refusal changes nothing here. */
export function askToKeepStorage(): void {
  if (asked) return;
  asked = true;
  const storage = navigator.storage as StorageManager | undefined;
  void storage?.persist?.().catch(() => false);
}

/** Call once at start. */
export function askWhenInstalled(): void {
  addEventListener('appinstalled', askToKeepStorage, { once: true });
}
