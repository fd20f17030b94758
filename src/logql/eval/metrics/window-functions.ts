import { CompensatedSum } from '../../../vector/compensated-sum.js';
import { quantile } from '../../../vector/quantile.js';
import type { RangeAggregation } from '../../ast.js';

/** The samples `from` to `to - 1` in the window of a step that ends at `end` (inclusive); times in ns. Never empty. */
interface SampleWindow {
  readonly ns: readonly bigint[];
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly end: bigint;
}

export type WindowValue = (window: SampleWindow) => number;

type UnwrappedOperator = Exclude<
  RangeAggregation['op'],
  'count_over_time' | 'bytes_rate' | 'bytes_over_time' | 'absent_over_time'
>;

/**
 * How an unwrapped range aggregation judges a window.
 * https://grafana.com/docs/loki/latest/query/metric_queries/#unwrapped-range-aggregations
 */
export function windowValue({ op, range, parameter = 0 }: RangeAggregation): WindowValue {
  const seconds = range.rangeMs / 1000;
  const table: Readonly<Record<UnwrappedOperator, WindowValue>> = {
    rate: (window) => sum(window) / seconds,
    rate_counter: (window) => counterRate(window, range.rangeMs),
    sum_over_time: sum,
    avg_over_time: (window) => mean(window),
    min_over_time: (window) => extreme(window, (value, best) => value < best),
    max_over_time: (window) => extreme(window, (value, best) => value > best),
    stdvar_over_time: variance,
    stddev_over_time: (window) => Math.sqrt(variance(window)),
    quantile_over_time: ({ values, from, to }) => quantile(parameter, values.slice(from, to)),
    first_over_time: ({ values, from }) => values[from]!,
    last_over_time: ({ values, to }) => values[to - 1]!,
  };
  return table[op as UnwrappedOperator];
}

function sum({ values, from, to }: SampleWindow): number {
  const total = new CompensatedSum();
  for (let i = from; i < to; i++) total.add(values[i]!);
  return total.total;
}

function mean({ values, from, to }: SampleWindow): number {
  let average = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    // Of infinities the difference would be NaN.
    if (Number.isFinite(average) || value !== average) average += (value - average) / (i - from + 1);
  }
  return average;
}

function extreme({ values, from, to }: SampleWindow, isBetter: (value: number, best: number) => boolean): number {
  let best = values[from]!;
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!;
    if (isBetter(value, best) || Number.isNaN(best)) best = value;
  }
  return best;
}

/** Population variance, by Welford's method. */
function variance({ values, from, to }: SampleWindow): number {
  let average = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const delta = values[i]! - average;
    average += delta / (i - from + 1);
    squares += delta * (values[i]! - average);
  }
  return squares / (to - from);
}

/** As PromQL's `rate`: a fall is a reset to zero, and the change is extrapolated to the bounds of the window. */
function counterRate({ ns, values, from, to, end }: SampleWindow, rangeMs: number): number {
  const last = to - 1;
  if (last === from) return 0;
  let change = values[last]! - values[from]!;
  for (let i = from + 1; i < to; i++) if (values[i]! < values[i - 1]!) change += values[i - 1]!;
  const seconds = (a: bigint, b: bigint): number => Number(b - a) / 1e9;
  const sampled = seconds(ns[from]!, ns[last]!);
  if (sampled === 0) return 0;
  const distance = sampled / (last - from);
  const threshold = distance * 1.1;
  let before = rangeMs / 1000 - seconds(ns[from]!, end);
  let after = seconds(ns[last]!, end);
  if (change > 0 && values[from]! >= 0) before = Math.min(before, sampled * (values[from]! / change));
  if (before >= threshold) before = distance / 2;
  if (after >= threshold) after = distance / 2;
  return (change * ((sampled + before + after) / sampled)) / (rangeMs / 1000);
}
