// /scan: one code, by whatever way it comes; then its verdict at /q.
import { useRef, useState } from 'preact/hooks';
import { route } from '../address.ts';
import { keptChoices } from '../scanner/choices.ts';
import { tellColour } from '../scanner/feedback.ts';
import { OtherWays } from '../scanner/other-ways.tsx';
import { ScanSettings } from '../scanner/settings.tsx';
import { Viewfinder } from '../scanner/viewfinder.tsx';
import { scanWords } from '../scanner/words.ts';
import { judgeText } from '../trust/judge-later.ts';
import { askToKeepStorage } from '../trust/persist.ts';
import { trustState } from '../trust/state.ts';
import { Page } from '../ui/page.tsx';
import { presented } from '../verdict-state.ts';
import '../styles/form.css';
import '../scanner/scan.css';

/** Judges what was read, tells it to ear and hand, and goes where it is told in full. */
async function show(text: string): Promise<void> {
  const { colour } = await judgeText(text);
  tellColour(colour, keptChoices());
  askToKeepStorage();
  presented.value = text;
  route('/q');
}

export default function ScanPage() {
  const words = scanWords();
  const [found, setFound] = useState(false);
  const taken = useRef(false);

  // The first reading wins: the camera reads the same code ten times a second.
  const onText = (text: string) => {
    if (taken.current) return;
    taken.current = true;
    setFound(true);
    show(text).catch(() => {
      taken.current = false;
      setFound(false);
    });
  };
  return (
    <Page title={words.title} lead={words.lead}>
      <Viewfinder onText={onText} paused={found} />
      {found && (
        <p class="reading" role="status">
          {words.found}
        </p>
      )}
      <p class="scan-many">
        {words.many} <a href="/session">{words.manyLink}</a>
      </p>
      <OtherWays onText={onText} />
      <ScanSettings />
      {trustState.value.storage === 'memory' && <p class="soft gap">{words.memory}</p>}
    </Page>
  );
}
