import { AXIS_DEFAULTS, type AxisField, type HideFrom, SHOWN } from '../options/graph-field';
import type { LegendOptions, TooltipOptions } from '../options/viz-options';

/** Options that the panels "state timeline" and "status history" share. */
export interface StateOptions {
  showValue?: 'auto' | 'always' | 'never';
  /** Part of a row's room that its boxes take, 0 to 1. */
  rowHeight?: number;
  /** Rows on one page; 0: all. */
  perPage?: number;
  timezone?: string[];
  legend?: LegendOptions;
  tooltip?: TooltipOptions;
}

export interface StateField extends AxisField {
  lineWidth: number;
  fillOpacity: number;
  spanNulls: boolean | number;
  insertNulls: boolean | number;
  hideFrom: HideFrom;
}

export const STATE_DEFAULTS: StateField = {
  ...AXIS_DEFAULTS,
  lineWidth: 0,
  fillOpacity: 70,
  spanNulls: false,
  insertNulls: false,
  hideFrom: SHOWN,
};
