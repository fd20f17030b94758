import type { AxisField, ScaleDistribution } from '../../charts/options/graph-field';
import type { TooltipOptions } from '../../charts/options/viz-options';

export interface BucketCalculation {
  /** `size`: `value` is the size of a bucket, in time a duration; `count`: how many. */
  mode?: 'size' | 'count';
  value?: string;
  scale?: ScaleDistribution;
}

export interface HeatmapColor {
  mode?: 'scheme' | 'opacity';
  scheme?: string;
  fill?: string;
  scale?: 'exponential' | 'linear';
  exponent?: number;
  steps?: number;
  reverse?: boolean;
  min?: number;
  max?: number;
}

/** Options of the panel "heatmap" (documentation: "Heatmap"). */
export interface HeatmapOptions {
  calculate?: boolean;
  calculation?: { xBuckets?: BucketCalculation; yBuckets?: BucketCalculation };
  rowsFrame?: { layout?: 'auto' | 'le' | 'ge' | 'unknown'; value?: string; yBucketScale?: ScaleDistribution };
  color?: HeatmapColor;
  /** CSS px. */
  cellGap?: number;
  cellRadius?: number;
  cellValues?: { unit?: string; decimals?: number };
  showValue?: 'auto' | 'always' | 'never';
  /** Cells up to `le`, and from `ge` on, are left out. */
  filterValues?: { le?: number; ge?: number };
  yAxis?: Partial<AxisField> & { unit?: string; decimals?: number; min?: number; max?: number; reverse?: boolean };
  legend?: { show?: boolean };
  tooltip?: TooltipOptions & { yHistogram?: boolean; showColorScale?: boolean };
  exemplars?: { color?: string };
}

export const HEATMAP_COLOR: Required<Omit<HeatmapColor, 'min' | 'max'>> = {
  mode: 'scheme',
  scheme: 'Oranges',
  fill: 'dark-orange',
  scale: 'exponential',
  exponent: 0.5,
  steps: 64,
  reverse: false,
};
