import { type DataFrame, DataFrameType, FieldType, type Labels } from '@grafana/data';
import { DIFFERENCES, namedByDifferences } from '../differing-names';
import { field, frameOf, legendOf, readNumber, seriesFrame } from '../frames';
import type { MatrixSeries, Point, QueryData, VectorSample } from './answer';
import type { ColumnSeries, MatrixColumns } from './matrix-columns';
import type { PrometheusQuery } from './query';

/** The answer of a range or instant query with a frame for each series. */
export function seriesFrames(data: QueryData | MatrixColumns, query: PrometheusQuery): DataFrame[] {
  const frames = framesOf(data, query);
  return query.legendFormat === DIFFERENCES ? namedByDifferences(frames) : frames;
}

function framesOf(data: QueryData | MatrixColumns, query: PrometheusQuery): DataFrame[] {
  switch (data.resultType) {
    case 'columns':
      return data.result.map((series) => rangeFrame(series, query));
    case 'matrix':
      return matrixFrames(data.result, query);
    case 'vector':
      return data.result.filter(hasValue).map((sample) => vectorFrame(sample, query));
    case 'scalar':
      return [vectorFrame({ metric: {}, value: data.result }, query)];
    case 'string':
      return [stringFrame(data.result, query)];
  }
}

/** Series that have the same times share one array: joining them then costs nothing. */
function matrixFrames(series: readonly MatrixSeries[], query: PrometheusQuery): DataFrame[] {
  let before: number[] = [];
  return series.map(({ metric, values = [] }) => {
    const times = timesOf(values, before);
    before = times;
    return rangeFrame({ metric, times, values: values.map(([, value]) => readNumber(value)) }, query);
  });
}

const rangeFrame = ({ metric, times, values }: ColumnSeries, query: PrometheusQuery): DataFrame =>
  seriesFrame({
    refId: query.refId,
    labels: metric,
    times,
    values,
    intervalMs: query.stepMs,
    legend: legendOf(query.legendFormat, metric, query.expr),
    meta: metaOf(query, 'matrix'),
  });

function timesOf(points: readonly Point[], known: number[]): number[] {
  const isKnown = points.length === known.length && points.every(([at], index) => at * 1000 === known[index]);
  return isKnown ? known : points.map(([at]) => at * 1000);
}

function vectorFrame(sample: { metric: Labels; value: Point }, query: PrometheusQuery): DataFrame {
  return seriesFrame({
    refId: query.refId,
    labels: sample.metric,
    times: [sample.value[0] * 1000],
    values: [readNumber(sample.value[1])],
    legend: legendOf(query.legendFormat, sample.metric, query.expr),
    meta: { ...metaOf(query, 'vector'), type: DataFrameType.NumericMulti },
  });
}

const stringFrame = ([at, text]: Point, query: PrometheusQuery): DataFrame =>
  frameOf(
    query.refId,
    [field('Time', FieldType.time, [at * 1000]), field('Value', FieldType.string, [text])],
    metaOf(query, 'string'),
  );

export const hasValue = (sample: VectorSample): sample is VectorSample & { value: Point } => sample.value !== undefined;

export const metaOf = (query: PrometheusQuery, resultType: string) => ({
  executedQueryString: `Expr: ${query.expr}\nStep: ${query.stepMs / 1000}s`,
  preferredVisualisationType: 'graph' as const,
  custom: { resultType },
});
