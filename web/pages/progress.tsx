// R46: how far the own certificate is on its way online. The question and its answer are in memory only, on one page.
import { useRef, useState } from 'preact/hooks';
import { factFault } from '../fact-help.ts';
import type { Facts } from '../api.ts';
import { lookupWords } from '../i18n/lookup.ts';
import { progressWords } from '../i18n/progress.ts';
import { FIELDS_OF, forgetLookup, typed, type FactName } from '../lookup-state.ts';
import { askProgress, type ProgressAnswer } from '../progress-api.ts';
import { FactField } from '../ui/fact-field.tsx';
import { LookupTrouble, type Trouble } from '../ui/lookup-trouble.tsx';
import { NoticeBox } from '../ui/notice-box.tsx';
import { Page } from '../ui/page.tsx';
import type { Answered as AnsweredPart } from '../ui/progress-answer.tsx';
import '../styles/lookup.css';

const PAIRS = ['number_id', 'name_id'] as const;
type Pair = (typeof PAIRS)[number];

/** An answer, and what shows it. */
interface Shown {
  answer: ProgressAnswer;
  Answered: typeof AnsweredPart;
}

function Form({ onMatch }: { onMatch: (shown: Shown) => void }) {
  const words = progressWords();
  // Who comes from a lookup by name has typed a name.
  const [pair, setPair] = useState<Pair>(
    typed.name.peek() !== '' && typed.certificateNumber.peek() === '' ? 'name_id' : 'number_id',
  );
  const [phase, setPhase] = useState<'idle' | 'searching' | 'confirming'>('idle');
  const [trouble, setTrouble] = useState<Trouble | 'none' | null>(null);
  const [sent, setSent] = useState<FactName[]>([]);
  const inputs = useRef<Partial<Record<FactName, HTMLInputElement | null>>>({});
  const fields = FIELDS_OF[pair].toReversed();
  const busy = phase === 'searching' ? words.searching : lookupWords().confirming;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (phase !== 'idle') return;
    setTrouble(null);
    setSent([...fields]);
    const wrong = fields.find((fact) => factFault(fact, typed[fact].value) !== null);
    if (wrong !== undefined) {
      inputs.current[wrong]?.focus();
      return;
    }
    setPhase('searching');
    const facts: Facts = Object.fromEntries(fields.map((fact) => [fact, typed[fact].value]));
    const [answer, part] = await Promise.all([
      askProgress(facts, () => setPhase('confirming')),
      import('../ui/progress-answer.tsx').catch(() => null),
    ]);
    setPhase('idle');
    if (answer.kind !== 'answered') setTrouble(answer);
    else if (answer.value.outcome !== 'match') setTrouble('none');
    else if (part === null) setTrouble({ kind: 'offline' });
    else onMatch({ answer: answer.value, Answered: part.Answered });
  };

  return (
    <form class="lookup-form gap" onSubmit={(event) => void submit(event)} noValidate aria-busy={phase !== 'idle'}>
      <fieldset class="pairs pairs-two">
        <legend>{words.pair}</legend>
        <div class="pairs-in">
          {PAIRS.map((choice) => (
            <label key={choice} class="pair">
              <input
                type="radio"
                name="pair"
                value={choice}
                checked={pair === choice}
                onChange={() => setPair(choice)}
              />
              <span>{words.pairs[choice]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {fields.map((fact) => (
        <FactField
          key={fact}
          fact={fact}
          sent={sent.includes(fact)}
          inputRef={(input) => {
            inputs.current[fact] = input;
          }}
        />
      ))}
      {trouble === 'none' && (
        <NoticeBox title={words.none}>
          {words.noneSteps.map((step) => (
            <p key={step}>{step}</p>
          ))}
          <p>
            <a class="action-link" href="/institutions">
              {words.directory}
            </a>
          </p>
        </NoticeBox>
      )}
      {trouble !== null && trouble !== 'none' && <LookupTrouble trouble={trouble} />}
      <button class="button button-main button-wide" type="submit" aria-disabled={phase !== 'idle'}>
        {phase === 'idle' ? words.submit : busy}
      </button>
      <p class="hidden-visually" role="status">
        {phase === 'idle' ? '' : busy}
      </p>
      {phase === 'confirming' && <p class="small soft gap">{lookupWords().confirmingWhy}</p>}
      <p class="small soft gap">{words.privacy}</p>
    </form>
  );
}

export default function Progress() {
  const words = progressWords();
  const [shown, setShown] = useState<Shown | null>(null);
  const again = () => {
    forgetLookup();
    setShown(null);
    scrollTo(0, 0);
  };
  if (shown !== null) {
    return (
      <Page title={words.title}>
        <shown.Answered answer={shown.answer} onAgain={again} />
      </Page>
    );
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Form onMatch={setShown} />
    </Page>
  );
}
