// The rows of the hiring-day list: verdict by shape and word, who and what it was, each to be deleted by itself.
import { LEVELS } from '../../domain/level.ts';
import { clockText } from '../dates.ts';
import { verdictTitle } from '../i18n/plate.ts';
import { Marked } from '../ui/marked.tsx';
import { PlateShape } from '../ui/plate.tsx';
import type { ScanEntry } from './list.ts';
import { sessionWords } from './words.ts';

/** 张** 尾号 000001, or that no holder could be read. */
export const nameOf = ({ person }: ScanEntry): string =>
  person ? sessionWords().holder(person.name, person.numberTail) : sessionWords().nobody;

export function ScanListRows({ entries, onRemove }: { entries: readonly ScanEntry[]; onRemove: (id: string) => void }) {
  const words = sessionWords();
  return (
    <ol class="scans" reversed>
      {entries.map((entry) => (
        <li key={entry.id} class={`scan scan-${entry.colour}`}>
          <PlateShape colour={entry.colour} />
          <div class="scan-row">
            <div>
              <p class="scan-name tabular">
                <Marked text={nameOf(entry)} />
              </p>
              <p class="scan-verdict">{verdictTitle(entry.code)}</p>
              <p class="soft small tabular">
                {entry.person && (
                  <span lang="zh-CN">
                    {entry.person.occupation} {LEVELS[entry.person.level].printed}
                    {' · '}
                  </span>
                )}
                {clockText(entry.lastAt)}
                {entry.times > 1 && ` · ${words.again(entry.times)}`}
              </p>
            </div>
            <button
              type="button"
              class="button button-small"
              aria-label={words.removeLabel(nameOf(entry))}
              onClick={() => onRemove(entry.id)}
            >
              {words.remove}
            </button>
          </div>
        </li>
      ))}
    </ol>
  );
}
