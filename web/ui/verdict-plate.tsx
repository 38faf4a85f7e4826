// The plate of a verdict: shape, one short word and colour (D8, D14), then as of when or in what respect.
import type { Verdict } from '../../domain/verdict.ts';
import { momentText } from '../dates.ts';
import { verdictSentences } from '../i18n/verdict-sentences.ts';
import { plateWord, verdictWords } from '../i18n/verdict.ts';
import { Plate } from './plate.tsx';

export function VerdictPlate({ verdict, small }: { verdict: Verdict; small?: boolean }) {
  const words = verdictWords();
  const { code, asOf, standing } = verdict;
  const dated = standing !== 'unknown' && verdict.colour !== 'grey' && asOf !== null;
  const line = dated ? words.until(momentText(asOf)) : verdictSentences().VERDICT_WORDS[code].title;
  return (
    <Plate colour={verdict.colour} word={words.words[plateWord(verdict)]} line={line} {...(small ? { small } : {})} />
  );
}
