/** A page by where its code is, and what it asks for before anything else. */
export interface PageEntry {
  /** Below `web/src`; its default export is the page. */
  readonly module: string;
  /** Modules that the page fetches for nearly everybody once it knows what to show. */
  readonly soon?: readonly string[];
  /** Paths of our API; `:name` is that part of the page's own path. The server tells browsers of them with the page itself. */
  readonly asks?: readonly string[];
}

const DASHBOARD: PageEntry = {
  module: 'dashboards/dashboard-page.tsx',
  soon: ['panels/timeseries/plugin.ts'],
  asks: ['/api/datasources', '/api/dashboards/uid/:uid'],
};

/** The pages by path, in wouter's patterns; the first that fits counts. */
export const PAGE_TABLE: Readonly<Record<string, PageEntry>> = {
  '/dashboards': { module: 'dashboards/list/dashboard-list-page.tsx' },
  '/dashboards/f/:folder/:slug?': { module: 'dashboards/list/dashboard-list-page.tsx' },
  '/dashboard/new': { module: 'dashboards/dashboard-page.tsx' },
  '/d/:uid/:slug?': DASHBOARD,
  '/d-solo/:uid/:slug?': DASHBOARD,
  '/explore/metrics': { module: 'explore/metrics/metrics-page.tsx' },
  '/explore/logs': { module: 'explore/logs/logs-page.tsx' },
  '/explore/traces': { module: 'explore/traces/traces-page.tsx' },
  '/trace/:id': { module: 'traces/trace-page.tsx' },
  '/compare/:left/:right': { module: 'traces/compare-page.tsx' },
  '/services': { module: 'services/services-page.tsx' },
  '/services/map': { module: 'services/map-page.tsx' },
  '/services/:name': { module: 'services/service-page.tsx' },
  '/alerts/:tab?': { module: 'alerts/alerts-page.tsx' },
  '/runbooks/:name': { module: 'alerts/runbook/runbook-page.tsx' },
  '/status/:tab?': { module: 'status/status-page.tsx' },
};

/** `/d/:uid/:slug?` as the source of a regular expression, with a group for each part that has a name. */
export function patternOf(path: string): string {
  const source = path.replace(/\/:(\w+)\?/g, '(?:/(?<$1>[^/]+))?').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return `^${source}/?$`;
}
