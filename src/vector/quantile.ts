/**
 * The q-quantile of values, by linear interpolation between the two nearest; NaN counts as less than all others. NaN of
 * none and for q = NaN; -Inf for q < 0, +Inf for q > 1.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators
 *
 * `values` is left sorted.
 */
export function quantile(q: number, values: Float64Array): number {
  // Typed arrays sort NaN to the end.
  values.sort();
  let numbers = values.length;
  while (numbers > 0 && Number.isNaN(values[numbers - 1]!)) numbers--;
  return quantileOfSorted(q, values, numbers, values.length - numbers);
}

/** The same of the first `numbers` of `sorted`, ascending, and of `nans` times NaN. */
export function quantileOfSorted(q: number, sorted: Float64Array, numbers: number, nans: number): number {
  const count = numbers + nans;
  if (count === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const rank = q * (count - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(count - 1, lower + 1);
  const weight = rank - lower;
  // Even of equal neighbours, and even at weight 0: infinities make NaN of it.
  const low = lower < nans ? Number.NaN : sorted[lower - nans]!;
  const high = upper < nans ? Number.NaN : sorted[upper - nans]!;
  return low * (1 - weight) + high * weight;
}
