import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Notice, Progress } from '../controls/notice';
import { ErrorBoundary } from './error-boundary';
import { Page } from './page';

/** The pages by path, each in a chunk of its own. */
const PAGES: readonly (readonly [path: string, Component: ComponentType])[] = [
  ['/dashboards', lazy(() => import('../dashboards/list/dashboard-list-page'))],
  ['/dashboards/f/:folder/:slug?', lazy(() => import('../dashboards/list/dashboard-list-page'))],
  ['/dashboard/new', lazy(() => import('../dashboards/dashboard-page'))],
  ['/d/:uid/:slug?', lazy(() => import('../dashboards/dashboard-page'))],
  ['/d-solo/:uid/:slug?', lazy(() => import('../dashboards/dashboard-page'))],
  ['/explore/metrics', lazy(() => import('../explore/metrics/metrics-page'))],
  ['/explore/logs', lazy(() => import('../explore/logs/logs-page'))],
  ['/explore/traces', lazy(() => import('../explore/traces/traces-page'))],
  ['/trace/:id', lazy(() => import('../traces/trace-page'))],
  ['/compare/:left/:right', lazy(() => import('../traces/compare-page'))],
  ['/services', lazy(() => import('../services/services-page'))],
  ['/services/map', lazy(() => import('../services/map-page'))],
  ['/services/:name', lazy(() => import('../services/service-page'))],
  ['/alerts/:tab?', lazy(() => import('../alerts/alerts-page'))],
  ['/status/:tab?', lazy(() => import('../status/status-page'))],
];

export function Routes() {
  return (
    <Suspense fallback={<Progress />}>
      <Switch>
        <Route path="/">
          <Redirect to="/services" replace />
        </Route>
        <Route path="/explore">
          <Redirect to={`/explore/metrics${window.location.search}`} replace />
        </Route>
        {PAGES.map(([path, Component]) => (
          <Route key={path} path={path}>
            <ErrorBoundary title="This page failed" resetKey={path}>
              <Component />
            </ErrorBoundary>
          </Route>
        ))}
        <Route>
          <Page title="Not found">
            <Notice title="There is no such page" action={<a href="/">Go to the services</a>} />
          </Page>
        </Route>
      </Switch>
    </Suspense>
  );
}
