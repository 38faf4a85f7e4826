// A new build waits for the user's word (D14).
import { noticeWords } from '../trust/notice-words.ts';
import { applyUpdate, updateReady } from './register.ts';

export function UpdateNotice() {
  const words = noticeWords();
  return (
    <div class="notice" data-notice="update">
      <div>
        <p>
          <strong>{words.update}</strong> {words.updateWhy}
        </p>
        <button type="button" class="button button-small button-main" onClick={applyUpdate}>
          {words.updateNow}
        </button>
        <button type="button" class="button button-small" onClick={() => (updateReady.value = false)}>
          {words.later}
        </button>
      </div>
    </div>
  );
}
