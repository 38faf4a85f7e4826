// Certificate numbers in the groups of their nine parts (R1 to R10), so that eyes can compare them with the paper.
// The gaps are drawn, not typed: what is copied is the bare number.
import { NUMBER_PARTS, PREFIX_LENGTH } from '../../domain/certificate-number.ts';

// R10: what the authority gives, and what the institution adds. A line breaks only between the two.
const PARTS = Object.values(NUMBER_PARTS);
const HALVES = [PARTS.filter(({ to }) => to <= PREFIX_LENGTH), PARTS.filter(({ to }) => to > PREFIX_LENGTH)];

export function GroupedNumber({ number }: { number: string }) {
  return (
    <span class="number tabular" translate={false}>
      {HALVES.map((half, index) => (
        <span key={index} class="number-half">
          {half.map(({ from, to }) => (
            <span key={from}>{number.slice(from, to)}</span>
          ))}
        </span>
      ))}
    </span>
  );
}
