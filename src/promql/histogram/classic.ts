/**
 * A classic histogram at one point in time: cumulative counts by inclusive upper bound.
 * https://prometheus.io/docs/concepts/metric_types/#histogram
 */
export interface ClassicHistogram {
  /** Ascending, each once. */
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** Without a bucket for all observations nothing can be said. */
const isComplete = ({ bounds }: ClassicHistogram): boolean => bounds.at(-1) === Infinity;

/**
 * The q-quantile of counts that do not descend, linear within a bucket; -Inf below 0 and +Inf above 1. The lowest bucket
 * begins at 0 where its bound is positive; a quantile in the highest is the bound below. NaN without a +Inf bucket, of that
 * bucket alone, and of no observations.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function classicQuantile(q: number, histogram: ClassicHistogram): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const { bounds, counts } = histogram;
  const last = bounds.length - 1;
  if (!isComplete(histogram) || last < 1 || counts[last] === 0) return Number.NaN;

  const rank = q * counts[last]!;
  const at = firstReaching(rank, counts, last);
  if (at === last) return bounds[last - 1]!;
  if (at === 0 && bounds[0]! <= 0) return bounds[0]!;
  const lower = at === 0 ? 0 : bounds[at - 1]!;
  const below = at === 0 ? 0 : counts[at - 1]!;
  return lower + (bounds[at]! - lower) * ((rank - below) / (counts[at]! - below));
}

/** The first of `end` counts that is at least `rank`, else `end`; by bisection, so that NaN counts give `end`. */
function firstReaching(rank: number, counts: readonly number[], end: number): number {
  let from = 0;
  let to = end;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (counts[middle]! >= rank) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * The estimated fraction of observations between two values. NaN without a +Inf bucket and of no observations.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction
 */
export function classicFraction(lower: number, upper: number, histogram: ClassicHistogram): number {
  const count = histogram.counts.at(-1)!;
  if (!isComplete(histogram) || count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  return (Math.min(rankOf(upper, histogram), count) - Math.min(rankOf(lower, histogram), count)) / count;
}

/** How many observations are below a value; +Inf where all are. */
function rankOf(value: number, { bounds, counts }: ClassicHistogram): number {
  let below = 0;
  let lower = bounds[0]! > 0 ? 0 : -Infinity;
  for (let i = 0; i < bounds.length; i++) {
    const upper = bounds[i]!;
    if (lower >= value) return below;
    if (upper > value) {
      // Nothing can be said of values beside an infinite bound: all of them count as being at the finite one.
      if (lower === -Infinity) return counts[i]!;
      return below + ((counts[i]! - below) * (value - lower)) / (upper - lower);
    }
    below = counts[i]!;
    lower = upper;
  }
  return Infinity;
}
