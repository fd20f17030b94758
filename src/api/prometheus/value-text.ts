import { formatFloat } from '../../lib/format-float.js';
import type { Labels } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import type { MatrixSeries, QueryValue } from '../../promql/answer.js';
import { histogramJson } from '../../promql/histogram/json.js';
import { FLOAT, type GridSeries, HISTOGRAM } from '../../vector/grid-series.js';
import { timeAt } from '../../vector/step-grid.js';
import { jsonList } from './answer.js';

/** Points whose text is handed over at once. */
const PIECE = 1000;

/** What stands for a native histogram. */
export type HistogramShape = (histogram: NativeHistogram) => object;

/**
 * `resultType` and `result` of a query's answer, as pieces of JSON text: a piece is at most a thousand points.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
export function* valueText(value: QueryValue, shape: HistogramShape = histogramJson): Generator<string> {
  yield `"resultType":"${value.type === 'grid' ? 'matrix' : value.type}","result":`;
  switch (value.type) {
    case 'vector':
      return yield* jsonList(value.series, (series) => vectorItem(series, value.time, shape));
    case 'matrix':
      return yield* list(value.series, (series) => matrixItem(series, shape));
    case 'grid': {
      const times = Array.from({ length: value.grid.count }, (_, step) => seconds(timeAt(value.grid, step)));
      return yield* list(value.series, (series) => gridItem(series, times, shape));
    }
    case 'scalar':
      return yield `[${seconds(value.time)},"${formatFloat(value.value)}"]`;
    case 'string':
      return yield `[${seconds(value.time)},${jsonText(value.text)}]`;
  }
}

/** Bytes that are no UTF-8 stand in a string as lone surrogates, and leave as U+FFFD. Most texts stand for themselves. */
const jsonText = (text: string): string =>
  isPlain(text) ? `"${text}"` : JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** Whether it is ASCII of which JSON escapes nothing. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}

/** A time as the API shows it: seconds, with ms as their fraction. */
export const seconds = (ms: number): string => String(ms / 1000);

export function labelsText(labels: Labels): string {
  let text = '{';
  for (let i = 0; i < labels.length; i += 2) {
    text += `${i === 0 ? '' : ','}${jsonText(labels[i]!)}:${jsonText(labels[i + 1]!)}`;
  }
  return `${text}}`;
}

function* list<T>(items: readonly T[], textOf: (item: T) => Iterable<string>): Generator<string> {
  let mark = '[';
  for (const item of items) {
    yield mark;
    yield* textOf(item);
    mark = ',';
  }
  yield mark === '[' ? '[]' : ']';
}

const floatPoint = (time: string, value: number): string => `[${time},"${formatFloat(value)}"]`;
const histogramPoint = (time: string, histogram: NativeHistogram, shape: HistogramShape): string =>
  `[${time},${JSON.stringify(shape(histogram))}]`;

function vectorItem(series: GridSeries, time: number, shape: HistogramShape): string {
  const at = seconds(time);
  const point =
    series.kinds[0] === HISTOGRAM
      ? `"histogram":${histogramPoint(at, series.histogram(0), shape)}`
      : `"value":${floatPoint(at, series.values[0]!)}`;
  return `{"metric":${labelsText(series.labels)},${point}}`;
}

function* gridItem(series: GridSeries, times: readonly string[], shape: HistogramShape): Generator<string> {
  const { kinds, values } = series;
  yield `{"metric":${labelsText(series.labels)}`;
  yield* points('values', times.length, (step) =>
    kinds[step] === FLOAT ? floatPoint(times[step]!, values[step]!) : undefined,
  );
  if (series.histograms !== undefined) {
    yield* points('histograms', times.length, (step) =>
      kinds[step] === HISTOGRAM ? histogramPoint(times[step]!, series.histogram(step), shape) : undefined,
    );
  }
  yield '}';
}

function* matrixItem({ labels, ts, values, histograms }: MatrixSeries, shape: HistogramShape): Generator<string> {
  yield `{"metric":${labelsText(labels)}`;
  yield* points('values', ts.length, (i) =>
    histograms?.[i] === undefined ? floatPoint(seconds(ts[i]!), values[i]!) : undefined,
  );
  if (histograms !== undefined) {
    yield* points('histograms', ts.length, (i) => {
      const histogram = histograms[i];
      return histogram === undefined ? undefined : histogramPoint(seconds(ts[i]!), histogram, shape);
    });
  }
  yield '}';
}

/** The member `name` with the points that there are; nothing where there is none. */
function* points(name: string, count: number, pointAt: (i: number) => string | undefined): Generator<string> {
  let text = '';
  let any = false;
  for (let i = 0; i < count; i++) {
    const point = pointAt(i);
    if (point !== undefined) {
      text += any ? `,${point}` : `,"${name}":[${point}`;
      any = true;
    }
    if (i % PIECE === PIECE - 1) {
      yield text;
      text = '';
    }
  }
  if (any) yield `${text}]`;
}

/** The part of a value that has at most `limit` series; scalars and strings are left as they are. */
export function firstSeries(value: QueryValue, limit: number): { value: QueryValue; wasCut: boolean } {
  if (limit === 0 || !('series' in value) || value.series.length <= limit) return { value, wasCut: false };
  return { value: { ...value, series: value.series.slice(0, limit) } as QueryValue, wasCut: true };
}
