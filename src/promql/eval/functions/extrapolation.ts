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
  const sampled = (last - first) / 1000;
  const distance = sampled / steps;
  const threshold = distance * 1.1;
  let before = (first - start) / 1000;
  if (before >= threshold) before = distance / 2;
  if (growth > 0 && value >= 0) {
    const sinceZero = sampled * (value / growth);
    if (sinceZero < before) before = sinceZero;
  }
  let after = (end - last) / 1000;
  if (after >= threshold) after = distance / 2;
  return (sampled + before + after) / sampled;
}
