/**
 * The q-quantile of values, by linear interpolation between the two nearest; NaN counts as less than all others. NaN of
 * none and for q = NaN; -Inf for q < 0, +Inf for q > 1.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#quantile_over_time
 *
 * `values` is left sorted.
 */
export function quantile(q: number, values: Float64Array): number {
  const count = values.length;
  if (count === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  // Typed arrays sort NaN to the end.
  values.sort();
  let nans = 0;
  while (nans < count && Number.isNaN(values[count - 1 - nans]!)) nans++;
  const at = (index: number): number => (index < nans ? Number.NaN : values[index - nans]!);
  const rank = q * (count - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(count - 1, lower + 1);
  const weight = rank - lower;
  return at(lower) * (1 - weight) + at(upper) * weight;
}
