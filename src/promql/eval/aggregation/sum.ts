import { lostIn } from '../../../vector/compensated-sum.js';
import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Group } from './groups.js';
import { HistogramSums } from './histogram-sums.js';
import type { AggregationNotes } from './notes.js';
import { setHistogramSums } from './set-histogram-sums.js';

/** `sum`: what rounding loses is summed beside the sum (Neumaier's variant of Kahan's summation). */
export class SumGroup implements Group {
  private readonly lost: Float64Array;
  private histograms: HistogramSums | undefined;

  constructor(
    private readonly output: GridSeries,
    private readonly notes: AggregationNotes,
  ) {
    this.lost = new Float64Array(output.kinds.length);
  }

  fold(series: GridSeries): void {
    const { kinds, values } = series;
    const { kinds: seen, values: sums } = this.output;
    const { lost } = this;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === FLOAT) {
        const value = values[step]!;
        if (seen[step] === ABSENT) {
          seen[step] = FLOAT;
          sums[step] = value;
          continue;
        }
        const before = sums[step]!;
        const sum = before + value;
        sums[step] = sum;
        lost[step]! += lostIn(before, value, sum);
      } else if (kinds[step] !== ABSENT) {
        this.histograms ??= new HistogramSums('sum', this.notes);
        this.histograms.add(step, series.histogram(step), series.labels);
      }
    }
  }

  result(): GridSeries {
    const { output, lost } = this;
    for (let step = 0; step < lost.length; step++) {
      if (Number.isFinite(output.values[step]!)) output.values[step]! += lost[step]!;
    }
    if (this.histograms !== undefined) setHistogramSums(output, this.histograms, this.notes);
    return output;
  }
}
