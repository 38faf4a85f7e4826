// The site map of the pages. Every page is fetched when it is opened: who comes by a QR code needs no home page.
import { LocationProvider, Route, Router } from 'preact-iso';
import { useErrorBoundary } from 'preact/hooks';
import NotFound from './pages/not-found.tsx';
import { Crashed, lazyPage } from './ui/lazy-page.tsx';
import { Notices } from './trust/notices.tsx';
import { Shell } from './ui/shell.tsx';

const Home = lazyPage(() => import('./pages/home.tsx'));
const Lookup = lazyPage(() => import('./pages/lookup.tsx'));
const Result = lazyPage(() => import('./pages/result.tsx'));
const Scan = lazyPage(() => import('./pages/scan.tsx'));
const Session = lazyPage(() => import('./pages/session.tsx'));
const Verdict = lazyPage(() => import('./pages/verdict.tsx'));

export function App() {
  const [error] = useErrorBoundary();
  return (
    <LocationProvider>
      <Shell notices={<Notices />}>
        {error ? (
          <Crashed />
        ) : (
          <Router>
            <Route path="/" component={Home} />
            <Route path="/lookup" component={Lookup} />
            <Route path="/lookup/result" component={Result} />
            <Route path="/scan" component={Scan} />
            <Route path="/session" component={Session} />
            <Route path="/q" component={Verdict} />
            <Route path="/Q" component={Verdict} />
            <Route default component={NotFound} />
          </Router>
        )}
      </Shell>
    </LocationProvider>
  );
}
