import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Query } from '../queries.js';
import { serviceColors } from '../service-colors.js';
import { hasLimits } from '../thresholds.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface ChartOptions extends PanelText {
  readonly queries: readonly Query[];
  /** The series lie upon each other: for parts of a whole. */
  readonly isStacked?: boolean;
  /** Its series are named after services. */
  readonly isByService?: boolean;
}

/** Of 24: from this width on there is room for a table of names and figures beside the lines. */
const WIDE = 12;
/** px */
const LEGEND_WIDTH = 304;

/**
 * Names with their last and greatest values beside a wide chart; below a narrow one names alone, for a table would leave
 * no room for the lines.
 */
function legend(width: number): VizLegendOptionsBuilder {
  const builder = new VizLegendOptionsBuilder().showLegend(true);
  if (width < WIDE) return builder.displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).calcs([]);
  return builder
    .displayMode(LegendDisplayMode.Table)
    .placement(LegendPlacement.Right)
    .width(LEGEND_WIDTH)
    .calcs(['lastNotNull', 'max']);
}

/** Figures over time, as lines. Limits are drawn as dashed lines; services have their colours. */
export function chart({
  queries,
  isStacked = false,
  isByService = false,
  width = WIDE,
  ...text
}: ChartOptions): PanelBuilder {
  const builder = new TimeSeriesBuilder()
    .lineWidth(1)
    .fillOpacity(isStacked ? 40 : 4)
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .legend(legend(width))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (isByService) {
    for (const { service, properties } of serviceColors()) builder.overrideByName(service, properties);
  }
  if (isStacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (hasLimits(text)) {
    builder.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  return describe(builder, { width, height: 8, min: 0, ...text }, queries);
}
