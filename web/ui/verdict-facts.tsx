// What the seal says, in the order of the paper (R11); the name stays masked until somebody asks to compare it (D5, R40).
import { useState } from 'preact/hooks';
import { printedJob } from '../../domain/disclosure.ts';
import { maskName } from '../../domain/masked-name.ts';
import { LEVELS } from '../../domain/level.ts';
import type { SealClaims } from '../../domain/seal-claims.ts';
import { dateText } from '../dates.ts';
import { factLabels } from '../i18n/facts.ts';
import { verdictWords } from '../i18n/verdict.ts';
import { GroupedNumber } from './certificate-number.tsx';
import { FactList, type Fact } from './fact-list.tsx';

/** Long names of minority holders break behind a middle dot, as they do on paper. */
function NameText({ name }: { name: string }) {
  const parts = name.split('\u00b7');
  return (
    <>
      {parts.map((part, index) => (
        <span class="phrase" key={index}>
          {index < parts.length - 1 ? `${part}\u00b7` : part}
        </span>
      ))}
    </>
  );
}

export function VerdictFacts({ claims }: { claims: SealClaims }) {
  const words = verdictWords();
  const label = factLabels();
  // The name is in the code because altering it is the commonest forgery; it is shown when somebody asks to compare it (D5).
  const [named, setNamed] = useState(false);
  const reveal = (
    <button type="button" class="button button-small reveal" aria-expanded={named} onClick={() => setNamed(!named)}>
      {named ? words.hide : words.reveal}
    </button>
  );
  const facts: Fact[] = [
    {
      name: 'holderName',
      label: label.holderName,
      value: (
        <span class={named ? 'name-full' : undefined}>
          {named ? <NameText name={claims.holderName} /> : maskName(claims.holderName)}
        </span>
      ),
      note: (
        <>
          {!named && <p class="no-print-note">{words.nameHidden}</p>}
          {reveal}
        </>
      ),
    },
    { name: 'occupation', label: label.occupation, value: claims.occupation },
    { name: 'job', label: label.job, value: printedJob(claims.job) },
    { name: 'level', label: label.level, value: LEVELS[claims.level].printed },
    { name: 'number', label: label.certificateNumber, value: <GroupedNumber number={claims.number} /> },
    { name: 'institution', label: label.institution, value: claims.institutionName },
    {
      name: 'issueDate',
      label: label.issueDate,
      value: <span class="tabular">{dateText(claims.issueDate)}</span>,
      translated: true,
    },
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.factsTitle}</h2>
      <p class="soft">{words.factsWhy}</p>
      <div class="sheet">
        <FactList facts={facts} />
      </div>
    </section>
  );
}
