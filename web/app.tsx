// The site map of the pages. Home comes with the first load; every other page is fetched when it is opened.
import { LocationProvider, Route, Router } from 'preact-iso';
import { useErrorBoundary } from 'preact/hooks';
import Home from './pages/home.tsx';
import NotFound from './pages/not-found.tsx';
import { Crashed, lazyPage } from './ui/lazy-page.tsx';
import { Shell } from './ui/shell.tsx';

const Lookup = lazyPage(() => import('./pages/lookup.tsx'));
const Result = lazyPage(() => import('./pages/result.tsx'));

export function App() {
  const [error] = useErrorBoundary();
  return (
    <LocationProvider>
      <Shell>
        {error ? (
          <Crashed />
        ) : (
          <Router>
            <Route path="/" component={Home} />
            <Route path="/lookup" component={Lookup} />
            <Route path="/lookup/result" component={Result} />
            <Route default component={NotFound} />
          </Router>
        )}
      </Shell>
    </LocationProvider>
  );
}
