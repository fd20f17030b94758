import { type Labels, labelsToObject, METRIC_NAME } from '../../../model/labels.js';
import { histogramJson } from '../../../promql/histogram/json.js';
import { FLOAT, type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import { type StepGrid, timeAt } from '../../../vector/step-grid.js';
import type { Field, Frame } from './frame.js';

/** How the series of a query are named. */
export interface Naming {
  /** `{{label}}` stands for its value; `__auto` leaves the name to the client. */
  readonly legend: string;
  /** The name of a series without labels. */
  readonly expression: string;
}

/** The frames of a range query, one for each series. */
export function rangeFrames(series: readonly GridSeries[], grid: StepGrid, naming: Naming): Frame[] {
  return series.flatMap((one) => [
    ...seriesFrame(one.labels, pointsOf(one, grid), { type: 'timeseries-multi', interval: grid.step }, naming),
    ...heatmapFrame(one, grid, naming),
  ]);
}

/** The frames of an instant query, one for each sample. `time` in ms. */
export function instantFrames(series: readonly GridSeries[], time: number, naming: Naming): Frame[] {
  const grid = { start: time, step: 1, count: 1 } as StepGrid;
  return series.flatMap((one) => [
    ...seriesFrame(one.labels, pointsOf(one, grid), { type: 'numeric-multi' }, naming),
    ...heatmapFrame(one, grid, naming),
  ]);
}

/** The last points of all series in one table: a column for each label, sorted, and the value. */
export function tableFrame(rows: readonly { labels: Labels; times: number[]; values: number[] }[]): Frame {
  const names = new Set<string>();
  for (const { labels } of rows) for (let i = 0; i < labels.length; i += 2) names.add(labels[i]!);
  const objects = rows.map(({ labels }) => labelsToObject(labels));
  const repeated = <T>(one: (row: number) => T) => rows.flatMap(({ times }, row) => times.map(() => one(row)));
  const columns = [...names].sort().map(
    (name): Field => ({
      name,
      type: 'string',
      config: { filterable: true },
      values: repeated((row) => objects[row]![name] ?? ''),
    }),
  );
  return {
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'Time', type: 'time', values: rows.flatMap(({ times }) => times) },
      ...columns,
      { name: 'Value', type: 'number', values: rows.flatMap(({ values }) => values) },
    ],
  };
}

/** The points of a series that are numbers. */
export function pointsOf({ kinds, values }: GridSeries, grid: StepGrid): { times: number[]; values: number[] } {
  const points = { times: [] as number[], values: [] as number[] };
  for (const [step, kind] of kinds.entries()) {
    if (kind !== FLOAT) continue;
    points.times.push(timeAt(grid, step));
    points.values.push(values[step]!);
  }
  return points;
}

interface Kind {
  readonly type: 'timeseries-multi' | 'numeric-multi';
  /** Between two points, ms. */
  readonly interval?: number;
}

/** A series as a frame; none where it has no points. */
export function seriesFrame(
  labels: Labels,
  { times, values }: { readonly times: readonly number[]; readonly values: readonly number[] },
  { type, interval }: Kind,
  naming: Naming,
): Frame[] {
  if (times.length === 0) return [];
  const object = labelsToObject(labels);
  const name = seriesName(object, naming);
  return [
    {
      ...(name !== undefined && { name }),
      meta: { type, typeVersion: [0, 1] },
      fields: [
        { name: 'Time', type: 'time', values: times, ...(interval !== undefined && { config: { interval } }) },
        {
          name: object[METRIC_NAME] ?? 'Value',
          type: 'number',
          labels: object,
          ...(name !== undefined && { config: { displayNameFromDS: name } }),
          values,
        },
      ],
    },
  ];
}

/** The buckets of native histograms: a row for each bucket of each step. None where the series has no histograms. */
function heatmapFrame(series: GridSeries, grid: StepGrid, naming: Naming): Frame[] {
  const columns = { xMax: [] as number[], yMin: [] as number[], yMax: [] as number[], count: [] as number[] };
  for (const [step, kind] of series.kinds.entries()) {
    if (kind !== HISTOGRAM) continue;
    for (const [, lower, upper, count] of histogramJson(series.histogram(step)).buckets ?? []) {
      columns.xMax.push(timeAt(grid, step));
      columns.yMin.push(Number(lower));
      columns.yMax.push(Number(upper));
      columns.count.push(Number(count));
    }
  }
  if (columns.xMax.length === 0) return [];
  const labels = labelsToObject(series.labels);
  const name = seriesName(labels, naming);
  return [
    {
      ...(name !== undefined && { name }),
      meta: { type: 'heatmap-cells' },
      fields: [
        { name: 'xMax', type: 'time', values: columns.xMax, config: { interval: grid.step } },
        { name: 'yMin', type: 'number', labels, values: columns.yMin },
        { name: 'yMax', type: 'number', labels, values: columns.yMax },
        { name: 'count', type: 'number', labels, values: columns.count },
      ],
    },
  ];
}

/** What a series is called; undefined where the client finds its name itself. */
function seriesName(labels: Readonly<Record<string, string>>, { legend, expression }: Naming): string | undefined {
  const hasLabels = Object.keys(labels).length > 0;
  if (legend === '__auto') return hasLabels ? undefined : expression;
  if (legend !== '') return legend.replace(/\{\{([^{}]*)\}\}/g, (_whole, name: string) => labels[name.trim()] ?? '');
  if (!hasLabels) return expression;
  const { [METRIC_NAME]: metric = '', ...others } = labels;
  const pairs = Object.entries(others).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? metric : `${metric}{${pairs.join(', ')}}`;
}
