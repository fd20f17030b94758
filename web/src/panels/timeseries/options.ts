import type { TimeZone } from '@grafana/data';
import type { LegendOptions, TooltipOptions } from '../../charts/options/viz-options';

/** Options of the panel "time series". */
export interface TimeSeriesOptions {
  legend?: LegendOptions;
  tooltip?: TooltipOptions;
  /** An axis for each; empty text: that of the dashboard. */
  timezone?: TimeZone[];
  disableKeyboardEvents?: boolean;
}

/** The zones of the axes: those of the panel, or that of the dashboard. */
export const timeZonesOf = (chosen: readonly TimeZone[] | undefined, ofDashboard: TimeZone): TimeZone[] =>
  chosen === undefined || chosen.length === 0
    ? [ofDashboard]
    : chosen.map((zone) => (zone === '' ? ofDashboard : zone));
