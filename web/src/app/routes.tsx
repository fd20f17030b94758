import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Notice, Progress } from '../controls/notice';
import { ErrorBoundary } from './error-boundary';
import { Page } from './page';
import { PAGES } from './pages';

const ROUTES = PAGES.map(([path, load]) => [path, lazy(load)] as const);

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
        {ROUTES.map(([path, Component]) => (
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
