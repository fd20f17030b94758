import { compareLabels, labelValue } from '../../../model/labels.js';
import { type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import { compareNaturally, type NaturalKey, naturalKey } from '../../../vector/natural-order.js';
import type { CallContext, FunctionFamily, FunctionImplementation } from './implementation.js';

type Order = (a: GridSeries, b: GridSeries) => number;

/**
 * The order of an instant query's answer. `sort` and `sort_desc` leave histograms out.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#sort
 */
export const SORT_FUNCTIONS: FunctionFamily = {
  sort: byValue(1),
  sort_desc: byValue(-1),
  sort_by_label: byLabels(1),
  sort_by_label_desc: byLabels(-1),
};

function byValue(sign: 1 | -1): FunctionImplementation {
  const order: Order = (a, b) => {
    const [left, right] = [a.values[0]!, b.values[0]!];
    // NaN comes last either way.
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  };
  return {
    kind: 'vector',
    evaluate: async (call) => {
      const all = await call.vector(0);
      for (const series of all) clearHistograms(series);
      return sorted(call, all, (a, b) => order(a, b) || compareLabels(a.labels, b.labels));
    },
  };
}

function byLabels(sign: 1 | -1): FunctionImplementation {
  return {
    kind: 'vector',
    evaluate: async (call) => {
      const names = call.node.args.slice(1).map((_, i) => call.text(i + 1));
      const all = await call.vector(0);
      const keys = new Map<GridSeries, NaturalKey[]>();
      for (const series of all)
        keys.set(
          series,
          names.map((name) => naturalKey(labelValue(series.labels, name))),
        );
      return sorted(call, all, (a, b) => {
        const [left, right] = [keys.get(a)!, keys.get(b)!];
        for (let i = 0; i < names.length; i++) {
          const difference = compareNaturally(left[i]!, right[i]!);
          if (difference !== 0) return sign * difference;
        }
        return sign * compareLabels(a.labels, b.labels);
      });
    },
  };
}

function sorted({ evaluation, node }: CallContext, all: GridSeries[], order: Order): GridSeries[] {
  if (evaluation.isInstant) return all.sort(order);
  evaluation.annotations.warn(
    'sort is ineffective for range queries since results are always ordered by labels',
    node.position,
  );
  return all;
}

function clearHistograms(series: GridSeries): void {
  if (series.histograms === undefined) return;
  for (let step = 0; step < series.kinds.length; step++) if (series.kinds[step] === HISTOGRAM) series.clear(step);
}
