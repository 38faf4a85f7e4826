// Why a verdict is what it is, and what to do next, from the table shared with the API.
// oxlint-disable-next-line typescript/triple-slash-reference -- tests read this file outside the pages' project
/// <reference path="../words.d.ts" />
import { VERDICT_WORDS } from '../../domain/verdict-words.ts?only=zh&take=why,next';
import { englishOnDemand } from './language.ts';

export const verdictSentences = englishOnDemand(VERDICT_WORDS, async () => ({
  en: (await import('../../domain/verdict-words.ts?only=en&take=why,next')).VERDICT_WORDS,
}));
