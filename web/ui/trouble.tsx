// Why a page has no content, and a button to try again.
import type { Answer } from '../send.ts';
import { troubleWords } from '../i18n/trouble.ts';
import { NoticeBox } from './notice-box.tsx';

export function Trouble({
  answer,
  retry,
}: {
  answer: Exclude<Answer<never>, { kind: 'answered' }>;
  retry: () => void;
}) {
  const words = troubleWords();
  const requestId = 'problem' in answer ? answer.problem.requestId : null;
  return (
    <NoticeBox title={words.titles[answer.kind]}>
      <p>{words.whys[answer.kind]}</p>
      {requestId && (
        <p class="small soft">
          {words.requestId} <code>{requestId}</code>
        </p>
      )}
      <p>
        <button type="button" class="button button-small" onClick={retry}>
          {words.retry}
        </button>
      </p>
    </NoticeBox>
  );
}
