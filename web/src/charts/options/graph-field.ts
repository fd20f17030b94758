import type { Field } from '@grafana/data';

/**
 * The `custom` part of a field's configuration in Grafana's graphs (documentation: "Time series", "Configure overrides").
 * Every member may be missing in a dashboard; `graphFieldOf` gives them all.
 */
export interface AxisField {
  axisPlacement: 'auto' | 'left' | 'right' | 'top' | 'bottom' | 'hidden';
  axisLabel: string;
  /** CSS px; undefined: as wide as its values. */
  axisWidth: number | undefined;
  axisColorMode: 'text' | 'series';
  axisBorderShow: boolean;
  /** Undefined: lines for the first axis only. */
  axisGridShow: boolean | undefined;
  axisCenteredZero: boolean;
  axisSoftMin: number | undefined;
  axisSoftMax: number | undefined;
  scaleDistribution: ScaleDistribution;
}

export interface ScaleDistribution {
  type: 'linear' | 'log' | 'symlog' | 'ordinal';
  /** Base of the logarithm. */
  log?: number;
  /** symlog: values nearer to zero lie on a straight scale. */
  linearThreshold?: number;
}

export interface HideFrom {
  viz: boolean;
  legend: boolean;
  tooltip: boolean;
}

export interface LineStyle {
  fill?: 'solid' | 'dash' | 'dot' | 'square' | 'accessible';
  /** CSS px on and off by turns. */
  dash?: number[];
}

export interface Stacking {
  mode?: 'none' | 'normal' | 'percent';
  group?: string;
}

export type ThresholdsMode = 'off' | 'line' | 'dashed' | 'area' | 'line+area' | 'dashed+area' | 'series';
export type GradientMode = 'none' | 'opacity' | 'hue' | 'scheme';
type Visibility = 'auto' | 'always' | 'never';

export interface GraphField extends AxisField {
  drawStyle: 'line' | 'bars' | 'points';
  lineInterpolation: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  lineWidth: number;
  lineColor: string | undefined;
  lineStyle: LineStyle;
  /** True: over all gaps; a number: over gaps of at most that many ms. */
  spanNulls: boolean | number;
  /** A number: gaps where neighbours are more than that many ms apart; true: more than their usual step. */
  insertNulls: boolean | number;
  fillOpacity: number;
  fillColor: string | undefined;
  fillBelowTo: string | undefined;
  gradientMode: GradientMode;
  showPoints: Visibility;
  pointSize: number;
  pointColor: string | undefined;
  showValues: boolean;
  barAlignment: -1 | 0 | 1;
  barWidthFactor: number;
  /** CSS px. */
  barMaxWidth: number | undefined;
  stacking: Stacking;
  transform: 'constant' | 'negative-Y' | undefined;
  thresholdsStyle: { mode: ThresholdsMode };
  hideFrom: HideFrom;
}

export const AXIS_DEFAULTS: AxisField = {
  axisPlacement: 'auto',
  axisLabel: '',
  axisWidth: undefined,
  axisColorMode: 'text',
  axisBorderShow: false,
  axisGridShow: undefined,
  axisCenteredZero: false,
  axisSoftMin: undefined,
  axisSoftMax: undefined,
  scaleDistribution: { type: 'linear' },
};

export const SHOWN: HideFrom = { viz: false, legend: false, tooltip: false };

export const GRAPH_DEFAULTS: GraphField = {
  ...AXIS_DEFAULTS,
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  lineColor: undefined,
  lineStyle: { fill: 'solid' },
  spanNulls: false,
  insertNulls: false,
  fillOpacity: 0,
  fillColor: undefined,
  fillBelowTo: undefined,
  gradientMode: 'none',
  showPoints: 'auto',
  pointSize: 5,
  pointColor: undefined,
  showValues: false,
  barAlignment: 0,
  barWidthFactor: 0.6,
  barMaxWidth: undefined,
  stacking: { mode: 'none', group: 'A' },
  transform: undefined,
  thresholdsStyle: { mode: 'off' },
  hideFrom: SHOWN,
};

/** The members of `defaults`, each as the field has it where it has it. Null in a dashboard counts as missing. */
export function customOf<T extends object>(field: Field, defaults: T): T {
  const custom = (field.config.custom ?? {}) as Partial<T>;
  const all = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof T)[]) {
    const value = custom[key];
    if (value !== undefined && value !== null) all[key] = value;
  }
  return all;
}

export const graphFieldOf = (field: Field): GraphField => customOf(field, GRAPH_DEFAULTS);
