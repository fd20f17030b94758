import type { LegendOptions, TooltipOptions } from '../../charts/options/viz-options';
import type { SingleValueOptions } from '../single-value/options';

export type PieLabel = 'name' | 'value' | 'percent';

/** Options of the panel "pie chart". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/pie-chart/ */
export interface PieOptions extends SingleValueOptions {
  pieType: 'pie' | 'donut';
  sort?: 'asc' | 'desc' | 'none';
  displayLabels: readonly PieLabel[];
  legend: LegendOptions & { values?: readonly ('value' | 'percent')[] };
  tooltip: TooltipOptions;
}
