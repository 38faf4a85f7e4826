// How old the trust list held on this device is, always in sight (issue of trust is time: D7, D8).
import { signal } from '@preact/signals';
import { shellWords } from '../i18n/shell.ts';
import { trustAge, type TrustAge } from '../trust-age.ts';
import { trustState } from '../trust/state.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Seconds by this device's clock; moves every half minute so that the words grow older with the page open. */
const nowSeconds = signal(Math.floor(Date.now() / 1000));
setInterval(() => {
  nowSeconds.value = Math.floor(Date.now() / 1000);
}, 30_000);

/** "3 minutes ago" in the language of the page. */
function agoInWords(seconds: number): string {
  const words = shellWords();
  if (seconds < 60) return words.justNow;
  if (seconds < HOUR) return words.minutesAgo(Math.floor(seconds / 60));
  return seconds < 2 * DAY ? words.hoursAgo(Math.floor(seconds / HOUR)) : words.daysAgo(Math.floor(seconds / DAY));
}

const SHAPES = {
  fresh: 'M10 1a9 9 0 1 1 0 18 9 9 0 0 1 0-18z',
  ageing: 'M10 1 20 19H0z',
  stale: 'M1 1h18v18H1z',
  none: 'M1 1h18v18H1z',
  clock_wrong: 'M1 1h18v18H1z',
} as const satisfies Record<TrustAge, string>;

export function TrustAgeNote() {
  const words = shellWords();
  const { issuedAt } = trustState.value;
  const now = Math.max(nowSeconds.value, Math.floor((trustState.value.lastCheckedAt ?? 0) / 1000));
  const age = trustAge(issuedAt, now, trustState.value.latestKnown / 1000);
  const ago = agoInWords(now - (issuedAt ?? now));
  const text = {
    none: words.trustNone,
    fresh: words.trustFresh(ago),
    ageing: words.trustAgeing(ago),
    stale: words.trustStale(ago),
    clock_wrong: words.trustClock,
  }[age];
  return (
    <a class="trust-age tabular" href="/about#trust">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={SHAPES[age]} />
      </svg>
      {text}
    </a>
  );
}
