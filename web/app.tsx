// The site map of the pages. Every page is fetched when it is opened: who comes by a QR code needs no home page.
import { LocationProvider, Route, Router } from 'preact-iso';
import { useErrorBoundary } from 'preact/hooks';
import { Crashed, lazyPage } from './ui/lazy-page.tsx';
import { Notices } from './trust/notices.tsx';
import { Shell } from './ui/shell.tsx';

const Home = lazyPage(() => import('./pages/home.tsx'));
const Lookup = lazyPage(() => import('./pages/lookup.tsx'));
const Result = lazyPage(() => import('./pages/result.tsx'));
const Verdict = lazyPage(() => import('./pages/verdict.tsx'));
const Scan = lazyPage(() => import('./pages/scan.tsx'));
const Session = lazyPage(() => import('./pages/session.tsx'));
const Institutions = lazyPage(() => import('./pages/institutions.tsx'));
const Institution = lazyPage(() => import('./pages/institution.tsx'));
const About = lazyPage(() => import('./pages/about.tsx'));
const Privacy = lazyPage(() => import('./pages/privacy.tsx'));
const Accessibility = lazyPage(() => import('./pages/accessibility.tsx'));
const NotFound = lazyPage(() => import('./pages/not-found.tsx'));
const ApiDocs = lazyPage(() => import('./pages/api-docs.tsx'));

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
            <Route path="/q" component={Verdict} />
            <Route path="/Q" component={Verdict} />
            <Route path="/scan" component={Scan} />
            <Route path="/session" component={Session} />
            <Route path="/institutions" component={Institutions} />
            <Route path="/institutions/:code" component={Institution} />
            <Route path="/about" component={About} />
            <Route path="/privacy" component={Privacy} />
            <Route path="/accessibility" component={Accessibility} />
            <Route path="/api/docs" component={ApiDocs} />
            <Route default component={NotFound} />
          </Router>
        )}
      </Shell>
    </LocationProvider>
  );
}
