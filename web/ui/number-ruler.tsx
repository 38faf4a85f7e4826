// A certificate number being typed, part by part (R1 to R9).
import { explainCertificateNumber, type NumberPart } from '../../domain/certificate-number.ts';

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
