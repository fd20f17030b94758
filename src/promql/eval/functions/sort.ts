import { compareLabels, labelValue } from '../../../model/labels.js';
import { type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import { compareNaturally, type NaturalKey, naturalKey } from '../../../vector/natural-order.js';
import { pacedSort } from '../paced-sort.js';
import type { CallContext, FunctionFamily, FunctionImplementation } from './implementation.js';

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
  return {
    kind: 'vector',
    evaluate: async (call) => {
      const all = await call.vector(0);
      for (const series of all) clearHistograms(series);
      if (!isOrdered(call)) return all;
      return pacedSort(
        all,
        (a, b) => compareValues(a.values[0]!, b.values[0]!, sign) || compareLabels(a.labels, b.labels),
        call.evaluation.pace,
      );
    },
  };
}

function byLabels(sign: 1 | -1): FunctionImplementation {
  return {
    kind: 'vector',
    evaluate: async (call) => {
      const names = call.node.args.slice(1).map((_, i) => call.text(i + 1));
      const all = await call.vector(0);
      if (!isOrdered(call)) return all;
      const keyed = all.map((series) => ({
        series,
        keys: names.map((name) => naturalKey(labelValue(series.labels, name))),
      }));
      const sorted = await pacedSort(
        keyed,
        (a, b) => sign * (compareKeys(a.keys, b.keys) || compareLabels(a.series.labels, b.series.labels)),
        call.evaluation.pace,
      );
      return sorted.map(({ series }) => series);
    },
  };
}

/** Whether order has a meaning; where it has none, the answer says so. */
function isOrdered({ evaluation, node }: CallContext): boolean {
  if (evaluation.isInstant) return true;
  evaluation.annotations.warn(
    'sort is ineffective for range queries since results are always ordered by labels',
    node.position,
  );
  return false;
}

/** NaN comes last either way. */
function compareValues(a: number, b: number, sign: 1 | -1): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}

function compareKeys(a: readonly NaturalKey[], b: readonly NaturalKey[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = compareNaturally(a[i]!, b[i]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

function clearHistograms(series: GridSeries): void {
  if (series.histograms === undefined) return;
  for (let step = 0; step < series.kinds.length; step++) if (series.kinds[step] === HISTOGRAM) series.clear(step);
}
