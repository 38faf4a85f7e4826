// A page of plain text: sections of paragraphs and lists, in both languages from one shape.
import type { ComponentChildren } from 'preact';
import type { ProseWords } from '../i18n/prose.ts';
import '../styles/prose.css';
import { Page } from './page.tsx';

export function Prose({ words, children }: { words: ProseWords; children?: ComponentChildren }) {
  return (
    <Page title={words.title} lead={words.lead}>
      <div class="prose">
        {words.sections.map(({ title, paragraphs = [], points = [] }) => (
          <section key={title}>
            <h2>{title}</h2>
            {paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {points.length > 0 && (
              <ul>
                {points.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
        {children}
      </div>
    </Page>
  );
}
