// The two languages of the pages (D14): Chinese first, English complete. The choice is kept on the device.
import { signal } from '@preact/signals';
import { keepPreference, keptPreference } from '../preferences.ts';

export type Language = 'zh' | 'en';

export const language = signal<Language>('zh');

/** Words of a page that is no first visit: both languages come with it. Called while rendering, gives those now chosen. */
export function inBoth<T>(zh: T, en: NoInfer<T>): () => T {
  return () => (language.value === 'en' ? en : zh);
}

/** The tag for the `lang` attribute of text written in a language. */
export const LANGUAGE_TAG = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

const loaders = new Set<() => Promise<void>>();

/**
 * The same for pages that must come quickly: their English is fetched when it is wanted. Where it cannot be fetched, the
 * Chinese stands in for it.
 */
export function englishOnDemand<T>(zh: T, load: () => Promise<{ en: NoInfer<T> }>): () => T {
  let en: T | null = null;
  loaders.add(async () => {
    if (en === null) ({ en } = await load());
  });
  return () => (language.value === 'en' && en !== null ? en : zh);
}

/** Resolves when the words of everything loaded so far are there in a language. Never rejects. */
export async function wordsReady(wanted: Language = language.value): Promise<void> {
  if (wanted === 'en') await Promise.allSettled(Array.from(loaders, (load) => load()));
}

/** Switches the pages to a language, keeps the choice, and keeps a `?lang=` in the address true to it. */
export async function speak(chosen: Language): Promise<void> {
  await wordsReady(chosen);
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
