import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Query } from '../queries.js';
import { COLORS, hasLimits } from '../thresholds.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface BarsOptions extends PanelText {
  readonly query: Query;
}

/** px: that of tables beside it. */
const TEXT_SIZE = 13;
/** px of a bar: a few stay slim, many get narrower until they scroll. */
const HEIGHT = { least: 16, most: 28 };

/** A bar for each series, by its latest value. */
export function bars({ query, ...text }: BarsOptions): PanelBuilder {
  const builder = new BarGaugeBuilder()
    .colorScheme(
      hasLimits(text)
        ? new FieldColorBuilder().mode(FieldColorModeId.Thresholds)
        : new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(COLORS.good),
    )
    .displayMode(BarGaugeDisplayMode.Basic)
    .valueMode(hasLimits(text) ? BarGaugeValueMode.Color : BarGaugeValueMode.Text)
    .orientation(VizOrientation.Horizontal)
    .showUnfilled(true)
    .namePlacement(BarGaugeNamePlacement.Left)
    .sizing(BarGaugeSizing.Manual)
    .minVizHeight(HEIGHT.least)
    .maxVizHeight(HEIGHT.most)
    .text(new VizTextDisplayOptionsBuilder().titleSize(TEXT_SIZE).valueSize(TEXT_SIZE))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
  return describe(builder, { width: 8, height: 8, min: 0, ...text }, [query]);
}
