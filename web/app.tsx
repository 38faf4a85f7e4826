// The site map of the pages. Every page is fetched when it is opened: who comes by a QR code needs no home page.
import { useErrorBoundary } from 'preact/hooks';
import { Crashed, lazyPage } from './ui/lazy-page.tsx';
import { Router, type LoadPage } from './ui/router.tsx';
import { Notices } from './trust/notices.tsx';
import { Shell } from './ui/shell.tsx';

const verdict = lazyPage(() => import('./pages/verdict.tsx'));

const PAGES: Record<string, LoadPage | undefined> = {
  '/': lazyPage(() => import('./pages/home.tsx')),
  '/lookup': lazyPage(() => import('./pages/lookup.tsx')),
  '/lookup/result': lazyPage(() => import('./pages/result.tsx')),
  '/progress': lazyPage(() => import('./pages/progress.tsx')),
  '/q': verdict,
  '/Q': verdict,
  '/scan': lazyPage(() => import('./pages/scan.tsx')),
  '/session': lazyPage(() => import('./pages/session.tsx')),
  '/institutions': lazyPage(() => import('./pages/institutions.tsx')),
  '/about': lazyPage(() => import('./pages/about.tsx')),
  '/privacy': lazyPage(() => import('./pages/privacy.tsx')),
  '/accessibility': lazyPage(() => import('./pages/accessibility.tsx')),
  '/api/docs': lazyPage(() => import('./pages/api-docs.tsx')),
};
const institution = lazyPage(() => import('./pages/institution.tsx'));
const notFound = lazyPage(() => import('./pages/not-found.tsx'));

const pageAt = (path: string): LoadPage =>
  PAGES[path] ?? (/^\/institutions\/[^/]+$/.test(path) ? institution : notFound);

export function App() {
  const [error] = useErrorBoundary();
  return <Shell notices={<Notices />}>{error ? <Crashed /> : <Router pageAt={pageAt} />}</Shell>;
}
