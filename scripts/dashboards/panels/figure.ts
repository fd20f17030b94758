import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import type { Query } from '../queries.js';
import { COLORS, thresholds } from '../thresholds.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface FigureOptions extends PanelText {
  readonly query: Query;
  /** One figure for each series, with its name. */
  readonly isByName?: boolean;
  readonly mappings?: readonly ValueMapping[];
}

/** One figure, the latest, with its course behind it; in colour when it is trouble. Whole numbers are written out. */
export function figure({ query, isByName = false, mappings = [], ...text }: FigureOptions): PanelBuilder {
  const builder = new StatBuilder()
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.Value)
    .textMode(isByName ? BigValueTextMode.ValueAndName : BigValueTextMode.Value)
    .mappings([...mappings])
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
  const unit = text.decimals === 0 ? 'locale' : 'short';
  return describe(builder, { width: 4, height: 4, unit, ...text }, [query]).thresholds(
    thresholds(text, COLORS.neutral),
  );
}
