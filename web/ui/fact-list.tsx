// Facts in the order of the paper (R11, R12), so that one finger can follow each.
import type { ComponentChildren } from 'preact';
import '../styles/facts.css';

export interface Fact {
  /** Stable name of the row. */
  name: string;
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
}

/** Values are what the certificate prints, so they are Chinese whatever the language of the page. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, label, value, note }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            <span lang="zh-CN">{value}</span>
            {note && <div class="fact-note">{note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
