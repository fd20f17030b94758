/**
 * The `p`-quantile of values of which only is known how many lie in `(2^(i-1), 2^i]`: within the bucket where it falls,
 * values are taken to be spread evenly by their logarithms between the next smaller bucket that has values and its own.
 * 0 without values. https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/
 */
export function powerQuantile(
  p: number,
  buckets: readonly { readonly power: number; readonly count: number }[],
): number {
  const filled = buckets.filter(({ count }) => count > 0).sort((a, b) => a.power - b.power);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  const wanted = Math.max(Math.ceil(p * total), p > 0 ? 1 : 0);
  let below = 0;
  let at = 0;
  while (at < filled.length - 1 && below + filled[at]!.count < wanted) below += filled[at++]!.count;
  const { power, count } = filled[at]!;
  const least = at > 0 ? filled[at - 1]!.power : power - 1;
  return 2 ** (least + (power - least) * ((wanted - below) / count));
}
