// Everything a verdict has to say, in the order in which it is used: the plate, the facts as one compares them with the
// paper, what was checked and as of when, what to do next (D8, D14).
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Check } from '../../domain/verdict.ts';
import { momentText } from '../dates.ts';
import { verdictSentences } from '../i18n/verdict-sentences.ts';
import { verdictWords } from '../i18n/verdict.ts';
import type { DeviceVerdict } from '../trust/judge.ts';
import { lazyPart } from './lazy-part.tsx';
import { VerdictFacts } from './verdict-facts.tsx';
import { VerdictPlate } from './verdict-plate.tsx';
import '../styles/verdict.css';

const SIGNS = {
  passed: 'm3.500 10.500 4.500 4.500 8.500-10',
  failed: 'M4.500 4.500l11 11M15.500 4.500l-11 11',
  not_done: 'M4 10h12',
} as const satisfies Record<Check['result'], string>;

function CheckList({ checks }: { checks: Check[] }) {
  const { results } = verdictWords();
  return (
    <ul class="checks">
      {checks.map(({ check, result }) => (
        <li key={check} class={`check-${result}`}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={SIGNS[result]} />
          </svg>
          <span>{verdictSentences().CHECK_WORDS[check]}</span>
          <span class="soft">{results[result]}</span>
        </li>
      ))}
    </ul>
  );
}

function Checked({ verdict }: { verdict: DeviceVerdict }) {
  const words = verdictWords();
  const { seal, standing, freshness, colour, checks, asOf, code, bundle } = verdict;
  const when = asOf === null ? '' : momentText(asOf);
  const list = words.freshnesses[freshness];
  const rows: [string, string][] = [
    [words.seal, code === 'no_trust' ? words.sealUnchecked : words.seals[seal]],
    [words.freshness, typeof list === 'string' ? list : list(when)],
    // What a list that is too old says of a certificate is not how it stands.
    [words.standing, colour === 'grey' ? words.standingUnconfirmed : words.standings[standing]],
  ];
  const passed = checks.filter(({ result }) => result === 'passed').length;
  return (
    <section aria-labelledby="checked">
      <h2 id="checked">{words.checksTitle}</h2>
      <p>{verdictSentences().VERDICT_WORDS[code].why}</p>
      <dl class="facts checked">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{words.allChecks(passed, checks.length)}</summary>
        <CheckList checks={checks} />
      </details>
      <p class="small soft gap tabular">
        {words.code} <code>{code}</code>
        {bundle && ` · ${words.bundle(bundle.version)}`}
      </p>
    </section>
  );
}

// Most people compare the facts only; the form comes when somebody opens it.
const IdCheck = lazyPart(() => import('./id-check.tsx').then(({ IdCheck: part }) => part));

/** A whole verdict. The page around it adds the heading and where to go from here. */
export function VerdictReport({ verdict, children }: { verdict: DeviceVerdict; children?: ComponentChildren }) {
  const words = verdictWords();
  const [asked, setAsked] = useState(false);
  return (
    <div class="verdict">
      <VerdictPlate verdict={verdict} />
      {children}
      {verdict.claims && <VerdictFacts claims={verdict.claims} />}
      {verdict.claims && (
        <section aria-labelledby="id-check" class="no-print">
          <details class="id-details" onToggle={() => setAsked(true)}>
            <summary>
              <h2 id="id-check">{words.idTitle}</h2>
              <span class="soft">{words.idWhy}</span>
            </summary>
            {asked && <IdCheck claims={verdict.claims} />}
          </details>
        </section>
      )}
      <Checked verdict={verdict} />
      <section aria-labelledby="next">
        <h2 id="next">{words.nextTitle}</h2>
        <p class="next">{verdictSentences().VERDICT_WORDS[verdict.code].next}</p>
      </section>
    </div>
  );
}
