import { type DataFrame, DataFrameType, type Field, FieldType, type Labels } from '@grafana/data';
import { field, frameOf, legendOf, readNumber, renderLegend, seriesName } from '../frames';
import type { MatrixSeries, QueryData } from './answer';
import type { PrometheusQuery } from './query';
import { metaOf } from './series-frames';

/**
 * The format "Heatmap": classic buckets as rows (ordered by `le`, each without what is below it), native histograms as cells.
 * One frame for each set of labels without `le`.
 */
export function heatmapFrames(data: QueryData, query: PrometheusQuery): DataFrame[] {
  if (data.resultType !== 'matrix') return [];
  const native = data.result.filter((series) => series.histograms !== undefined);
  const classic = data.result.filter((series) => series.values !== undefined);
  return [
    ...[...bySeries(classic).values()].map((buckets) => bucketRows(buckets, query)),
    ...native.map((series) => histogramCells(series, query)),
  ];
}

function bySeries(buckets: readonly MatrixSeries[]): Map<string, MatrixSeries[]> {
  const groups = new Map<string, MatrixSeries[]>();
  for (const bucket of buckets) {
    const { le: _, ...labels } = bucket.metric;
    const key = JSON.stringify(Object.entries(labels).sort());
    groups.set(key, [...(groups.get(key) ?? []), bucket]);
  }
  return groups;
}

function bucketRows(buckets: readonly MatrixSeries[], query: PrometheusQuery): DataFrame {
  const sorted = [...buckets].sort((a, b) => boundOf(a.metric) - boundOf(b.metric));
  const times = [...new Set(sorted.flatMap(({ values = [] }) => values.map(([at]) => at * 1000)))].sort(
    (a, b) => a - b,
  );
  let below: number[] = times.map(() => 0);
  const rows = sorted.map(({ metric, values = [] }): Field => {
    const byTime = new Map(values.map(([at, value]) => [at * 1000, readNumber(value)]));
    const upTo = times.map((at, index) => byTime.get(at) ?? below[index]!);
    const counts = metric.le === undefined ? upTo : upTo.map((count, index) => Math.max(0, count - below[index]!));
    below = upTo;
    const name =
      query.legendFormat !== '' && query.legendFormat !== '__auto' ? renderLegend(query.legendFormat, metric) : '';
    return { ...field(name || (metric.le ?? seriesName(metric)), FieldType.number, counts), labels: metric };
  });
  const time = field('Time', FieldType.time, times, { interval: query.stepMs });
  return frameOf(query.refId, [time, ...rows], { ...metaOf(query, 'matrix'), type: DataFrameType.HeatmapRows });
}

const boundOf = ({ le }: Labels): number => (le === undefined ? Number.NaN : readNumber(le));

function histogramCells({ metric, histograms = [] }: MatrixSeries, query: PrometheusQuery): DataFrame {
  const cells = { at: [] as number[], low: [] as number[], high: [] as number[], count: [] as number[] };
  for (const [at, { buckets = [] }] of histograms) {
    for (const [, low, high, count] of buckets) {
      cells.at.push(at * 1000);
      cells.low.push(readNumber(low));
      cells.high.push(readNumber(high));
      cells.count.push(readNumber(count));
    }
  }
  return frameOf(
    query.refId,
    [
      field('xMax', FieldType.time, cells.at, { interval: query.stepMs }),
      field('yMin', FieldType.number, cells.low),
      field('yMax', FieldType.number, cells.high),
      { ...field('count', FieldType.number, cells.count), labels: metric },
    ],
    { ...metaOf(query, 'matrix'), type: DataFrameType.HeatmapCells },
    legendOf(query.legendFormat, metric, query.expr),
  );
}
