import { describe, expect, test } from 'vitest';
import { STANDINGS } from '../../domain/lifecycle.ts';
import { SEAL_FAULTS } from '../../domain/seal.ts';
import { CHECKS } from '../../domain/verdict.ts';
import { CHECK_WORDS, VERDICT_WORDS } from '../../domain/verdict-words.ts';

const inLanguage = (language: 'zh' | 'en') =>
  Object.entries(VERDICT_WORDS).flatMap(([code, words]) =>
    Object.values(words[language]).map((text) => ({ code, language, text })),
  );
const all = inLanguage('zh').concat(inLanguage('en'));

describe('The words of a verdict (D8)', () => {
  test('are there for every code and every check, in both languages', () => {
    const codes = [
      ...Object.keys(SEAL_FAULTS),
      ...Object.keys(STANDINGS),
      'valid_as_of',
      'standing_unconfirmed',
      'standing_unlisted',
      'clock_wrong',
      'no_trust',
    ];
    expect(Object.keys(VERDICT_WORDS).toSorted()).toEqual(codes.toSorted());
    expect(Object.keys(CHECK_WORDS)).toEqual([...CHECKS]);
  });

  test('never say forged: an unknown code is looked up, not accused', () => {
    expect(all.filter(({ text }) => /伪造|假证|造假|假冒|forge|fake|counterfeit|fraud/i.test(text))).toEqual([]);
  });

  test('say valid in the title of valid codes only', () => {
    const claiming = Object.entries(VERDICT_WORDS).filter(([, { zh, en }]) =>
      /有效|\bvalid\b/i.test(`${zh.title} ${en.title}`),
    );
    expect(claiming.map(([code]) => code)).toEqual(['valid', 'valid_as_of']);
  });

  test('fit the plate: titles of at most 14 Hanzi and 40 letters', () => {
    const tooLong = Object.entries(VERDICT_WORDS).filter(
      ([, { zh, en }]) => Array.from(zh.title).length > 14 || en.title.length > 40,
    );
    expect(tooLong).toEqual([]);
  });

  test('are Chinese in Chinese and English in English, and end as sentences do', () => {
    expect(all.filter(({ language, text }) => /\p{Script=Han}/u.test(text) !== (language === 'zh'))).toEqual([]);
    const sentences = Object.values(VERDICT_WORDS).flatMap(({ zh, en }) => [
      [zh.why, zh.next, '。'],
      [en.why, en.next, '.'],
    ]);
    expect(
      sentences.filter(([why, next, stop = '']) => why?.endsWith(stop) !== true || next?.endsWith(stop) !== true),
    ).toEqual([]);
  });

  test('tell the reader of everything but green what to do about it', () => {
    const pointers = /查询|扫描|核验|联系|核对|校准|出示|采信/;
    expect(Object.entries(VERDICT_WORDS).filter(([, { zh }]) => !pointers.test(zh.next))).toEqual([]);
  });
});
