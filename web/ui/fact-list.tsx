// Facts in the order of the paper (R11, R12), so that one finger can follow each.
import type { ComponentChildren } from 'preact';
import '../styles/facts.css';

export interface Fact {
  /** Stable name of the row. */
  name: string;
  label: string;
  value: ComponentChildren;
  /** The value is in the language of the page, such as a date: not what the certificate prints. */
  translated?: boolean;
  note?: ComponentChildren;
}

/** Most values are what the certificate prints, so they are Chinese whatever the language of the page. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, label, value, translated, note }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            <span lang={translated ? undefined : 'zh-CN'}>{value}</span>
            {note && <div class="fact-note">{note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
