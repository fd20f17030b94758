import type { Labels } from '@grafana/data';
import { labelMatchers } from './label-matchers';
import { type AlertListOptions, type AlertState, SORT_ORDERS } from './options';

/** What `/api/v1/rules` answers. https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export interface RulesAnswer {
  readonly data: {
    readonly groups: readonly { readonly name: string; readonly file: string; readonly rules: readonly Rule[] }[];
  };
}

interface Rule {
  readonly type: 'alerting' | 'recording';
  readonly name: string;
  readonly state?: string;
  readonly health?: string;
  readonly lastError?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly alerts?: readonly Instance[];
}

interface Instance {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly state: string;
  /** ISO 8601. */
  readonly activeAt?: string;
  readonly value?: string;
}

export interface ShownAlert {
  readonly labels: Labels;
  readonly state: AlertState;
  readonly activeMs: number | undefined;
  readonly summary: string;
}

/** A rule, or what labels have in common, with the alerts of it. */
export interface AlertRow {
  readonly name: string;
  readonly state: AlertState;
  readonly summary: string;
  readonly activeMs: number | undefined;
  readonly alerts: readonly ShownAlert[];
}

const STATES: Readonly<Record<string, AlertState>> = {
  firing: 'firing',
  pending: 'pending',
  inactive: 'normal',
  recovering: 'recovering',
};

/** The most important first. */
const IMPORTANCE: readonly AlertState[] = ['firing', 'error', 'noData', 'pending', 'recovering', 'normal'];

/** What a list shows of the rules. `dashboard` is the uid of that which it stands in. Throws for filters that cannot be read. */
export function alertRows(answer: RulesAnswer, options: AlertListOptions, dashboard: string | undefined): AlertRow[] {
  const matches = labelMatchers(options.alertInstanceLabelFilter ?? '');
  const isShown = (state: AlertState) => options.stateFilter?.[state] === true;
  const rules = answer.data.groups.flatMap(({ name, file, rules: all }) =>
    isOfFolder(options.folder?.title, name, file) ? all.filter(({ type }) => type === 'alerting') : [],
  );
  const rows = rules
    .filter(({ name }) => name.toLowerCase().includes((options.alertName ?? '').toLowerCase()))
    .filter(({ annotations }) => !options.dashboardAlerts || isOfDashboard(annotations, dashboard))
    .map((rule) => rowOf(rule, matches, isShown))
    .filter((row) => row.alerts.length > 0 || isShownEmpty(row, options));
  const grouped = options.groupMode === 'custom' ? byLabels(rows, options.groupBy ?? []) : rows;
  return sorted(grouped, options.sortOrder).slice(0, options.maxItems || undefined);
}

/** Rules without an alert are shown for their own state: normal ones and those that fail. */
const isShownEmpty = ({ state }: AlertRow, { stateFilter, showInactiveAlerts }: AlertListOptions): boolean =>
  stateFilter?.[state] === true && (state !== 'normal' || showInactiveAlerts !== false);

const isOfFolder = (title: string | undefined, group: string, file: string): boolean =>
  !title || group === title || file === title || file.split('/').includes(title);

function isOfDashboard(annotations: Labels = {}, uid: string | undefined): boolean {
  if (uid === undefined) return false;
  return annotations.__dashboardUid__ === uid || (annotations.dashboard_url ?? '').split(/[/?]/).includes(uid);
}

function rowOf(rule: Rule, matches: (labels: Labels) => boolean, isShown: (state: AlertState) => boolean): AlertRow {
  const state = rule.health === 'err' ? 'error' : (STATES[rule.state ?? ''] ?? 'normal');
  const alerts = (rule.alerts ?? [])
    .map((alert) => shownAlert(alert, rule))
    .filter((alert) => isShown(alert.state) && matches(alert.labels));
  return { name: rule.name, state, summary: summaryOf(rule.annotations), activeMs: earliest(alerts), alerts };
}

const shownAlert = ({ labels, annotations, state, activeAt }: Instance, rule: Rule): ShownAlert => ({
  labels: Object.fromEntries(Object.entries(labels).filter(([name]) => name !== 'alertname')),
  state: STATES[state.toLowerCase()] ?? (state.toLowerCase().startsWith('nodata') ? 'noData' : 'firing'),
  activeMs: activeAt === undefined ? undefined : Date.parse(activeAt),
  summary: summaryOf(annotations ?? rule.annotations),
});

const summaryOf = ({ summary, description }: Labels = {}): string => summary ?? description ?? '';

function earliest(alerts: readonly ShownAlert[]): number | undefined {
  const times = alerts.flatMap(({ activeMs }) => (activeMs === undefined || Number.isNaN(activeMs) ? [] : [activeMs]));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Alerts of all rules together that have the same values of some labels. */
function byLabels(rows: readonly AlertRow[], names: readonly string[]): AlertRow[] {
  const groups = new Map<string, ShownAlert[]>();
  for (const alert of rows.flatMap(({ alerts }) => alerts)) {
    const known = names.filter((name) => alert.labels[name] !== undefined);
    const key = known.length === 0 ? 'No grouping' : known.map((name) => `${name}=${alert.labels[name]}`).join(', ');
    const before = groups.get(key);
    if (before) before.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups].map(([name, alerts]) => ({
    name,
    alerts,
    state: alerts.map(({ state }) => state).toSorted((a, b) => IMPORTANCE.indexOf(a) - IMPORTANCE.indexOf(b))[0]!,
    summary: '',
    activeMs: earliest(alerts),
  }));
}

const byName = (a: AlertRow, b: AlertRow): number => a.name.localeCompare(b.name);
/** Rows that were never active are last. */
const byTime = (a: AlertRow, b: AlertRow): number => (b.activeMs ?? 0) - (a.activeMs ?? 0);

const ORDERS: Readonly<Record<number, (a: AlertRow, b: AlertRow) => number>> = {
  [SORT_ORDERS.alphaAsc]: byName,
  [SORT_ORDERS.alphaDesc]: (a, b) => byName(b, a),
  [SORT_ORDERS.importance]: (a, b) => IMPORTANCE.indexOf(a.state) - IMPORTANCE.indexOf(b.state) || byName(a, b),
  [SORT_ORDERS.timeAsc]: byTime,
  [SORT_ORDERS.timeDesc]: (a, b) => (a.activeMs ?? Number.POSITIVE_INFINITY) - (b.activeMs ?? Number.POSITIVE_INFINITY),
};

const sorted = (rows: readonly AlertRow[], order: number): AlertRow[] => rows.toSorted(ORDERS[order] ?? byName);
