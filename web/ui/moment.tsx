import { momentText } from '../dates.ts';

/** A moment in Beijing time that a line breaks only between date and time. `at`: ISO 8601 or milliseconds. */
export function Moment({ at }: { at: string | number }) {
  const pieces = momentText(at).split(/ (?=at |\d\d:\d\d$)/);
  return (
    <time class="tabular" dateTime={new Date(at).toISOString()}>
      {pieces.map((piece, index) => (
        <span key={piece}>
          {index > 0 && ' '}
          <span class="phrase">{piece}</span>
        </span>
      ))}
    </time>
  );
}
