import {
  type ConfigOverrideRule,
  type FieldConfig,
  type FieldConfigSource,
  type PanelTypeChangedHandler,
  ThresholdsMode,
} from '@grafana/data';
import type { GraphField } from '../../charts/options/graph-field';
import type { GraphAxis, GraphLegend, GraphPanel, GraphThreshold } from './graph-panel';
import { overrideProperties } from './migrate-series-override';
import type { TimeSeriesOptions } from './options';

export interface MigratedGraph {
  readonly fieldConfig: FieldConfigSource<Partial<GraphField>>;
  readonly options: TimeSeriesOptions;
}

/** An old graph as a time series. `panel` is the panel's JSON as it stood in the dashboard. */
export function graphToTimeSeries(panel: GraphPanel): MigratedGraph {
  const [left = {}, right] = panel.yaxes ?? [];
  const thresholds = thresholdsOf(panel.thresholds ?? []);
  const links = panel.fieldConfig?.defaults?.links as FieldConfig['links'];
  const decimals = left.decimals ?? panel.decimals;
  const defaults: FieldConfig<Partial<GraphField>> = {
    ...axisConfig(left, panel.fieldConfig?.defaults?.unit),
    ...(decimals !== undefined && decimals !== null && { decimals }),
    ...(links !== undefined && { links }),
    ...(thresholds && { thresholds: thresholds.config }),
    custom: { ...styleOf(panel), ...axisCustom(left), ...(thresholds && { thresholdsStyle: thresholds.style }) },
  };
  return {
    fieldConfig: { defaults, overrides: overridesOf(panel, right) },
    options: { legend: legendOf(panel.legend ?? {}), tooltip: tooltipOf(panel.tooltip ?? {}) },
  };
}

/** For PanelPlugin: takes over the options of an old graph; those of other panels stay as they are. */
export const migrateGraph: PanelTypeChangedHandler<TimeSeriesOptions> = (panel, previous, previousOptions) => {
  if (previous !== 'graph') return {};
  const { fieldConfig, options } = graphToTimeSeries((previousOptions.angular ?? previousOptions) as GraphPanel);
  panel.fieldConfig = fieldConfig;
  return options;
};

function styleOf(panel: GraphPanel): Partial<GraphField> {
  const { lines = true, bars = false, points = false, stack = false, percentage = false } = panel;
  return {
    drawStyle: bars ? 'bars' : lines || !points ? 'line' : 'points',
    lineWidth: panel.linewidth ?? 1,
    fillOpacity: bars ? Math.max(10, (panel.fill ?? 1) * 10) : (panel.fill ?? 1) * 10,
    gradientMode: (panel.fillGradient ?? 0) > 0 ? 'opacity' : 'none',
    lineInterpolation: panel.steppedLine ? 'stepAfter' : 'linear',
    showPoints: points ? 'always' : 'never',
    ...(panel.pointradius !== undefined && { pointSize: panel.pointradius * 2 }),
    spanNulls: panel.nullPointMode === 'connected',
    ...(panel.dashes && {
      lineStyle: { fill: 'dash' as const, dash: [panel.dashLength ?? 10, panel.spaceLength ?? 10] },
    }),
    stacking: { mode: stack ? (percentage ? 'percent' : 'normal') : 'none', group: 'A' },
  };
}

function axisConfig(axis: GraphAxis, unit: string | undefined): Pick<FieldConfig, 'unit' | 'min' | 'max'> {
  const [min, max] = [numberOf(axis.min), numberOf(axis.max)];
  const format = axis.format ?? unit;
  return {
    ...(format !== undefined && { unit: format }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

function axisCustom({ label, logBase = 1, show }: GraphAxis): Partial<GraphField> {
  return {
    ...(label && { axisLabel: label }),
    ...(logBase > 1 && { scaleDistribution: { type: 'log' as const, log: logBase === 2 ? 2 : 10 } }),
    ...(show === false && { axisPlacement: 'hidden' as const }),
  };
}

function overridesOf(panel: GraphPanel, right: GraphAxis | undefined): ConfigOverrideRule[] {
  const rightProperties = [
    { id: 'custom.axisPlacement', value: right?.show === false ? 'hidden' : 'right' },
    ...Object.entries(axisConfig(right ?? {}, undefined)).map(([id, value]) => ({ id, value })),
    ...Object.entries(axisCustom({ ...right, show: true })).map(([id, value]) => ({ id: `custom.${id}`, value })),
  ];
  const colors = Object.entries(panel.aliasColors ?? {}).map(
    ([name, color]): ConfigOverrideRule => ({
      matcher: { id: 'byName', options: name },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
    }),
  );
  const series = (panel.seriesOverrides ?? []).flatMap((override): ConfigOverrideRule[] => {
    const { alias } = override;
    if (alias === undefined || alias === '') return [];
    const isPattern = alias.length > 1 && alias.startsWith('/') && alias.endsWith('/');
    const properties = overrideProperties(override, rightProperties);
    if (properties.length === 0) return [];
    return [{ matcher: { id: isPattern ? 'byRegexp' : 'byName', options: alias }, properties }];
  });
  const zeros: ConfigOverrideRule[] =
    panel.nullPointMode === 'null as zero'
      ? [{ matcher: { id: 'byType', options: 'number' }, properties: [{ id: 'noValue', value: '0' }] }]
      : [];
  return [...zeros, ...colors, ...series];
}

/** Names of the colours of the old graph's thresholds. */
const COLORS: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };

function thresholdsOf(list: readonly GraphThreshold[]) {
  const used = list.filter(({ value, fill, line }) => typeof value === 'number' && (fill === true || line === true));
  if (used.length === 0) return undefined;
  const sorted = used.toSorted((a, b) => a.value! - b.value!);
  const colorOf = ({ colorMode = 'critical', fillColor, lineColor }: GraphThreshold) =>
    COLORS[colorMode] ?? lineColor ?? fillColor ?? 'red';
  const steps = [{ value: Number.NEGATIVE_INFINITY, color: 'transparent' }];
  for (const threshold of sorted) {
    // A threshold for values below it colours what is under it, not what is above.
    if (threshold.op === 'lt') {
      steps.at(-1)!.color = colorOf(threshold);
      steps.push({ value: threshold.value!, color: 'transparent' });
    } else steps.push({ value: threshold.value!, color: colorOf(threshold) });
  }
  const [hasFill, hasLine] = [used.some(({ fill }) => fill), used.some(({ line }) => line)];
  const mode = hasFill && hasLine ? 'line+area' : hasFill ? 'area' : 'line';
  return { config: { mode: ThresholdsMode.Absolute, steps }, style: { mode } as GraphField['thresholdsStyle'] };
}

/** Columns of the old legend, and the calculations they are. */
const CALCS = [
  ['min', 'min'],
  ['max', 'max'],
  ['avg', 'mean'],
  ['current', 'lastNotNull'],
  ['total', 'sum'],
] as const;

function legendOf(legend: GraphLegend): TimeSeriesOptions['legend'] {
  const calcs = legend.values ? CALCS.filter(([column]) => legend[column]).map(([, id]) => id) : [];
  const sorted = CALCS.find(([column]) => column === legend.sort)?.[1];
  return {
    showLegend: legend.show !== false,
    displayMode: legend.alignAsTable ? 'table' : 'list',
    placement: legend.rightSide ? 'right' : 'bottom',
    calcs,
    ...(typeof legend.sideWidth === 'number' && { width: legend.sideWidth }),
    ...(sorted !== undefined && calcs.includes(sorted) && { sortBy: sorted, sortDesc: legend.sortDesc !== false }),
  };
}

function tooltipOf({ shared = true, sort = 0 }: NonNullable<GraphPanel['tooltip']>): TimeSeriesOptions['tooltip'] {
  return { mode: shared ? 'multi' : 'single', sort: (['none', 'asc', 'desc'] as const)[sort] ?? 'none' };
}

/** Bounds of axes were kept as texts. */
function numberOf(value: string | number | null | undefined): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
