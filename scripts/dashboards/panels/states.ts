import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import type { Query } from '../queries.js';
import { COLORS } from '../thresholds.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface StatesOptions extends PanelText {
  readonly query: Query;
  /** What 1 and 0 are called. */
  readonly names: { readonly one: string; readonly zero: string };
}

/** Names and colours of what is 1 when all is well and 0 when not. */
export const upOrDown = ({ one, zero }: StatesOptions['names']): ValueMapping[] => [
  {
    type: MappingType.ValueToText,
    options: {
      '0': { text: zero, color: COLORS.bad, index: 1 },
      '1': { text: one, color: COLORS.good, index: 0 },
    },
  },
];

/** A band for each series: when it was 1, when 0, when unknown. */
export function states({ query, names, ...text }: StatesOptions): PanelBuilder {
  const builder = new StateTimelineBuilder()
    .showValue(VisibilityMode.Never)
    .mergeValues(true)
    .rowHeight(0.8)
    .fillOpacity(80)
    .mappings(upOrDown(names));
  return describe(builder, { width: 12, height: 8, ...text }, [query]);
}
