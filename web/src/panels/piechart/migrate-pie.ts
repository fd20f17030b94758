import type { PanelModel } from '@grafana/data';
import { migrateSingleValue } from '../single-value/migrate';

/** The pie chart of Grafana 6, a plugin of its own. https://grafana.com/grafana/plugins/grafana-piechart-panel/ */
interface OldPie {
  readonly pieType?: string;
  readonly valueName?: string;
  readonly format?: string;
  readonly decimals?: number;
  readonly legendType?: string;
  readonly legend?: { readonly show?: boolean; readonly values?: boolean; readonly percentage?: boolean };
  readonly aliasColors?: Readonly<Record<string, string>>;
}

const CALCS: Readonly<Record<string, string>> = {
  current: 'lastNotNull',
  avg: 'mean',
  total: 'sum',
  min: 'min',
  max: 'max',
};

function fromPlugin(panel: Pick<PanelModel, 'fieldConfig'>, _type: string, before: { readonly angular?: OldPie }) {
  const old = before.angular;
  if (old?.valueName === undefined && old?.pieType === undefined) return {};
  const { format, decimals, aliasColors = {}, legend } = old;
  panel.fieldConfig = {
    defaults: { ...(format && { unit: format }), ...(decimals != null && { decimals }) },
    overrides: Object.entries(aliasColors).map(([options, fixedColor]) => ({
      matcher: { id: 'byName', options },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
    })),
  };
  const values = [...(legend?.values ? ['value'] : []), ...(legend?.percentage ? ['percent'] : [])];
  return {
    pieType: old.pieType === 'donut' ? 'donut' : 'pie',
    reduceOptions: { values: false, calcs: [CALCS[old.valueName ?? ''] ?? 'lastNotNull'] },
    legend: {
      showLegend: legend?.show !== false && old.legendType !== 'On graph',
      displayMode: values.length > 0 ? 'table' : 'list',
      placement: old.legendType === 'Right side' ? 'right' : 'bottom',
      values,
    },
    displayLabels: old.legendType === 'On graph' ? ['name'] : [],
  };
}

export const migratePie = { fromPlugin, ofVersion: (panel: PanelModel) => migrateSingleValue(panel) };
