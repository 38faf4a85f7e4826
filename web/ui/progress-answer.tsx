// The answer to a question about progress (R46). It comes with the first answer: the form alone needs none of it.
import { useEffect, useRef } from 'preact/hooks';
import { chinaDate } from '../../domain/calendar-date.ts';
import { dateText } from '../dates.ts';
import { language } from '../i18n/language.ts';
import { progressAnswerWords } from '../i18n/progress-answer.ts';
import type { CertificateProgress, ProgressAnswer } from '../progress-api.ts';
import { GroupedNumber } from './certificate-number.tsx';
import { Marked } from './marked.tsx';
import { Moment } from './moment.tsx';
import { ProgressLine } from './progress-line.tsx';
import '../styles/facts.css';
import '../styles/result.css';
import '../styles/progress.css';

function WhomToAsk({ certificate }: { certificate: CertificateProgress }) {
  const words = progressAnswerWords();
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
  const words = progressAnswerWords();
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
  const words = progressAnswerWords();
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

export function Answered({ answer, onAgain }: { answer: ProgressAnswer; onAgain: () => void }) {
  const words = progressAnswerWords();
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
