// The plate of a verdict: shape, one short word and colour (D8, D14), then as of when or in what respect.
import type { Verdict } from '../../domain/verdict.ts';
import { plateWord, plateWords, verdictTitle } from '../i18n/plate.ts';
import { Moment } from './moment.tsx';
import { Plate } from './plate.tsx';

export function VerdictPlate({ verdict, small }: { verdict: Verdict; small?: boolean }) {
  const words = plateWords();
  const { code, asOf, standing, colour } = verdict;
  const word = words.words[plateWord(verdict)];
  // A standing without its date would be taken for today's.
  if (asOf === null || standing === 'unknown' || colour === 'grey') {
    return <Plate colour={colour} word={word} line={verdictTitle(code)} small={small} />;
  }
  const line = (
    <>
      {words.until} <Moment at={asOf} />
    </>
  );
  return <Plate colour={colour} word={word} line={line} small={small} />;
}
