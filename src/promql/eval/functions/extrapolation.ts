/**
 * By how much the change between the first and the last sample of a window is to be multiplied to stand for all of it.
 * The samples are taken to go on up to the bounds, or, where a bound is further away than 1.1 of their mean distance, for
 * half that distance; and a counter not further back than to its zero.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 *
 * Times in ms; `steps`: samples less one. Of a counter `value` is the first sample's, and `growth` what was added since;
 * of a gauge `growth` is 0.
 */
export function extrapolationFactor(
  start: number,
  end: number,
  first: number,
  last: number,
  steps: number,
  value: number,
  growth: number,
): number {
  const sampled = last - first;
  let before = first - start;
  if (isFar(before, sampled, steps)) before = sampled / steps / 2;
  if (growth > 0 && value >= 0) {
    const sinceZero = sampled * (value / growth);
    if (sinceZero < before) before = sinceZero;
  }
  let after = end - last;
  if (isFar(after, sampled, steps)) after = sampled / steps / 2;
  return (sampled + before + after) / sampled;
}

/**
 * Whether a bound is further than 1.1 mean distances away. Divisions are most of what a window costs, so they are left to
 * the cases near the threshold, where the answer depends on the rounding of Prometheus' own computation in seconds.
 */
function isFar(gap: number, sampled: number, steps: number): boolean {
  const gaps = gap * steps;
  if (gaps < sampled * 1.09) return false;
  return gaps > sampled * 1.11 || gap / 1000 >= (sampled / 1000 / steps) * 1.1;
}
