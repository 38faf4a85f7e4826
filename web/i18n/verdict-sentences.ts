// Why a verdict is what it is, and what to do next, from the tables shared with the API.
// oxlint-disable-next-line typescript/triple-slash-reference -- tests read this file outside the pages' project
/// <reference path="../words.d.ts" />
import * as zh from '../../domain/verdict-words.ts?only=zh&take=why,next';
import { englishOnDemand } from './language.ts';

const { VERDICT_WORDS, CHECK_WORDS } = zh;

/** Both tables in the language of the page. */
export const verdictSentences = englishOnDemand({ VERDICT_WORDS, CHECK_WORDS }, async () => ({
  en: await import('../../domain/verdict-words.ts?only=en&take=why,next'),
}));
