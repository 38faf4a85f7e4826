// One of the three facts as a field: its hint, its help while it is typed, its fault once it has been sent.
import { factFault, helpFor } from '../fact-help.ts';
import { lookupWords } from '../i18n/lookup.ts';
import { typed, type FactName } from '../lookup-state.ts';
import { Field } from './field.tsx';
import { LiveHelp } from './live-help.tsx';
import { NumberRuler } from './number-ruler.tsx';

const LENGTH_MAX = { certificateNumber: 60, name: 200, idNumber: 60 } as const satisfies Record<FactName, number>;

export interface FactFieldProps {
  fact: FactName;
  /** Sent once: what is wrong with it is said now, until it is right. */
  sent: boolean;
  inputRef: (input: HTMLInputElement | null) => void;
}

export function FactField({ fact, sent, inputRef }: FactFieldProps) {
  const words = lookupWords();
  const text = typed[fact].value;
  const error = sent ? (factFault(fact, text) ?? undefined) : undefined;
  const help = error === undefined ? helpFor(fact, text) : null;
  return (
    <Field
      id={fact}
      label={words[fact]}
      hint={words[`${fact}Hint`]}
      error={error}
      code={fact !== 'name'}
      maxLength={LENGTH_MAX[fact]}
      value={text}
      onInput={(now) => {
        typed[fact].value = now;
      }}
      inputRef={inputRef}
      help={
        <>
          {fact === 'certificateNumber' && <NumberRuler text={text} />}
          <LiveHelp help={help} />
          {help?.meanings && help.meanings.length > 0 && <p class="meanings">{help.meanings.join(' · ')}</p>}
        </>
      }
    />
  );
}
