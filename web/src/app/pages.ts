import type { ComponentType } from 'react';

type LoadPage = () => Promise<{ readonly default: ComponentType }>;

/** The pages by path, in wouter's patterns, each in a chunk of its own. */
export const PAGES: readonly (readonly [path: string, load: LoadPage])[] = [
  ['/dashboards', () => import('../dashboards/list/dashboard-list-page')],
  ['/dashboards/f/:folder/:slug?', () => import('../dashboards/list/dashboard-list-page')],
  ['/dashboard/new', () => import('../dashboards/dashboard-page')],
  ['/d/:uid/:slug?', () => import('../dashboards/dashboard-page')],
  ['/d-solo/:uid/:slug?', () => import('../dashboards/dashboard-page')],
  ['/explore/metrics', () => import('../explore/metrics/metrics-page')],
  ['/explore/logs', () => import('../explore/logs/logs-page')],
  ['/explore/traces', () => import('../explore/traces/traces-page')],
  ['/trace/:id', () => import('../traces/trace-page')],
  ['/compare/:left/:right', () => import('../traces/compare-page')],
  ['/services', () => import('../services/services-page')],
  ['/services/map', () => import('../services/map-page')],
  ['/services/:name', () => import('../services/service-page')],
  ['/alerts/:tab?', () => import('../alerts/alerts-page')],
  ['/runbooks/:name', () => import('../alerts/runbook/runbook-page')],
  ['/status/:tab?', () => import('../status/status-page')],
];
