import type { LegendOptions } from '../../charts/options/viz-options';
import type { SingleValueOptions } from '../single-value/options';

/** Options of the panel "bar gauge". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-gauge/ */
export interface BarGaugeOptions extends SingleValueOptions {
  displayMode: 'gradient' | 'lcd' | 'basic';
  valueMode: 'color' | 'text' | 'hidden';
  namePlacement: 'auto' | 'top' | 'left' | 'hidden';
  showUnfilled: boolean;
  sizing: 'auto' | 'manual';
  /** CSS px; only with manual sizing. */
  minVizWidth: number;
  minVizHeight: number;
  maxVizHeight: number;
  legend?: LegendOptions;
}
