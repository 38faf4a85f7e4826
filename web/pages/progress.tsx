// R46: how far the own certificate is on its way online. The question and its answer are in memory only, on one page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { chinaDate } from '../../domain/calendar-date.ts';
import { factFault } from '../fact-help.ts';
import type { Facts } from '../api.ts';
import { dateText } from '../dates.ts';
import { language } from '../i18n/language.ts';
import { lookupWords } from '../i18n/lookup.ts';
import { progressWords } from '../i18n/progress.ts';
import { FIELDS_OF, forgetLookup, typed, type FactName } from '../lookup-state.ts';
import { askProgress, type CertificateProgress, type ProgressAnswer } from '../progress-api.ts';
import { GroupedNumber } from '../ui/certificate-number.tsx';
import { FactField } from '../ui/fact-field.tsx';
import { LookupTrouble, type Trouble } from '../ui/lookup-trouble.tsx';
import { Marked } from '../ui/marked.tsx';
import { Moment } from '../ui/moment.tsx';
import { NoticeBox } from '../ui/notice-box.tsx';
import { Page } from '../ui/page.tsx';
import { ProgressLine } from '../ui/progress-line.tsx';
import '../styles/facts.css';
import '../styles/lookup.css';
import '../styles/result.css';
import '../styles/progress.css';

const PAIRS = ['number_id', 'name_id'] as const;
type Pair = (typeof PAIRS)[number];

function Form({ onMatch }: { onMatch: (answer: ProgressAnswer) => void }) {
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
    const answer = await askProgress(facts, () => setPhase('confirming'));
    setPhase('idle');
    if (answer.kind !== 'answered') setTrouble(answer);
    else if (answer.value.outcome === 'match') onMatch(answer.value);
    else setTrouble('none');
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

function WhomToAsk({ certificate }: { certificate: CertificateProgress }) {
  const words = progressWords();
  const { institution, steps } = certificate;
  const { code, name, phone, status, authority } = institution;
  const why = steps.some(({ overdue }) => overdue) ? words.askLate : words.askWhy;
  return (
    <section class="progress-ask">
      <h3>{words.ask}</h3>
      <p>{status === 'ceased' ? words.askCeased : why}</p>
      {status === 'ceased' ? (
        <p>
          <Marked text={authority} />
        </p>
      ) : (
        <p>
          <span lang="zh-CN">{name}</span>
          <br />
          <a
            class="phone tabular"
            href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}
            aria-label={`${words.phone} ${phone}`}
          >
            {phone}
          </a>
        </p>
      )}
      <p>
        <a class="action-link" href={`/institutions/${code}`}>
          {words.contacts}
        </a>
      </p>
    </section>
  );
}

function HowToVerify({ paperBy, today }: { paperBy: string | null; today: string }) {
  const words = progressWords();
  return (
    <section class="progress-ask">
      <h3>{words.verify}</h3>
      <p>{words.verifyWhy}</p>
      {paperBy !== null && paperBy >= today && <p>{words.paper(dateText(paperBy))}</p>}
      <p>
        <a class="action-link" href="/scan">
          {words.verifyScan}
        </a>
        <a class="action-link" href="/lookup">
          {words.verifyLookup}
        </a>
      </p>
    </section>
  );
}

function One({ certificate, today }: { certificate: CertificateProgress; today: string }) {
  const words = progressWords();
  const { occupation, level, certificateNumber, standing, stage, message, paperBy } = certificate;
  const open = standing === 'valid';
  return (
    <section class="progress-one">
      <h2>
        {occupation === null ? words.withheld : <span lang="zh-CN">{[occupation, level?.name].join(' · ')}</span>}
      </h2>
      {certificateNumber !== null && (
        <p class="progress-which">
          <GroupedNumber number={certificateNumber} />
        </p>
      )}
      <p class="progress-now">{message[language.value]}</p>
      {open && (
        <div class="sheet">
          <ProgressLine certificate={certificate} today={today} />
        </div>
      )}
      {open && stage === 'published' && <HowToVerify paperBy={paperBy} today={today} />}
      <WhomToAsk certificate={certificate} />
    </section>
  );
}

function Answered({ answer, onAgain }: { answer: ProgressAnswer; onAgain: () => void }) {
  const words = progressWords();
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const today = chinaDate(Date.parse(answer.asOf));
  return (
    <>
      <p class="lead" ref={heading} tabIndex={-1}>
        {words.found(answer.certificates.length)}
      </p>
      {answer.certificates.map((certificate, index) => (
        <One key={index} certificate={certificate} today={today} />
      ))}
      <p class="as-of tabular">
        {words.asOf}
        <Moment at={answer.asOf} />
      </p>
      <div class="actions">
        <button type="button" class="button button-main" onClick={onAgain}>
          {words.again}
        </button>
      </div>
    </>
  );
}

export default function Progress() {
  const words = progressWords();
  const [answer, setAnswer] = useState<ProgressAnswer | null>(null);
  const again = () => {
    forgetLookup();
    setAnswer(null);
    scrollTo(0, 0);
  };
  if (answer !== null) {
    return (
      <Page title={words.title}>
        <Answered answer={answer} onAgain={again} />
      </Page>
    );
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Form onMatch={setAnswer} />
    </Page>
  );
}
