// The two languages of the pages (D14): Chinese first, English complete. The choice is kept on the device.
import { signal } from '@preact/signals';
import { keepPreference, keptPreference } from '../preferences.ts';

export type Language = 'zh' | 'en';

export const language = signal<Language>('zh');

/** Pairs the words of one page in both languages; the result, called while rendering, gives those of the language now chosen. */
export function inBoth<T>(zh: T, en: NoInfer<T>): () => T {
  return () => (language.value === 'en' ? en : zh);
}

/** The tag for the `lang` attribute of text written in a language. */
export const LANGUAGE_TAG = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

/** Switches the pages to a language, keeps the choice, and keeps a `?lang=` in the address true to it. */
export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = LANGUAGE_TAG[chosen];
  keepPreference('language', chosen);
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', chosen);
    history.replaceState(history.state, '', url);
  }
}

/** The language to begin with: what the address asks for, else what was chosen before, else Chinese. */
export function firstLanguage(search: string): Language {
  const wanted = new URLSearchParams(search).get('lang') ?? keptPreference('language') ?? 'zh';
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'zh';
}
