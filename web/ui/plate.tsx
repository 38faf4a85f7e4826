// The verdict plate (D14): understood from two metres and in greyscale, by shape, word and colour together. Enamel rather
// than paper: a filled ground with one thin inner line, so that it stands apart from everything else on the page.
import type { ComponentChildren } from 'preact';
import '../styles/plate.css';
import type { Colour } from '../../domain/verdict.ts';

const SHAPES = {
  green: { outline: 'M50 4a46 46 0 1 1 0 92 46 46 0 0 1 0-92z', sign: 'm27 52 17 17 30-36' },
  amber: { outline: 'M50 5 97 91H3z', sign: 'M50 36v28M50 74v6' },
  grey: { outline: 'M7 7h86v86H7z', sign: 'M34 39c0-21 32-20 32-1 0 14-16 12-16 25M50 72v6' },
  red: { outline: 'M31 4h38l27 27v38L69 96H31L4 69V31z', sign: 'm33 33 34 34M67 33 33 67' },
} as const satisfies Record<Colour, { outline: string; sign: string }>;

export function PlateShape({ colour }: { colour: Colour }) {
  return (
    <svg class="plate-shape" viewBox="0 0 100 100" aria-hidden="true">
      <path class="plate-outline" d={SHAPES[colour].outline} />
      <path class="plate-sign" d={SHAPES[colour].sign} />
    </svg>
  );
}

/** Words that need more room than four Hanzi or a short English word are set smaller, never broken. */
const isLong = (word: string): boolean =>
  Array.from(word).reduce((room, char) => room + (char > '\u2e7f' ? 2 : 1), 0) > 7;

export interface PlateProps {
  colour: Colour;
  /** One short word, the largest on the page. */
  word: string;
  line?: ComponentChildren;
  /** A row of a list rather than the head of a page. */
  small?: boolean | undefined;
}

export function Plate({ colour, word, line, small }: PlateProps) {
  return (
    <div class={`plate plate-${colour}${small ? ' plate-small' : ''}`}>
      <PlateShape colour={colour} />
      <div class="plate-text">
        <p class={isLong(word) ? 'plate-word plate-word-long display' : 'plate-word display'}>{word}</p>
        {line && <p class="plate-line tabular">{line}</p>}
      </div>
    </div>
  );
}
