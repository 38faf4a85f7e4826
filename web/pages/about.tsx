// How to use the service, how to read its answers, and how to protect oneself from a cloned site (D14).
import type { ComponentType } from 'preact';
import { LEVEL_CODES, LEVELS } from '../../domain/level.ts';
import { aboutWords } from '../i18n/about.ts';
import { language } from '../i18n/language.ts';
import { install } from '../install.ts';
import { Page } from '../ui/page.tsx';
import { Plate } from '../ui/plate.tsx';
import { TrustPanel } from '../ui/trust-panel.tsx';
import '../styles/prose.css';

const PLATES = ['green', 'amber', 'grey', 'red'] as const;

const Contents: ComponentType = () => {
  const { contents, sections } = aboutWords();
  return (
    <nav class="contents" aria-label={contents}>
      <ul class="links">
        {Object.entries(sections).map(([id, title]) => (
          <li key={id}>
            <a href={`/about#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const HowTo: ComponentType = () => {
  const words = aboutWords();
  return (
    <section aria-labelledby="how">
      <h2 id="how" tabIndex={-1}>
        {words.sections.how}
      </h2>
      <dl class="terms">
        {words.ways.map(([term, text, href]) => (
          <div key={href}>
            <dt>
              <a href={href}>{term}</a>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Reading: ComponentType = () => {
  const words = aboutWords();
  return (
    <section aria-labelledby="reading">
      <h2 id="reading" tabIndex={-1}>
        {words.sections.reading}
      </h2>
      <p>{words.readingLead}</p>
      <ul class="plates">
        {PLATES.map((colour) => (
          <li key={colour}>
            <Plate small colour={colour} word={words.plates[colour][0]} line={words.plates[colour][1]} />
          </li>
        ))}
      </ul>
      <p>{words.readingCompare}</p>
      <h3>{words.levelsTitle}</h3>
      <ol class="levels">
        {LEVEL_CODES.map((code) => (
          <li key={code}>
            <span lang="zh-CN">{LEVELS[code].printed}</span>
            {language.value === 'en' && <span class="soft"> {LEVELS[code].name.en}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
};

const Cloned: ComponentType = () => {
  const words = aboutWords();
  const ask = install.value;
  return (
    <section aria-labelledby="cloned">
      <h2 id="cloned" tabIndex={-1}>
        {words.sections.cloned}
      </h2>
      <p>{words.clonedLead}</p>
      <ol class="steps">
        {words.cloned.map(([title, why]) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{why}</p>
          </li>
        ))}
      </ol>
      <h3>{words.installTitle}</h3>
      {ask && (
        <p>
          <button type="button" class="button button-main" onClick={ask}>
            {words.installNow}
          </button>
        </p>
      )}
      <dl class="terms">
        {words.installs.map(([where, how]) => (
          <div key={where}>
            <dt>{where}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

export default function About() {
  const words = aboutWords();
  return (
    <Page title={words.title} lead={words.lead}>
      <div class="prose">
        <Contents />
        <HowTo />
        <Reading />
        <section aria-labelledby="not-found">
          <h2 id="not-found" tabIndex={-1}>
            {words.sections['not-found']}
          </h2>
          {words.notFound.map((text) => (
            <p key={text}>{text}</p>
          ))}
          <p>
            <a class="action-link" href="/institutions">
              {words.directory}
            </a>
          </p>
        </section>
        <Cloned />
        <section aria-labelledby="trust">
          <h2 id="trust" tabIndex={-1}>
            {words.sections.trust}
          </h2>
          <p>{words.trustWhy}</p>
          <TrustPanel />
        </section>
      </div>
    </Page>
  );
}
