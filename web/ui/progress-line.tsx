// The way of one certificate, from top to bottom. What is done, under way, late or to come is told by shape and word, not by
// colour alone.
import type { ComponentChildren } from 'preact';
import { dateText } from '../dates.ts';
import { progressAnswerWords } from '../i18n/progress-answer.ts';
import type { CertificateProgress, ShownStep } from '../progress-api.ts';
import { Marked } from './marked.tsx';

type Sign = 'done' | 'returned' | 'now' | 'late' | 'to-come';

const SIGNS = {
  done: 'm6.500 12.500 3.500 3.500 7.500-8.500',
  returned: 'M8.500 15.500H16v-6H8.500M11 7 8.500 9.500 11 12',
  now: 'M12 7v5l3.500 2.500',
  late: 'M12 6.500v7M12 16.500v1',
  'to-come': '',
} as const satisfies Record<Sign, string>;

function Item({ sign, title, children }: { sign: Sign; title: string; children?: ComponentChildren }) {
  return (
    <li class={`line-step line-${sign}`} aria-current={sign === 'now' || sign === 'late' ? 'step' : undefined}>
      <svg class="line-sign" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="10.500" />
        <path d={SIGNS[sign]} />
      </svg>
      <h3>{title}</h3>
      {children}
    </li>
  );
}

const signOf = ({ state, overdue }: ShownStep): Sign => {
  if (state === 'under_way') return overdue ? 'late' : 'now';
  return state === 'to_come' ? 'to-come' : state;
};

/** What is said of a step under its name: the word for its state, and the day. */
function When({ step }: { step: ShownStep }) {
  const words = progressAnswerWords();
  const { state, overdue } = step;
  const day = step.doneAt === null ? null : dateText(step.doneAt);
  const due = step.dueBy === null ? null : dateText(step.dueBy);
  if (state === 'done') return <p class="soft">{day === null ? words.done : words.doneOn(day)}</p>;
  if (state === 'returned') return <p>{day === null ? words.returned : words.returnedOn(day)}</p>;
  if (state === 'to_come') return <p class="soft">{due === null ? words.toComeOpen : words.toCome(due)}</p>;
  return (
    <p>
      <b class="line-word">{overdue ? words.late : words.now}</b>
      <span class="phrase">{due === null ? words.noTerm : overdue ? words.lateSince(due) : words.dueBy(due)}</span>
    </p>
  );
}

function Step({ step }: { step: ShownStep }) {
  const words = progressAnswerWords();
  const { party, name } = step.withWhom;
  const who = name ?? (party === 'institution' ? null : words.centres[party]);
  return (
    <Item sign={signOf(step)} title={words.steps[step.step]}>
      <When step={step} />
      {step.state === 'under_way' && who !== null && (
        <p class="soft">
          {words.with}
          <Marked text={who} />
        </p>
      )}
      {step.state === 'under_way' && step.estimate && <p class="small soft">{words.estimate}</p>}
    </Item>
  );
}

/** `today`: YYYY-MM-DD in China. */
export function ProgressLine({ certificate, today }: { certificate: CertificateProgress; today: string }) {
  const words = progressAnswerWords();
  const { steps, issueDate, promisedBy, promisedByEstimate, stage } = certificate;
  const isPublic = stage === 'published';
  const over = promisedBy !== null && today > promisedBy;
  const lastDue = steps.at(-1)?.dueBy ?? null;
  const again = steps.some(({ state }) => state === 'returned');
  const mayBeLater = again && !over && promisedBy !== null && lastDue !== null && lastDue > promisedBy;
  return (
    <ol class="line" aria-label={words.line}>
      {issueDate !== null && (
        <Item sign="done" title={words.issued}>
          <p class="soft">{dateText(issueDate)}</p>
        </Item>
      )}
      {steps.map((step, index) => (
        <Step key={index} step={step} />
      ))}
      <Item sign={isPublic ? 'done' : 'to-come'} title={words.online}>
        {isPublic && <p class="soft">{words.promiseKept}</p>}
        {!isPublic && promisedBy !== null && (
          <>
            <p>
              <b>{over ? words.promiseOver(dateText(promisedBy)) : words.promised(dateText(promisedBy))}</b>
            </p>
            {mayBeLater && <p class="small soft">{words.mayBeLater}</p>}
            {promisedByEstimate && <p class="small soft">{words.estimate}</p>}
          </>
        )}
      </Item>
    </ol>
  );
}
