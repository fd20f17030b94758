import {
  PanelBuilder as HeatmapBuilder,
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import type { Query } from '../queries.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface HeatOptions extends PanelText {
  readonly query: Query;
}

/** How often values fall into which bucket, over time; `unit` is that of the buckets. */
export function heat({ query, unit = 's', ...text }: HeatOptions): PanelBuilder {
  const builder = new HeatmapBuilder()
    .calculate(false)
    .cellGap(1)
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Scheme)
        .scheme('Viridis')
        .steps(64)
        .exponent(0.5)
        .reverse(false),
    )
    .yAxis(new YAxisConfigBuilder().unit(unit))
    .showLegend();
  return describe(builder, { width: 12, height: 8, ...text }, [query]);
}
