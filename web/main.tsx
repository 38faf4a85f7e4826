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
// What a hiring day has left behind deletes itself, even if that page is never opened again.
setTimeout(() => void import('./session/store.ts').then(({ purgeList }) => purgeList()).catch(() => undefined), 3000);
