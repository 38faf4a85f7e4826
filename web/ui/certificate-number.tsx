// Certificate numbers in the groups of their nine parts (R1 to R10), so that eyes can compare them with the paper.
// The gaps are drawn, not typed: what is copied is the bare number.
import { explainCertificateNumber, NUMBER_PARTS, type NumberPart } from '../../domain/certificate-number.ts';

export function GroupedNumber({ number }: { number: string }) {
  return (
    <span class="number tabular" translate={false}>
      {Object.entries(NUMBER_PARTS).map(([name, { from, to }]) => (
        <span key={name}>{number.slice(from, to)}</span>
      ))}
    </span>
  );
}

const slots = ({ from, to, text }: NumberPart): string => text + '·'.repeat(Math.max(0, to - from - text.length));

/** The number being typed, as a ruler of its parts. For eyes only: the same is said in words beside it. */
export function NumberRuler({ text }: { text: string }) {
  return (
    <p class="ruler tabular" aria-hidden="true">
      {explainCertificateNumber(text).map((part) => (
        <span key={part.name} class={`ruler-${part.state}`}>
          {slots(part)}
        </span>
      ))}
    </p>
  );
}
