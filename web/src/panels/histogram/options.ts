import {
  AXIS_DEFAULTS,
  type AxisField,
  type GradientMode,
  type HideFrom,
  SHOWN,
  type Stacking,
} from '../../charts/options/graph-field';
import type { LegendOptions, TooltipOptions } from '../../charts/options/viz-options';

/** Options of the panel "histogram" (documentation: "Histogram"). */
export interface HistogramOptions {
  /** About how many; 30 without one. */
  bucketCount?: number;
  /** Wins over the count. */
  bucketSize?: number;
  bucketOffset?: number;
  combine?: boolean;
  legend?: LegendOptions;
  tooltip?: TooltipOptions;
}

export interface HistogramField extends AxisField {
  lineWidth: number;
  fillOpacity: number;
  gradientMode: GradientMode;
  stacking: Stacking;
  hideFrom: HideFrom;
}

export const HISTOGRAM_DEFAULTS: HistogramField = {
  ...AXIS_DEFAULTS,
  lineWidth: 1,
  fillOpacity: 80,
  gradientMode: 'none',
  stacking: { mode: 'none', group: 'A' },
  hideFrom: SHOWN,
};
