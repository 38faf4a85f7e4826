import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { address } from '../address.ts';
import { language, speak } from '../i18n/language.ts';
import { shellWords } from '../i18n/shell.ts';
import { largeType, setLargeType } from '../large-type.ts';
import { online } from '../online.ts';
import { Mark } from './mark.tsx';
import { TrustAgeNote } from './trust-age.tsx';

const MAIN_PAGES = [
  ['/scan', 'scan'],
  ['/lookup', 'lookup'],
  ['/institutions', 'institutions'],
  ['/about', 'about'],
] as const;
const OTHER_PAGES = [
  ['/progress', 'progress'],
  ['/session', 'session'],
  ['/privacy', 'privacy'],
  ['/accessibility', 'accessibility'],
  ['/api/docs', 'api'],
] as const;

function Links({
  pages,
}: {
  pages: readonly (readonly [
    string,
    'scan' | 'lookup' | 'institutions' | 'about' | 'progress' | 'session' | 'privacy' | 'accessibility' | 'api',
  ])[];
}) {
  const { path } = address.value;
  const words = shellWords();
  return (
    <ul class="links">
      {pages.map(([href, name]) => (
        <li key={href}>
          <a href={href} aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}>
            {words[name]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Tools() {
  const words = shellWords();
  const other = language.value === 'zh' ? 'en' : 'zh';
  return (
    <div class="strip-tools" role="group" aria-label={words.tools}>
      <button type="button" aria-pressed={largeType.value} onClick={() => setLargeType(!largeType.value)}>
        {words.largeType}
      </button>
      <button type="button" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => void speak(other)}>
        {words.otherLanguage}
      </button>
    </div>
  );
}

export function Shell({ children, notices }: { children: ComponentChildren; notices?: ComponentChildren }) {
  const words = shellWords();
  const main = useRef<HTMLElement>(null);
  // A plain #main link would push a fragment into the address and, at /q, over the QR's own.
  const skip = (event: Event) => {
    event.preventDefault();
    main.current?.focus();
    main.current?.scrollIntoView();
  };
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {words.skip}
      </a>
      <section class="strip" aria-label={words.status}>
        <div class="strip-in">
          <TrustAgeNote />
          <Tools />
        </div>
      </section>
      <header class="head">
        <div class="head-in">
          <a class="brand" href="/">
            <Mark />
            <span>
              <b>{words.service}</b>
              <span>{words.serviceFull}</span>
            </span>
          </a>
          <nav class="nav" aria-label={words.mainNav}>
            <Links pages={MAIN_PAGES} />
          </nav>
        </div>
      </header>
      <div aria-live="polite">
        {!online.value && (
          <div class="notice">
            <div>
              <p>{words.offline}</p>
            </div>
          </div>
        )}
        {notices}
      </div>
      <main class="main" id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <div class="foot-in">
          <p>
            <strong>{words.promise}</strong>
          </p>
          <p>{words.promiseMore}</p>
          <nav aria-label={words.footNav}>
            <Links pages={OTHER_PAGES} />
          </nav>
        </div>
      </footer>
    </>
  );
}
