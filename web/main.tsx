import { render } from 'preact';
import { App } from './app.tsx';
import { firstLanguage, speak } from './i18n/language.ts';
import { listenForInstall } from './install.ts';
import { restoreLargeType } from './large-type.ts';
import { registerServiceWorker } from './sw/register.ts';
import './styles/index.css';

restoreLargeType();
listenForInstall();

const root = document.getElementById('app');
if (!root) throw new Error('index.html has lost its #app');
await speak(firstLanguage(location.search));
render(<App />, root);

registerServiceWorker();
// Behind the first paint: the proofs over the trust list are not needed to show a page.
setTimeout(() => void import('./trust/start.ts').then(({ startTrust }) => startTrust()).catch(() => undefined));
setTimeout(() => void purgeWhatIsLeft().catch(() => undefined), 3000);

/** What a hiring day has left behind deletes itself, even if that page is never opened again. Most devices never had one. */
async function purgeWhatIsLeft(): Promise<void> {
  if (await hasNoList().catch(() => false)) return;
  const { purgeList } = await import('./session/store.ts');
  await purgeList();
}

/** Rejects in browsers before 2024, which do not tell what they keep. */
async function hasNoList(): Promise<boolean> {
  const databases = await indexedDB.databases();
  return databases.every(({ name }) => name !== 'zhengyan-session');
}
