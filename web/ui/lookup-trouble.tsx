// Why there is no result: said above the button, with everything typed still in its field.
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../send.ts';
import { language } from '../i18n/language.ts';
import { lookupWords } from '../i18n/lookup.ts';
import { NoticeBox } from './notice-box.tsx';

export type Trouble = Exclude<Answer<never>, { kind: 'answered' }>;

/** Counts down to zero; the words change every second but are spoken only at the beginning and at the end. */
function Wait({ seconds }: { seconds: number }) {
  const words = lookupWords();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return <p>{words.limitedOver}</p>;
  return (
    <p class="tabular" aria-live="off">
      {words.limitedWait(left)}
    </p>
  );
}

export function LookupTrouble({ trouble }: { trouble: Trouble }) {
  const words = lookupWords();
  const instead = (
    <p>
      <a class="action-link" href="/scan">
        {words.scanInstead}
      </a>
    </p>
  );
  switch (trouble.kind) {
    case 'limited':
      return (
        <NoticeBox title={words.limited}>
          <Wait key={trouble} seconds={trouble.retryAfter} />
          {instead}
        </NoticeBox>
      );
    case 'offline':
      return (
        <NoticeBox title={words.offline}>
          <p>{words.offlineWhy}</p>
          {instead}
        </NoticeBox>
      );
    case 'foreign':
      return (
        <NoticeBox title={words.foreign}>
          <p>{words.foreignWhy}</p>
          {instead}
        </NoticeBox>
      );
    case 'failed':
      return (
        <NoticeBox title={words.failed}>
          <p>{words.failedWhy}</p>
          {trouble.problem.requestId && (
            <p class="small soft">
              {words.requestId} <code>{trouble.problem.requestId}</code>
            </p>
          )}
          {instead}
        </NoticeBox>
      );
    case 'refused':
      return (
        <NoticeBox title={words.refused} tone="wrong">
          {trouble.problem.errors.length === 0 && <p>{words.refusedWhy}</p>}
          {trouble.problem.errors.map(({ field, message }) => (
            <p key={field}>{message[language.value]}</p>
          ))}
          {trouble.problem.requestId && (
            <p class="small soft">
              {words.requestId} <code>{trouble.problem.requestId}</code>
            </p>
          )}
        </NoticeBox>
      );
    default:
      return trouble satisfies never;
  }
}
