// /q and /Q: where the QR code leads (D5). Judged on this device, with or without network; nothing of it is sent anywhere.
import { useEffect, useState } from 'preact/hooks';
import { momentText } from '../dates.ts';
import { verdictWords } from '../i18n/verdict.ts';
import { judgeText, type DeviceVerdict } from '../trust/judge.ts';
import { PrintIcon, ScanIcon } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { Page } from '../ui/page.tsx';
import { VerdictReport } from '../ui/verdict-report.tsx';
import { presented, takeFragment } from '../verdict-state.ts';

/** Other people's codes are rare: what they say comes when it is needed. */
const ForeignContent = lazyPart(async () => (await import('../scanner/foreign-content.tsx')).ForeignContent);

/** The verdict on the text now presented; null while it is being judged. */
function useVerdict(text: string | null, round: number): DeviceVerdict | null {
  const [judged, setJudged] = useState<{ text: string; verdict: DeviceVerdict } | null>(null);
  useEffect(() => {
    const asked = { current: true };
    const show = async (presentedText: string) => {
      const verdict = await judgeText(presentedText);
      if (asked.current) setJudged({ text: presentedText, verdict });
    };
    if (text !== null) void show(text);
    return () => {
      asked.current = false;
    };
  }, [text, round]);
  return judged !== null && judged.text === text ? judged.verdict : null;
}

function Nothing() {
  const words = verdictWords();
  return (
    <Page title={words.emptyTitle} lead={words.emptyLead}>
      <p class="gap">{words.emptyWhy}</p>
      <div class="actions">
        <a class="button button-main" href="/scan">
          <ScanIcon />
          {words.scan}
        </a>
        <a class="button" href="/lookup">
          {words.lookup}
        </a>
      </div>
    </Page>
  );
}

export default function VerdictPage() {
  const words = verdictWords();
  const [round, setRound] = useState(0);
  useEffect(() => {
    // A second scan in the same tab changes nothing but the fragment.
    takeFragment();
    addEventListener('hashchange', takeFragment);
    return () => {
      removeEventListener('hashchange', takeFragment);
    };
  }, []);
  const text = presented.value;
  const verdict = useVerdict(text, round);
  if (text === null && location.hash.length < 2) return <Nothing />;
  return (
    <Page title={words.title}>
      <div aria-busy={verdict === null}>
        <p class="hidden-visually" role="status">
          {verdict === null ? words.judging : ''}
        </p>
        {verdict === null ? (
          <p class="judging">{words.judging}</p>
        ) : (
          <VerdictReport key={text} verdict={verdict}>
            {verdict.seal === 'not_ours' && text !== null && <ForeignContent text={text} />}
          </VerdictReport>
        )}
      </div>
      {verdict && (
        <>
          <p class="only-print">{words.printed(momentText(Date.now()), location.host)}</p>
          <div class="actions">
            <a class="button button-main" href="/scan">
              <ScanIcon />
              {words.again}
            </a>
            {verdict.colour !== 'green' && verdict.colour !== 'amber' && (
              <a class="button" href="/lookup">
                {words.lookup}
              </a>
            )}
            {verdict.freshness !== 'fresh' && (
              <button type="button" class="button" onClick={() => setRound(round + 1)}>
                {words.refresh}
              </button>
            )}
            <button type="button" class="button" onClick={() => print()}>
              <PrintIcon />
              {words.print}
            </button>
          </div>
        </>
      )}
    </Page>
  );
}
