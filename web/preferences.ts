// Two choices about how the pages look, kept on the device. Nothing else is ever stored by them, personal data least of all.

type Preference = 'language' | 'type';

/** What was chosen before, or null; null too where the browser refuses storage. */
export function keptPreference(name: Preference): string | null {
  try {
    return localStorage.getItem(`zhengyan.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice. A browser without storage forgets it with the tab, which harms nobody. */
export function keepPreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(`zhengyan.${name}`, value);
  } catch {
    // Private mode or no space left.
  }
}
