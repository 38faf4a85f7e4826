import { homeWords } from '../i18n/home.ts';
import { language } from '../i18n/language.ts';
import { CertificateSketch } from '../ui/certificate-sketch.tsx';
import { ScanIcon, TypeIcon } from '../ui/icons.tsx';
import { Marked } from '../ui/marked.tsx';
import { usePage } from '../ui/page.tsx';
import '../styles/home.css';

export default function Home() {
  const words = homeWords();
  const heading = usePage(words.pageTitle);
  return (
    <div class="page page-wide">
      <div class="sheet home-sheet">
        <div class="home-head">
          <h1 ref={heading} tabIndex={-1}>
            {words.titlePhrases.map((phrase) => (
              <span class="phrase" key={phrase}>
                {phrase}
              </span>
            ))}
          </h1>
          {language.value === 'zh' && (
            <p class="latin" lang="en">
              Certificate of Occupational Skill Level: Verification
            </p>
          )}
          <p class="lead">{words.lead}</p>
          <nav class="home-choice" aria-label={words.choose}>
            <a class="choice choice-main" href="/scan">
              <ScanIcon />
              <b>{words.scan}</b>
              <span class="choice-hint">{words.scanHint}</span>
            </a>
            <a class="choice" href="/lookup">
              <TypeIcon />
              <b>{words.lookup}</b>
              <span class="choice-hint">{words.lookupHint}</span>
            </a>
          </nav>
        </div>
        <section class="where" aria-labelledby="where">
          <h2 id="where">{words.where}</h2>
          <CertificateSketch label={words.sketch} />
          <ol class="legend">
            {[words.place1, words.place2, words.place3, words.place4].map((place, index) => (
              <li key={place}>
                <span class="disc" aria-hidden="true">
                  {index + 1}
                </span>
                <span>
                  <Marked text={place} />
                </span>
              </li>
            ))}
          </ol>
          <p class="where-note">{words.placeNote}</p>
        </section>
      </div>
      <section class="home-more" aria-labelledby="more">
        <h2 id="more">{words.more}</h2>
        <ul class="ruled">
          {(
            [
              ['/about#not-found', words.notFound, words.notFoundWhy],
              ['/progress', words.progress, words.progressWhy],
              ['/about#cloned', words.clone, words.cloneWhy],
              ['/session', words.many, words.manyWhy],
              ['/privacy', words.privacy, words.privacyWhy],
            ] as const
          ).map(([href, title, why]) => (
            <li key={href}>
              <a href={href}>
                <b>{title}</b>
                <span>{why}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
