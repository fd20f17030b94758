import type { PanelModel } from '@grafana/data';
import type { AlertListOptions, AlertState } from './options';

/** The list before Grafana 8 had its options beside `options`, and the states of its own alerts. */
interface OldList {
  readonly limit?: number;
  readonly nameFilter?: string;
  readonly stateFilter?: readonly string[];
  readonly sortOrder?: number;
  readonly onlyAlertsOnDashboard?: boolean;
}

const STATES: Readonly<Record<string, AlertState>> = {
  alerting: 'firing',
  ok: 'normal',
  pending: 'pending',
  no_data: 'noData',
  paused: 'normal',
  execution_error: 'error',
};

export function migrateAlertList(panel: PanelModel): Partial<AlertListOptions> {
  const { stateFilter, ...options } = { ...panel.options } as Partial<AlertListOptions> & { stateFilter?: unknown };
  const old = panel as unknown as OldList;
  const given = stateFilter ?? old.stateFilter;
  const filter = Array.isArray(given) ? fromNames(given) : (given as AlertListOptions['stateFilter'] | undefined);
  return {
    ...(old.limit !== undefined && { maxItems: old.limit }),
    ...(old.nameFilter && { alertName: old.nameFilter }),
    ...(old.sortOrder !== undefined && { sortOrder: old.sortOrder }),
    ...(old.onlyAlertsOnDashboard && { dashboardAlerts: true }),
    ...options,
    ...(filter !== undefined && { stateFilter: filter }),
  };
}

/** An empty list let everything through. */
function fromNames(names: readonly string[]): AlertListOptions['stateFilter'] {
  const chosen = new Set(names.map((name) => STATES[name]));
  const all: AlertState[] = ['firing', 'pending', 'noData', 'normal', 'error', 'recovering'];
  return Object.fromEntries(all.map((state) => [state, chosen.size === 0 || chosen.has(state)]));
}
