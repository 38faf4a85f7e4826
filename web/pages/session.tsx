// /session: a hiring day. One certificate after another without a tap; the list stays on this device.
import { useEffect, useRef, useState } from 'preact/hooks';
import { keptChoices } from '../scanner/choices.ts';
import { tellColour } from '../scanner/feedback.ts';
import { ScanSettings } from '../scanner/settings.tsx';
import { Viewfinder } from '../scanner/viewfinder.tsx';
import { HandScanner } from '../session/hand-scanner.tsx';
import { ListTools } from '../session/list-tools.tsx';
import { entryOf, withoutEntry, withScan } from '../session/list.ts';
import { nameOf, ScanListRows } from '../session/scan-list.tsx';
import { changeList, idOf, loadList, listIsKept, scanList } from '../session/store.ts';
import { sessionWords } from '../session/words.ts';
import { judgeText } from '../trust/judge-later.ts';
import type { DeviceVerdict } from '../trust/judge.ts';
import { askToKeepStorage } from '../trust/persist.ts';
import { Marked } from '../ui/marked.tsx';
import { Page } from '../ui/page.tsx';
import { VerdictPlate } from '../ui/verdict-plate.tsx';
import '../styles/form.css';
import '../scanner/scan.css';
import '../session/session.css';

/** A code that stays in sight is one scan; out of sight for this long, it is the next. */
const SAME_CODE_MS = 2500;
const EXPIRY_CHECK_MS = 30_000;

interface Last {
  id: string;
  verdict: DeviceVerdict;
}

export default function SessionPage() {
  const words = sessionWords();
  const [last, setLast] = useState<Last | null>(null);
  const [paused, setPaused] = useState(false);
  const seen = useRef({ text: '', at: 0 });
  useKeptList();

  const onText = (text: string) => {
    const now = Date.now();
    const same = text === seen.current.text && now - seen.current.at < SAME_CODE_MS;
    seen.current = { text, at: now };
    if (same) return;
    record(text).then(setLast, () => {
      seen.current.text = '';
    });
  };
  const { entries } = scanList.value;
  const latest = entries.find(({ id }) => id === last?.id);
  return (
    <Page title={words.title} lead={words.lead} wide>
      <div class="session">
        <div class="session-camera">
          <Viewfinder onText={onText} paused={paused} />
          <div aria-live="assertive" class="session-last">
            {last && latest ? (
              <>
                <VerdictPlate verdict={last.verdict} small />
                <p class="tabular">
                  <Marked text={nameOf(latest)} />
                  {latest.times > 1 && ` · ${words.again(latest.times)}`}
                </p>
              </>
            ) : (
              <p class="soft">{words.ready}</p>
            )}
          </div>
          <div class="session-tools">
            <HandScanner onText={onText} />
            <button type="button" class="button button-small" onClick={() => setPaused(!paused)}>
              {paused ? words.resume : words.pause}
            </button>
          </div>
          <ScanSettings />
        </div>
        <section class="session-list" aria-labelledby="scans">
          <h2 id="scans">
            {words.list} <span class="soft tabular">{entries.length > 0 && words.count(entries.length)}</span>
          </h2>
          <p class="soft small">{words.privacy}</p>
          {!listIsKept.value && <p class="small">{words.memory}</p>}
          <ListTools />
          {entries.length === 0 ? (
            <p class="scans-empty">{words.empty}</p>
          ) : (
            <ScanListRows entries={entries} onRemove={(id) => void changeList((list) => withoutEntry(list, id))} />
          )}
          <p class="gap">
            {words.oneByOne} <a href="/scan">{words.scan}</a>
          </p>
        </section>
      </div>
    </Page>
  );
}

/** Judges one code and puts it on the list. */
async function record(text: string): Promise<Last> {
  const verdict = await judgeText(text);
  tellColour(verdict.colour, keptChoices());
  const now = Date.now();
  const id = await idOf(text);
  await changeList((list) => withScan(list, entryOf(id, verdict, now)), now);
  askToKeepStorage();
  return { id, verdict };
}

/** Loads what is kept; lets entries go in time while the page is open; sees what another tab has changed. */
function useKeptList(): void {
  useEffect(() => {
    const look = () => void loadList();
    look();
    const timer = setInterval(look, EXPIRY_CHECK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}
