import type { LegendOptions } from '../../charts/options/viz-options';
import type { SingleValueOptions } from '../single-value/options';
import type { SizingOptions } from '../single-value/sizing';

/** Options of the panel "bar gauge". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-gauge/ */
export interface BarGaugeOptions extends SingleValueOptions, SizingOptions {
  displayMode: 'gradient' | 'lcd' | 'basic';
  valueMode: 'color' | 'text' | 'hidden';
  namePlacement: 'auto' | 'top' | 'left' | 'hidden';
  showUnfilled: boolean;
  /** CSS px; only with manual sizing. */
  maxVizHeight: number;
  legend?: LegendOptions;
}
