import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import type { Query } from '../queries.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface BarsOptions extends PanelText {
  readonly query: Query;
}

/** A bar for each series, by its latest value. */
export function bars({ query, ...text }: BarsOptions): PanelBuilder {
  const builder = new BarGaugeBuilder()
    .displayMode(BarGaugeDisplayMode.Basic)
    .valueMode(BarGaugeValueMode.Text)
    .orientation(VizOrientation.Horizontal)
    .showUnfilled(true)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
  return describe(builder, { width: 8, height: 8, min: 0, ...text }, [query]);
}
