// Both languages are complete (D14): every word of the pages has its English, and none of it is left in Chinese.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aboutWords } from '../../web/i18n/about.ts';
import { accessibilityWords } from '../../web/i18n/accessibility.ts';
import { checkWords } from '../../web/i18n/check-words.ts';
import { directoryWords } from '../../web/i18n/directory.ts';
import { docsWords } from '../../web/i18n/docs.ts';
import { factLabels } from '../../web/i18n/facts.ts';
import { homeWords } from '../../web/i18n/home.ts';
import { idCheckWords } from '../../web/i18n/id-check.ts';
import { firstLanguage, language, wordsReady } from '../../web/i18n/language.ts';
import { lookupWords } from '../../web/i18n/lookup.ts';
import { plateWords } from '../../web/i18n/plate.ts';
import { privacyWords } from '../../web/i18n/privacy.ts';
import { progressAnswerWords } from '../../web/i18n/progress-answer.ts';
import { progressWords } from '../../web/i18n/progress.ts';
import { resultWords } from '../../web/i18n/result.ts';
import { shellWords } from '../../web/i18n/shell.ts';
import { troubleWords } from '../../web/i18n/trouble.ts';
import { trustWords } from '../../web/i18n/trust.ts';
import { verdictSentences } from '../../web/i18n/verdict-sentences.ts';
import { verdictWords } from '../../web/i18n/verdict.ts';
import { scanWords } from '../../web/scanner/words.ts';
import { sessionWords } from '../../web/session/words.ts';
import { noticeWords } from '../../web/trust/notice-words.ts';

const DICTIONARIES: [string, () => unknown][] = Object.entries({
  aboutWords,
  accessibilityWords,
  checkWords,
  directoryWords,
  docsWords,
  factLabels,
  homeWords,
  idCheckWords,
  lookupWords,
  noticeWords,
  plateWords,
  privacyWords,
  progressAnswerWords,
  progressWords,
  resultWords,
  scanWords,
  sessionWords,
  shellWords,
  troubleWords,
  trustWords,
  verdictSentences,
  verdictWords,
});

/** Chinese on purpose in an English page: what the certificate itself prints, and the switch back. */
const CHINESE_ON_PURPOSE = /^\.(?:place[234]|otherLanguage)$/;

/** Every text in a tree of words, with its path; functions are called with something that prints as a number. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return textsIn(value(...Array.from({ length: value.length }, () => ['3'])), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
}

describe('the English words', () => {
  beforeAll(async () => {
    await wordsReady('en');
    language.value = 'en';
  });
  afterAll(() => {
    language.value = 'zh';
  });

  test.each(DICTIONARIES)('of %s have nothing empty and no Chinese in them', (_, words) => {
    const texts = textsIn(words());
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
    const chinese = texts.filter(([path, text]) => /\p{Script=Han}/u.test(text) && !CHINESE_ON_PURPOSE.test(path));
    expect(chinese).toEqual([]);
  });
});

describe('the first language', () => {
  test.each([
    ['', 'zh'],
    ['?lang=en', 'en'],
    ['?lang=EN-us', 'en'],
    ['?lang=zh', 'zh'],
    ['?lang=fr', 'zh'],
    ['?lang=', 'zh'],
  ])('of an address ending in %j is %s, where nothing was chosen before', (search, wanted) => {
    expect(firstLanguage(search)).toBe(wanted);
  });
});
