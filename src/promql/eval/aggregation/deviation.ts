import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Group } from './groups.js';
import type { AggregationNotes } from './notes.js';

/**
 * `stdvar` and `stddev` of the whole population, by Welford's method.
 * https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance#Welford's_online_algorithm
 */
class DeviationGroup implements Group {
  private readonly counts: Float64Array;
  private readonly means: Float64Array;

  /** `output` has the sums of squared differences from the mean until the result is asked for. */
  constructor(
    private readonly output: GridSeries,
    private readonly notes: AggregationNotes,
    private readonly ofVariance: (variance: number) => number,
  ) {
    this.counts = new Float64Array(output.kinds.length);
    this.means = new Float64Array(output.kinds.length);
  }

  fold({ kinds, values }: GridSeries): void {
    const { kinds: seen, values: squares } = this.output;
    const { counts, means } = this;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === FLOAT) {
        const value = values[step]!;
        seen[step] = FLOAT;
        const delta = value - means[step]!;
        const mean = means[step]! + delta / ++counts[step]!;
        means[step] = mean;
        squares[step]! += delta * (value - mean);
      } else if (kinds[step] !== ABSENT) this.notes.ignoredHistogram();
    }
  }

  result(): GridSeries {
    const { output, counts } = this;
    for (let step = 0; step < counts.length; step++) {
      output.values[step] = this.ofVariance(output.values[step]! / counts[step]!);
    }
    return output;
  }
}

export const stdvarGroup = (output: GridSeries, notes: AggregationNotes): Group =>
  new DeviationGroup(output, notes, (variance) => variance);

export const stddevGroup = (output: GridSeries, notes: AggregationNotes): Group =>
  new DeviationGroup(output, notes, Math.sqrt);
