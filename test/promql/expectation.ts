import { type Labels, METRIC_NAME } from '../../src/model/labels.js';
import type { NativeHistogram } from '../../src/model/samples.js';
import type { QueryAnswer, QueryValue } from '../../src/promql/answer.js';
import { bucketsByIndex } from '../../src/rules/unit-test/histogram-notation.js';
import type { SeriesValue } from '../../src/rules/unit-test/series-values.js';
import { ABSENT, type GridSeries, HISTOGRAM } from '../../src/vector/grid-series.js';
import type { Expected, ExpectedSeries } from './script-parser.js';

/** Of a value's size; what rounding in another order may cost. */
const TOLERANCE = 1e-9;

/** What differs between an answer and what a script expects of it, a line each. */
export function differencesFrom(expected: Expected, { value, warnings, infos }: QueryAnswer): string[] {
  const said = { warn: warnings, info: infos };
  const annotations = expected.annotations.flatMap(({ level, comes, text }) => {
    const found = said[level].filter((message) => message.includes(text));
    if (comes === found.length > 0) return [];
    return [
      comes ? `no ${level} with ${JSON.stringify(text)}, but ${JSON.stringify(said[level])}` : `${level}: ${found}`,
    ];
  });
  return [...differencesOfValue(expected, value), ...annotations];
}

function differencesOfValue(expected: Expected, value: QueryValue): string[] {
  switch (value.type) {
    case 'string':
      return expected.string === value.text ? [] : [`string ${JSON.stringify(value.text)}`];
    case 'scalar': {
      if (expected.scalar === undefined) return [`a scalar, ${value.value}`];
      return equalNumbers(expected.scalar, value.value) ? [] : [`scalar ${value.value}, want ${expected.scalar}`];
    }
    case 'matrix':
      return differencesOfSeries(
        expected,
        value.series.map(({ labels, values, histograms }) => ({
          labels,
          values: [...values].map((float, i) => histograms?.[i] ?? float),
        })),
      );
    default: {
      if (expected.scalar !== undefined || expected.string !== undefined) return [`a ${value.type}`];
      return differencesOfSeries(expected, value.series.map(pointsOf));
    }
  }
}

const pointsOf = (series: GridSeries): ExpectedSeries => ({
  labels: series.labels,
  values: Array.from(series.kinds, (kind, step): SeriesValue => {
    if (kind === ABSENT) return 'absent';
    return kind === HISTOGRAM ? series.histogram(step) : series.values[step]!;
  }),
});

function differencesOfSeries({ series, ordered }: Expected, found: readonly ExpectedSeries[]): string[] {
  const byName = new Map(found.map((one) => [labelsText(one.labels), one]));
  const differences = series.flatMap(({ labels, values }) => {
    const name = labelsText(labels);
    const theirs = byName.get(name);
    return theirs === undefined ? [`missing ${name}`] : differencesOfPoints(name, values, theirs.values);
  });
  const wanted = series.map(({ labels }) => labelsText(labels));
  for (const { labels, values } of found)
    if (!wanted.includes(labelsText(labels)))
      differences.push(`unexpected ${labelsText(labels)} ${values.map(valueText).join(' ')}`);
  if (byName.size < found.length) differences.push('several series have the same labels');
  const order = found.map(({ labels }) => labelsText(labels)).join(' ');
  if (ordered && differences.length === 0 && order !== wanted.join(' ')) differences.push(`the order is ${order}`);
  return differences;
}

function differencesOfPoints(name: string, want: readonly SeriesValue[], got: readonly SeriesValue[]): string[] {
  const length = Math.max(want.length, got.length);
  for (let i = 0; i < length; i++) {
    const [wanted, found] = [want[i] ?? 'absent', got[i] ?? 'absent'];
    if (!equalValues(wanted, found)) {
      const step = length > 1 ? ` at point ${i}` : '';
      return [`${name}${step}: ${valueText(found)}, want ${valueText(wanted)} (all: ${got.map(valueText).join(' ')})`];
    }
  }
  return [];
}

function equalValues(a: SeriesValue, b: SeriesValue): boolean {
  if (typeof a === 'number' && typeof b === 'number') return equalNumbers(a, b);
  if (typeof a === 'object' && typeof b === 'object') return equalHistograms(a, b);
  return a === b;
}

function equalNumbers(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}

/**
 * Of the same buckets with the same counts, however their spans are cut; an empty zero bucket has no width. A hint that is
 * not expected may be any.
 */
function equalHistograms(a: NativeHistogram, b: NativeHistogram): boolean {
  const numbers = (histogram: NativeHistogram): number[] => [
    histogram.schema,
    histogram.count,
    histogram.sum,
    histogram.zeroCount,
    histogram.zeroCount === 0 ? 0 : histogram.zeroThreshold,
    ...histogram.customValues,
    ...[...bucketsByIndex(histogram.positiveSpans, histogram.positiveCounts)].flat(),
    Number.NaN,
    ...[...bucketsByIndex(histogram.negativeSpans, histogram.negativeCounts)].flat(),
  ];
  const [left, right] = [numbers(a), numbers(b)];
  const isSameHint = a.resetHint === 0 || a.resetHint === b.resetHint;
  return isSameHint && left.length === right.length && left.every((number, i) => equalNumbers(number, right[i]!));
}

function labelsText(labels: Labels): string {
  let name = '';
  const parts: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    if (labels[i] === METRIC_NAME) name = labels[i + 1]!;
    else parts.push(`${labels[i]}=${JSON.stringify(labels[i + 1])}`);
  }
  return `${name}{${parts.join(', ')}}`;
}

function valueText(value: SeriesValue): string {
  if (value === 'absent') return '_';
  if (typeof value !== 'object') return String(value);
  const side = (buckets: Map<number, number>) => [...buckets].map(([index, count]) => `${index}:${count}`).join(' ');
  const { schema, count, sum, zeroCount, zeroThreshold, customValues, resetHint } = value;
  return `{{schema:${schema} count:${count} sum:${sum} zero:${zeroCount} width:${zeroThreshold} bounds:[${customValues.join(' ')}] positive:[${side(bucketsByIndex(value.positiveSpans, value.positiveCounts))}] negative:[${side(bucketsByIndex(value.negativeSpans, value.negativeCounts))}] hint:${resetHint}}}`;
}
