// The words on a verdict's plate: one short one, and the title from the table shared with the API.
// oxlint-disable-next-line typescript/triple-slash-reference -- tests read this file outside the pages' project
/// <reference path="../words.d.ts" />
import { VERDICT_WORDS } from '../../domain/verdict-words.ts?only=zh&take=title';
import type { Verdict, VerdictCode } from '../../domain/verdict.ts';
import { englishOnDemand } from './language.ts';

type PlateWord =
  | 'valid'
  | 'withdrawn'
  | 'suspended'
  | 'superseded'
  | 'unconfirmed'
  | 'unchecked'
  | 'notOurs'
  | 'bad'
  | 'unknown';

const WORD_OF: Partial<Record<VerdictCode, PlateWord>> = {
  valid: 'valid',
  valid_as_of: 'valid',
  withdrawn: 'withdrawn',
  suspended: 'suspended',
  superseded: 'superseded',
  standing_unconfirmed: 'unconfirmed',
  standing_unlisted: 'unconfirmed',
  clock_wrong: 'unconfirmed',
  no_trust: 'unchecked',
  key_revoked: 'bad',
};
const WORD_OF_SEAL = {
  genuine: 'unconfirmed',
  altered: 'bad',
  unknown_key: 'unknown',
  not_ours: 'notOurs',
} as const satisfies Record<Verdict['seal'], PlateWord>;

/** Which short word stands on the plate. A key that an old list does not know is no more than unconfirmed (D8). */
export function plateWord({ code, seal, colour }: Pick<Verdict, 'code' | 'seal' | 'colour'>): PlateWord {
  const word = WORD_OF[code] ?? WORD_OF_SEAL[seal];
  return word === 'unknown' && colour === 'grey' ? 'unconfirmed' : word;
}

const zh = {
  words: {
    valid: '有效',
    withdrawn: '已撤销',
    suspended: '已暂停',
    superseded: '已更换',
    unconfirmed: '待确认',
    unchecked: '未核验',
    notOurs: '未识别',
    bad: '无效',
    unknown: '不认可',
  },
  until: '截至',
};

export type PlateWords = typeof zh;

export const plateWords = englishOnDemand(zh, () => import('./plate.en.ts'));

const titles = englishOnDemand(VERDICT_WORDS, async () => ({
  en: (await import('../../domain/verdict-words.ts?only=en&take=title')).VERDICT_WORDS,
}));

/** What a verdict says in one line. */
export const verdictTitle = (code: VerdictCode): string => titles()[code].title;
