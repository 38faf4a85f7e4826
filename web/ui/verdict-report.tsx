// Everything a verdict has to say, in the order in which it is used: the plate, the facts as one compares them with the
// paper, what was checked and as of when, what to do next (D8, D14).
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { momentText } from '../dates.ts';
import { verdictSentences } from '../i18n/verdict-sentences.ts';
import { verdictWords } from '../i18n/verdict.ts';
import type { DeviceVerdict } from '../trust/judge.ts';
import { lazyPart } from './lazy-part.tsx';
import { VerdictFacts } from './verdict-facts.tsx';
import { VerdictPlate } from './verdict-plate.tsx';
import '../styles/verdict.css';

/** Every check by itself is looked at by few; it comes when it is asked for. */
const CheckList = lazyPart(async () => (await import('./check-list.tsx')).CheckList);

function Checked({ verdict }: { verdict: DeviceVerdict }) {
  const words = verdictWords();
  const [opened, setOpened] = useState(false);
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
      <p>{verdictSentences()[code].why}</p>
      <dl class="facts checked">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <details onToggle={() => setOpened(true)}>
        <summary>{words.allChecks(passed, checks.length)}</summary>
        {opened && <CheckList checks={checks} />}
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
        <p class="next">{verdictSentences()[verdict.code].next}</p>
      </section>
    </div>
  );
}
