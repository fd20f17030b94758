import { AXIS_DEFAULTS, type AxisField, type HideFrom, type LineStyle, SHOWN } from '../../charts/options/graph-field';
import type { LegendOptions, TooltipOptions } from '../../charts/options/viz-options';

interface Matcher {
  readonly matcher: { readonly id: string; readonly options?: unknown };
}

/** One series of the manual mapping: which frame, and which of its fields are what. */
export interface XySeriesOptions {
  name?: { fixed?: string };
  frame?: Matcher;
  x?: Matcher;
  y?: Matcher;
  color?: Matcher;
  size?: Matcher;
}

/** Options of the panel "XY chart" (documentation: "XY chart"). */
export interface XyChartOptions {
  mapping?: 'auto' | 'manual';
  series?: XySeriesOptions[];
  legend?: LegendOptions;
  tooltip?: TooltipOptions;
}

export interface XyField extends AxisField {
  show: 'points' | 'lines' | 'points+lines';
  pointShape: 'circle' | 'square';
  /** Diameters, CSS px. */
  pointSize: { fixed?: number; min?: number; max?: number };
  pointStrokeWidth: number;
  fillOpacity: number;
  lineWidth: number;
  lineStyle: LineStyle;
  hideFrom: HideFrom;
}

export const XY_DEFAULTS: XyField = {
  ...AXIS_DEFAULTS,
  show: 'points',
  pointShape: 'circle',
  pointSize: { fixed: 5, min: 1, max: 100 },
  pointStrokeWidth: 1,
  fillOpacity: 50,
  lineWidth: 1,
  lineStyle: { fill: 'solid' },
  hideFrom: SHOWN,
};
