import type { SourceRef } from '../../data/sources';

/** States of rules and their alerts, by Grafana's names of the filter. */
export type AlertState = 'firing' | 'pending' | 'noData' | 'normal' | 'error' | 'recovering';

/** The orders by the numbers that dashboards have for them. */
export const SORT_ORDERS = { alphaAsc: 1, alphaDesc: 2, importance: 3, timeAsc: 4, timeDesc: 5 } as const;

/** Options of the panel "alert list". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/alert-list/ */
export interface AlertListOptions {
  viewMode: 'list' | 'stat';
  /** `custom`: by the labels of `groupBy` instead of by rule. */
  groupMode: 'default' | 'custom';
  groupBy: string[];
  maxItems: number;
  sortOrder: number;
  /** Only rules that name this dashboard in their annotations. */
  dashboardAlerts: boolean;
  /** A part of the rule's name; may have variables in it. */
  alertName: string;
  /** `{severity="critical", team=~"a|b"}` */
  alertInstanceLabelFilter: string;
  /** Rules without alerts are shown as well. */
  showInactiveAlerts: boolean;
  stateFilter: Partial<Record<AlertState, boolean>>;
  datasource?: SourceRef;
  /** The file or group that rules are of. */
  folder?: { title?: string; uid?: string } | null;
}
