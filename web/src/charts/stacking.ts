import type { Column } from './align';

export interface StackedSeries {
  readonly values: Column;
  /** Series of the same key stand on each other; undefined: it stands alone. */
  readonly group: string | undefined;
  readonly mode: 'normal' | 'percent';
  /** Takes no room in its stack. */
  readonly isHidden: boolean;
}

export interface Stacked {
  /** The upper edge of each series (the lower one of a stack of negative values), in the order given. */
  readonly edges: readonly Column[];
  /** Index of the series on which each one stands; undefined: on zero. */
  readonly below: readonly (number | undefined)[];
}

/**
 * Stacks of values: `normal` adds them, `percent` gives their share of the sum of all in the group, 0 to 1. A missing value adds
 * nothing, so that a gap in one series does not move the others; outside of its first and last value a series has no edge.
 */
export function stack(length: number, series: readonly StackedSeries[]): Stacked {
  const totals = percentTotals(length, series);
  const sums = new Map<string, Float64Array>();
  const tops = new Map<string, number>();
  const edges: Column[] = [];
  const below: (number | undefined)[] = [];
  series.forEach((one, index) => {
    const { group, values } = one;
    if (group === undefined || one.isHidden) {
      edges.push(values);
      below.push(undefined);
      return;
    }
    let sum = sums.get(group);
    if (sum === undefined) {
      sum = new Float64Array(length);
      sums.set(group, sum);
    }
    edges.push(addedTo(sum, values, one.mode === 'percent' ? totals.get(group) : undefined));
    below.push(tops.get(group));
    tops.set(group, index);
  });
  return { edges, below };
}

function addedTo(sum: Float64Array, values: Column, total: Float64Array | undefined): Column {
  const first = values.findIndex(isValue);
  const last = values.findLastIndex(isValue);
  const edge = new Array<number | null>(sum.length).fill(null);
  for (let i = Math.max(0, first); i <= last; i++) {
    const value = values[i] ?? 0;
    sum[i]! += total === undefined ? value : total[i] === 0 ? 0 : value / total[i]!;
    edge[i] = sum[i]!;
  }
  return edge;
}

function percentTotals(length: number, series: readonly StackedSeries[]): Map<string, Float64Array> {
  const totals = new Map<string, Float64Array>();
  for (const { group, values, mode, isHidden } of series) {
    if (group === undefined || mode !== 'percent' || isHidden) continue;
    const total = totals.get(group) ?? new Float64Array(length);
    totals.set(group, total);
    for (let i = 0; i < length; i++) total[i]! += Math.abs(values[i] ?? 0);
  }
  return totals;
}

const isValue = (value: number | null | undefined): boolean => value !== null && value !== undefined;
