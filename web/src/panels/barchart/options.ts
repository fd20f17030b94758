import type { AxisField, GradientMode, HideFrom, ThresholdsMode } from '../../charts/options/graph-field';
import { AXIS_DEFAULTS, SHOWN } from '../../charts/options/graph-field';
import type { LegendOptions, TooltipOptions } from '../../charts/options/viz-options';

/** Options of the panel "bar chart" (documentation: "Bar chart"). */
export interface BarChartOptions {
  orientation?: 'auto' | 'vertical' | 'horizontal';
  xField?: string;
  colorByField?: string;
  /** Degrees. */
  xTickLabelRotation?: number;
  xTickLabelMaxLength?: number;
  /** CSS px; negative: counted from the last. */
  xTickLabelSpacing?: number;
  showValue?: 'auto' | 'always' | 'never';
  stacking?: 'none' | 'normal' | 'percent';
  /** 0 to 1. */
  groupWidth?: number;
  barWidth?: number;
  /** 0 to 0.5 of the width of a bar. */
  barRadius?: number;
  fullHighlight?: boolean;
  text?: { titleSize?: number; valueSize?: number };
  legend?: LegendOptions;
  tooltip?: TooltipOptions;
}

export interface BarField extends AxisField {
  lineWidth: number;
  fillOpacity: number;
  gradientMode: GradientMode;
  thresholdsStyle: { mode: ThresholdsMode };
  hideFrom: HideFrom;
}

export const BAR_DEFAULTS: BarField = {
  ...AXIS_DEFAULTS,
  lineWidth: 1,
  fillOpacity: 80,
  gradientMode: 'none',
  thresholdsStyle: { mode: 'off' },
  hideFrom: SHOWN,
};
