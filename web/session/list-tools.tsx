// Export, time of keeping, delete all: the last asks once more in place, since a dialog would stop the scanning.
import { useState } from 'preact/hooks';
import { KEEP_HOURS } from './list.ts';
import type { KeepHours } from './list.ts';
import { changeList, clearList, scanList } from './store.ts';
import { sessionWords } from './words.ts';

function keep(hours: KeepHours | undefined): void {
  if (hours !== undefined) void changeList((list) => ({ ...list, keepHours: hours }));
}

/** Its file is fetched when somebody wants it. */
async function save(): Promise<void> {
  const { saveCsv } = await import('./export.ts');
  saveCsv(scanList.value.entries, Date.now());
}

export function ListTools() {
  const words = sessionWords();
  const [asking, setAsking] = useState(false);
  const { entries, keepHours } = scanList.value;
  const clear = async () => {
    setAsking(false);
    await clearList();
  };
  return (
    <div class="list-tools">
      <label class="keep">
        {words.keep}
        <select
          class="input"
          value={keepHours}
          onChange={(event) => keep(KEEP_HOURS.find((hours) => String(hours) === event.currentTarget.value))}
        >
          {KEEP_HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {words.keepHours(hours)}
            </option>
          ))}
        </select>
      </label>
      {entries.length > 0 && (
        <div class="actions">
          <button type="button" class="button button-small" onClick={() => void save()}>
            {words.export}
          </button>
          {asking ? (
            <>
              <button type="button" class="button button-small" onClick={() => void clear()}>
                {words.clearSure}
              </button>
              <button type="button" class="button button-small" onClick={() => setAsking(false)}>
                {words.cancel}
              </button>
            </>
          ) : (
            <button type="button" class="button button-small" onClick={() => setAsking(true)}>
              {words.clear}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
