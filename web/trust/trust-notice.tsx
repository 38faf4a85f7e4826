// Why a newer trust list was not taken (D7). The held one goes on serving; nothing here stops anybody.
import { useState } from 'preact/hooks';
import { noticeWords } from './notice-words.ts';
import { refreshTrust, startTrustAnew } from './start.ts';
import { trustState } from './state.ts';

export function TrustNotice() {
  const words = noticeWords();
  const [busy, setBusy] = useState(false);
  const { problem, version } = trustState.value;
  if (problem === null || problem === 'offline') return null;
  const run = async (work: () => Promise<boolean>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <div class="notice" data-problem={problem}>
      <div>
        <p>
          {words.problems[problem]}
          {version !== null && words.held}
        </p>
        <button type="button" class="button button-small" aria-disabled={busy} onClick={() => void run(refreshTrust)}>
          {busy ? words.working : words.retry}
        </button>
        {problem === 'not_trusted' && (
          <details>
            <summary>{words.anew}</summary>
            <p>{words.anewWhy}</p>
            <button type="button" class="button button-small gap" onClick={() => void run(startTrustAnew)}>
              {words.anewNow}
            </button>
          </details>
        )}
      </div>
    </div>
  );
}
