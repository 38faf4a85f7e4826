// What was checked, one by one (D8).
import type { Check } from '../../domain/verdict.ts';
import { checkWords } from '../i18n/check-words.ts';
import { verdictWords } from '../i18n/verdict.ts';

const SIGNS = {
  passed: 'm3.500 10.500 4.500 4.500 8.500-10',
  failed: 'M4.500 4.500l11 11M15.500 4.500l-11 11',
  not_done: 'M4 10h12',
} as const satisfies Record<Check['result'], string>;

export function CheckList({ checks }: { checks: Check[] }) {
  const { results } = verdictWords();
  const names = checkWords();
  return (
    <ul class="checks">
      {checks.map(({ check, result }) => (
        <li key={check} class={`check-${result}`}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={SIGNS[result]} />
          </svg>
          <span>{names[check]}</span>
          <span class="soft">{results[result]}</span>
        </li>
      ))}
    </ul>
  );
}
