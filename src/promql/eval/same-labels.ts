import { QuartetError } from '../../model/errors.js';
import { type Labels, METRIC_NAME } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { ABSENT, type GridSeries, HISTOGRAM } from '../../vector/grid-series.js';
import type { Pace } from '../../vector/pace.js';
import type { Expression } from '../ast.js';

const sameLabels = (): QuartetError =>
  new QuartetError('execution', 'vector cannot contain metrics with the same labelset');

/** Throws when two series of a stream have the same labels. */
export class DistinctLabels {
  private readonly seen = new Set<string>();

  judge(labels: Labels): void {
    const key = labelsKey(labels);
    if (this.seen.has(key)) throw sameLabels();
    this.seen.add(key);
  }
}

/** Makes one of the series with the same labels. Throws when two of them have a point at the same step. */
export async function mergeSameLabels(all: readonly GridSeries[], pace: Pace): Promise<GridSeries[]> {
  const merged = new Map<string, GridSeries>();
  for (const series of all) {
    const key = labelsKey(series.labels);
    const before = merged.get(key);
    if (before === undefined) merged.set(key, series);
    else merge(series, before);
    if (pace.isDue) await pace.rest();
  }
  return [...merged.values()];
}

function merge(from: GridSeries, into: GridSeries): void {
  for (let step = 0; step < from.kinds.length; step++) {
    if (from.kinds[step] === ABSENT) continue;
    if (into.kinds[step] !== ABSENT) throw sameLabels();
    if (from.kinds[step] === HISTOGRAM) into.setHistogram(step, from.histogram(step));
    else into.setFloat(step, from.values[step]!);
  }
}

const KEEP_LABELS: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
const KEEP_NAMES: ReadonlySet<string> = new Set([
  'first_over_time',
  'info',
  'label_join',
  'label_replace',
  'last_over_time',
  'sort',
  'sort_by_label',
  'sort_by_label_desc',
  'sort_desc',
]);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', 'atan2']);

/** Whether two series of a vector may differ by their metric name alone, so that dropping it makes them the same. */
export function mayDifferByNameOnly(node: Expression): boolean {
  switch (node.kind) {
    case 'vector-selector':
      return !node.matchers.some(({ name, op, value }) => name === METRIC_NAME && op === '=' && value !== '');
    case 'matrix-selector':
      return mayDifferByNameOnly(node.selector);
    case 'parentheses':
    case 'subquery':
      return mayDifferByNameOnly(node.expression);
    case 'aggregation':
      if (KEEP_LABELS.has(node.op)) return mayDifferByNameOnly(node.expression);
      return node.op === 'count_values' || (!node.without && node.grouping.includes(METRIC_NAME));
    case 'binary':
      return !ARITHMETIC.has(node.op);
    case 'call':
      return KEEP_NAMES.has(node.function.name);
    default:
      return false;
  }
}
