import { ExpressionError } from './errors.js';
import { type Item, mapItem } from './item.js';

/** Bounds by the names that Grafana has for their comparisons. */
const COMPARISONS: Readonly<Record<string, (value: number, a: number, b: number) => boolean>> = {
  gt: (value, a) => value > a,
  lt: (value, a) => value < a,
  eq: (value, a) => value === a,
  ne: (value, a) => value !== a,
  gte: (value, a) => value >= a,
  lte: (value, a) => value <= a,
  within_range: (value, a, b) => value > Math.min(a, b) && value < Math.max(a, b),
  outside_range: (value, a, b) => value < Math.min(a, b) || value > Math.max(a, b),
  within_range_included: (value, a, b) => value >= Math.min(a, b) && value <= Math.max(a, b),
  outside_range_included: (value, a, b) => value <= Math.min(a, b) || value >= Math.max(a, b),
};

/** Throws for comparisons that are not known. */
export function comparisonOf(name: string): (value: number, a: number, b: number) => boolean {
  const holds = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
  if (holds === undefined) {
    throw new ExpressionError('parse', `there is no comparison "${name}": ${Object.keys(COMPARISONS).join(', ')}`);
  }
  return holds;
}

/** 1 where values are beyond the threshold, else 0; what is no number stays so. Throws for comparisons that are not known. */
export function beyondThreshold(
  items: readonly Item[],
  comparison: string,
  params: readonly number[],
): readonly Item[] {
  const holds = comparisonOf(comparison);
  const [a = 0, b = 0] = params;
  const test = (value: number | null) => (value === null || Number.isNaN(value) ? value : holds(value, a, b) ? 1 : 0);
  return items.map((item) => mapItem(item, test));
}
