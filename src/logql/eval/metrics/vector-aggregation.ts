import { compareLabels } from '../../../model/labels.js';
import { ABSENT, FLOAT, GridSeries } from '../../../vector/grid-series.js';
import { Grouping } from '../../../vector/grouping.js';
import type { VectorAggregation } from '../../ast.js';

/** What a group makes of the values of its series at a step; never called without any. */
type Reduce = (values: readonly number[]) => number;

const mean: Reduce = (values) => values.reduce((sum, value, i) => sum + (value - sum) / (i + 1), 0);

const variance: Reduce = (values) => {
  let average = 0;
  let squares = 0;
  for (const [i, value] of values.entries()) {
    const delta = value - average;
    average += delta / (i + 1);
    squares += delta * (value - average);
  }
  return squares / values.length;
};

const REDUCTIONS = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  avg: mean,
  count: (values) => values.length,
  max: (values) => values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best)),
  min: (values) => values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best)),
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
} as const satisfies Record<string, Reduce>;

const isReduction = (op: string): op is keyof typeof REDUCTIONS => Object.hasOwn(REDUCTIONS, op);

/**
 * An aggregation over the series of a vector, step by step.
 * https://grafana.com/docs/loki/latest/query/metric_queries/#built-in-aggregation-operators
 */
export function vectorAggregation(node: VectorAggregation, series: readonly GridSeries[], count: number): GridSeries[] {
  const { op, parameter = 0 } = node;
  if (isReduction(op)) return reduced(groups(node, series), REDUCTIONS[op], count);
  if (op === 'sort' || op === 'sort_desc') return sorted(series, op === 'sort' ? 1 : -1);
  const sign = op === 'bottomk' ? 1 : -1;
  return [...groups(node, series).values()].flatMap(({ members }) => best(members, parameter, sign, count));
}

interface SeriesGroup {
  readonly labels: GridSeries['labels'];
  readonly members: GridSeries[];
}

function groups({ grouping }: VectorAggregation, series: readonly GridSeries[]): Map<string, SeriesGroup> {
  const by = new Grouping(grouping?.labels ?? [], grouping?.without ?? false);
  const found = new Map<string, SeriesGroup>();
  for (const one of series) {
    const key = by.keyOf(one.labels);
    const group = found.get(key);
    if (group === undefined) found.set(key, { labels: by.labelsOf(one.labels), members: [one] });
    else group.members.push(one);
  }
  return found;
}

function reduced(found: ReadonlyMap<string, SeriesGroup>, reduce: Reduce, count: number): GridSeries[] {
  const results: GridSeries[] = [];
  const values: number[] = [];
  for (const { labels, members } of found.values()) {
    const result = new GridSeries(labels, count);
    for (let step = 0; step < count; step++) {
      values.length = 0;
      for (const { kinds, values: own } of members) if (kinds[step] === FLOAT) values.push(own[step]!);
      if (values.length > 0) result.setFloat(step, reduce(values));
    }
    results.push(result);
  }
  return results;
}

/** The `k` series with the smallest (`sign` 1) or largest values of each step, in this order at the first of them. */
function best(members: readonly GridSeries[], k: number, sign: number, count: number): GridSeries[] {
  const kept = new Map<GridSeries, GridSeries>();
  for (let step = 0; step < count; step++) {
    const present = members.filter(({ kinds }) => kinds[step] === FLOAT);
    present.sort((a, b) => order(a.values[step]!, b.values[step]!, sign) || compareLabels(a.labels, b.labels));
    for (const one of present.slice(0, k)) {
      const result = kept.get(one) ?? new GridSeries(one.labels, count);
      result.setFloat(step, one.values[step]!);
      kept.set(one, result);
    }
  }
  return [...kept.values()];
}

/** By the value of the last step: what `sort` means for an instant query, which has no other. */
function sorted(series: readonly GridSeries[], sign: number): GridSeries[] {
  const last = (one: GridSeries): number => {
    const step = one.kinds.lastIndexOf(FLOAT);
    return step < 0 || one.kinds[step] === ABSENT ? Number.NaN : one.values[step]!;
  };
  return [...series].sort((a, b) => order(last(a), last(b), sign));
}

/** NaN comes last in either order. */
function order(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return (a - b || 0) * sign;
}
