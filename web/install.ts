// Installing the app (D14): the one protection from a cloned site that a user can take. Browsers that offer it say so with
// an event, once, early; it waits here until a page has a button for it.
import { signal } from '@preact/signals';

/** Not in TypeScript's DOM: Chromium browsers only. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const isPrompt = (event: Event): event is InstallPrompt => 'prompt' in event;

/** What to call for the browser's own dialogue; null where the browser has none or the app is installed. */
export const install = signal<(() => void) | null>(null);

export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    install.value = () => {
      install.value = null;
      if (isPrompt(event)) void event.prompt();
    };
  });
  addEventListener('appinstalled', () => {
    install.value = null;
  });
}
