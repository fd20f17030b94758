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
import { outcomeColors } from '../outcome-colors.js';
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
  /** Its series are named after outcomes: `200`, `success`, `failed`. */
  readonly isByOutcome?: boolean;
  /** As many series as have room in a line below the plot. Those of queries without a label in their names are. */
  readonly isOfFew?: boolean;
}

/** Of 24: from this width on there is room for a table of names and figures beside the lines. */
const WIDE = 12;
/** px */
const LEGEND_WIDTH = 304;

const CALCS = ['lastNotNull', 'max'];

/**
 * Names with their last and greatest values: a table beside a wide chart, a line below it when they are few. Below a narrow
 * one names alone, for a table would leave no room for the lines.
 */
function legend(width: number, isOfFew: boolean): VizLegendOptionsBuilder {
  const builder = new VizLegendOptionsBuilder().showLegend(true);
  const isWide = width >= WIDE;
  return isWide && !isOfFew
    ? builder.displayMode(LegendDisplayMode.Table).placement(LegendPlacement.Right).width(LEGEND_WIDTH).calcs(CALCS)
    : builder
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs(isWide ? CALCS : []);
}

/** Whether each query gives one series, named by the author. */
const areNamed = (queries: readonly Query[]): boolean =>
  queries.every((query) => !(query.build() as { legendFormat?: string }).legendFormat?.includes('{{'));

/** Figures over time, as lines. Limits are drawn as dashed lines; services have their colours. */
export function chart({
  queries,
  isStacked = false,
  isByService = false,
  isByOutcome = false,
  isOfFew = areNamed(queries),
  width = WIDE,
  ...text
}: ChartOptions): PanelBuilder {
  const builder = new TimeSeriesBuilder()
    // A line about parts that are nothing would have the whole stack look like them.
    .lineWidth(isStacked ? 0 : 1)
    .fillOpacity(isStacked ? 72 : 4)
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .legend(legend(width, isOfFew))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (isByService) {
    for (const { service, properties } of serviceColors()) builder.overrideByName(service, properties);
  }
  if (isByOutcome) {
    for (const { pattern, properties } of outcomeColors()) builder.overrideByRegexp(pattern, properties);
  }
  if (isStacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (hasLimits(text)) {
    builder.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  return describe(builder, { width, height: 8, min: 0, ...text }, queries);
}
