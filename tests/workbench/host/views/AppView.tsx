/**
 * The app plugin below /a/<id>. Its path is kept here, because the address bar belongs to the workbench; its query
 * stands in the address bar, where the app reads and writes it through Grafana's location service.
 */
import { locationService } from '@grafana/runtime';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { parsePath, Route, Router, Routes } from 'react-router';
import type { Navigator, To } from 'react-router';
import { loadApp } from '../loader';
import { useLoaded } from '../useLoaded';

const APP_ID = 'llmobservatory-llm-app';
const BASE = `/a/${APP_ID}`;

export function AppView() {
  const { value: plugin, error } = useLoaded(() => loadApp(APP_ID), []);
  const [pathname, setPathname] = useState(BASE);
  const [search, setSearch] = useState(() => locationService.getLocation().search);
  useEffect(
    () => locationService.getHistory().listen(() => setSearch(locationService.getLocation().search)),
    [],
  );
  const navigator = useMemo((): Navigator => {
    const to = (target: To) => {
      const { pathname } = typeof target === 'string' ? parsePath(target) : target;
      if (pathname) setPathname(pathname);
    };
    return { push: to, replace: to, go: (steps) => window.history.go(steps), createHref: String };
  }, []);
  if (error) return <p role="alert">{error}</p>;
  const Root = plugin?.root;
  if (!plugin || !Root) return null;
  const page = (
    <Root meta={plugin.meta} basename={BASE} path={pathname} query={{}} onNavChanged={() => undefined} />
  );
  return (
    <Router location={{ pathname, search }} navigator={navigator}>
      <Suspense fallback={null}>
        <Routes>
          <Route path={`${BASE}/*`} element={page} />
        </Routes>
      </Suspense>
    </Router>
  );
}
