// The text of the QR code now being shown, in memory only: it holds the holder's name (D5), so it stays out of the address
// bar, the history and every storage.
import { signal } from '@preact/signals';

/** Set by the scanner before it goes to /q, and by /q itself from the fragment that a phone's camera has opened. */
export const presented = signal<string | null>(null);

/**
 * Takes the digits of `/q#…` out of the address bar, and remembers them as the text that was scanned. Does nothing without
 * a fragment. The query is left out, because chat apps append theirs and no seal has one.
 */
export function takeFragment(): void {
  const { origin, pathname, search, hash } = location;
  if (hash.length < 2) return;
  presented.value = `${origin}/q${hash}`;
  history.replaceState(history.state, '', pathname + search);
}
