// What each check is called, from the table shared with the API.
// oxlint-disable-next-line typescript/triple-slash-reference -- tests read this file outside the pages' project
/// <reference path="../words.d.ts" />
import { CHECK_WORDS } from '../../domain/verdict-words.ts?only=zh&take=checks';
import { englishOnDemand } from './language.ts';

export const checkWords = englishOnDemand(CHECK_WORDS, async () => ({
  en: (await import('../../domain/verdict-words.ts?only=en&take=checks')).CHECK_WORDS,
}));
