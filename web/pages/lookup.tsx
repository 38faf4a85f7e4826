// R39: exactly two of the three facts. The pair is chosen first, then only its two fields are there to be filled.
import { useRef, useState } from 'preact/hooks';
import { PREFIX_LENGTH } from '../../domain/certificate-number.ts';
import { FACT_PAIRS } from '../../domain/disclosure.ts';
import { bareNumber } from '../../domain/typed-text.ts';
import { address, route } from '../address.ts';
import { lookUp, type Facts } from '../api.ts';
import { factFault } from '../fact-help.ts';
import { lookupWords } from '../i18n/lookup.ts';
import { FIELDS_OF, found, pair, typed, type FactName } from '../lookup-state.ts';
import { FactField } from '../ui/fact-field.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { LookupTrouble, type Trouble } from '../ui/lookup-trouble.tsx';
import { NoticeBox } from '../ui/notice-box.tsx';
import { Page } from '../ui/page.tsx';
import '../styles/lookup.css';

// Only a wide screen has room for the sketch of the certificate, so only there it is fetched.
const roomBeside = matchMedia('(min-width: 60rem)');
const CertificateSketch = lazyPart(() => import('../ui/certificate-sketch.tsx').then((part) => part.CertificateSketch));

function PairChooser() {
  const words = lookupWords();
  return (
    <fieldset class="pairs">
      <legend>{words.pair}</legend>
      <div class="pairs-in">
        {FACT_PAIRS.map((choice) => (
          <label key={choice} class="pair">
            <input
              type="radio"
              name="pair"
              value={choice}
              checked={pair.value === choice}
              onChange={() => {
                pair.value = choice;
              }}
            />
            <span>
              <span>{words.pairs[choice][0]}</span>
              <i aria-hidden="true">＋</i>
              <span>{words.pairs[choice][1]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export default function Lookup() {
  const words = lookupWords();
  const [phase, setPhase] = useState<'idle' | 'searching' | 'confirming'>('idle');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Faults are shown for fields that have been sent once; they disappear as soon as the field is right.
  const [sent, setSent] = useState<FactName[]>([]);
  const inputs = useRef<Partial<Record<FactName, HTMLInputElement | null>>>({});
  const fields = FIELDS_OF[pair.value];

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
    const asked = pair.value;
    const facts: Facts = Object.fromEntries(fields.map((fact) => [fact, typed[fact].value]));
    const answer = await lookUp(facts, () => setPhase('confirming'));
    setPhase('idle');
    if (answer.kind !== 'answered') {
      setTrouble(answer);
      return;
    }
    const prefix =
      facts.certificateNumber === undefined ? null : bareNumber(facts.certificateNumber).slice(0, PREFIX_LENGTH);
    found.value = { answer: answer.value, pair: asked, prefix };
    route('/lookup/result');
  };

  return (
    <Page title={words.title} lead={words.lead} wide>
      <div class="lookup">
        <form class="lookup-form" onSubmit={(event) => void submit(event)} noValidate aria-busy={phase !== 'idle'}>
          {address.value.query['again'] !== undefined && (
            <NoticeBox title={words.askedBefore}>
              <p>{words.askedBeforeWhy}</p>
            </NoticeBox>
          )}
          <PairChooser />
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
          {trouble && <LookupTrouble trouble={trouble} />}
          <button class="button button-main button-wide" type="submit" aria-disabled={phase !== 'idle'}>
            {phase === 'idle' ? words.submit : words[phase]}
          </button>
          <p class="hidden-visually" role="status">
            {phase === 'idle' ? '' : words[phase]}
          </p>
          {phase === 'confirming' && <p class="small soft gap">{words.confirmingWhy}</p>}
          <p class="small soft gap">{words.privacy}</p>
        </form>
        {roomBeside.matches && (
          <aside class="lookup-aside" aria-label={words.where}>
            <CertificateSketch label={words.sketch} />
          </aside>
        )}
      </div>
    </Page>
  );
}
