// What the register says about the two facts given; held in memory, gone with the page.
import { useEffect } from 'preact/hooks';
import type { DisclosedCertificate } from '../../domain/disclosure.ts';
import type { CertificateStanding } from '../../domain/lifecycle.ts';
import type { Colour } from '../../domain/verdict.ts';
import { route } from '../address.ts';
import { dateText } from '../dates.ts';
import { factLabels } from '../i18n/facts.ts';
import { resultWords } from '../i18n/result.ts';
import { FIELDS_OF, forgetLookup, found } from '../lookup-state.ts';
import { GroupedNumber } from '../ui/certificate-number.tsx';
import { FactList, type Fact } from '../ui/fact-list.tsx';
import { PrintIcon } from '../ui/icons.tsx';
import { NoMatch } from '../ui/no-match.tsx';
import { Moment } from '../ui/moment.tsx';
import { Page } from '../ui/page.tsx';
import { Plate } from '../ui/plate.tsx';
import '../styles/result.css';

const COLOURS = { valid: 'green', withdrawn: 'red', suspended: 'red' } as const satisfies Record<
  CertificateStanding,
  Colour
>;

function factsOf(certificate: DisclosedCertificate, nameTyped: boolean): Fact[] {
  const words = resultWords();
  const { certificateNumber, holderName, occupation, job, level, issueDate, institution } = certificate;
  const label = factLabels();
  const rows: (Fact | null)[] = [
    { name: 'holderName', label: label.holderName, value: holderName, note: nameTyped ? undefined : words.masked },
    occupation === null ? null : { name: 'occupation', label: label.occupation, value: occupation },
    job === null ? null : { name: 'job', label: label.job, value: job },
    level === null ? null : { name: 'level', label: label.level, value: level.name },
    certificateNumber === null
      ? null
      : {
          name: 'certificateNumber',
          label: label.certificateNumber,
          value: <GroupedNumber number={certificateNumber} />,
        },
    {
      name: 'institution',
      label: label.institution,
      value: institution.name,
      note: (
        <a class="no-print" href={`/institutions/${institution.code}`}>
          {words.institutionContact}
        </a>
      ),
    },
    issueDate === null
      ? null
      : {
          name: 'issueDate',
          label: label.issueDate,
          value: <span class="tabular">{dateText(issueDate)}</span>,
          translated: true,
        },
  ];
  return rows.filter((row) => row !== null);
}

function Certificate({
  certificate,
  nameTyped,
  heading,
}: {
  certificate: DisclosedCertificate;
  nameTyped: boolean;
  heading: string | null;
}) {
  const words = resultWords();
  const { standing } = certificate;
  return (
    <section class="certificate" aria-label={heading ?? words.one}>
      {heading && <h2>{heading}</h2>}
      <Plate
        colour={COLOURS[standing]}
        word={words.words[standing]}
        line={words.lines[standing]}
        small={heading !== null}
      />
      <div class="sheet">
        <FactList facts={factsOf(certificate, nameTyped)} />
        {standing !== 'valid' && <p class="gap soft">{words.withheld}</p>}
      </div>
    </section>
  );
}

export default function Result() {
  const words = resultWords();
  const result = found.value;
  useEffect(() => {
    // Reloaded, or come back to from the history: the result is gone, as promised.
    if (found.value === null) route('/lookup?again', true);
  }, []);
  if (result === null) return null;
  const { answer, pair, prefix } = result;
  const nameTyped = FIELDS_OF[pair].some((fact) => fact === 'name');
  const { certificates } = answer;
  return (
    <Page title={words.title}>
      <div class="result">
        {answer.outcome === 'no_match' && <NoMatch prefix={prefix} />}
        {certificates.length > 1 && <p class="lead">{words.many(certificates.length)}</p>}
        {certificates.map((certificate, index) => (
          <Certificate
            key={index}
            certificate={certificate}
            nameTyped={nameTyped}
            heading={certificates.length > 1 ? words.which(index + 1) : null}
          />
        ))}
        {certificates.some(({ standing }) => standing === 'valid') && (
          <p class="compare">
            <b>{words.compareTitle}</b>
            {words.compare}
          </p>
        )}
        <p class="as-of tabular">
          {words.asOf}
          <Moment at={answer.asOf} />
        </p>
        <p class="only-print">{words.printed(location.host)}</p>
        <div class="actions">
          <button
            type="button"
            class="button button-main"
            onClick={() => {
              forgetLookup();
              route('/lookup');
            }}
          >
            {words.again}
          </button>
          {certificates.length > 0 && (
            <button type="button" class="button" onClick={() => print()}>
              <PrintIcon />
              {words.print}
            </button>
          )}
        </div>
      </div>
    </Page>
  );
}
