import { lostIn } from '../../../vector/compensated-sum.js';
import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Group } from './groups.js';
import { HistogramSums } from './histogram-sums.js';
import type { AggregationNotes } from './notes.js';
import { setHistogramSums } from './set-histogram-sums.js';

/** `avg`: sum by count; where the sum is too large for a float, a mean that moves with each value. */
export class AvgGroup implements Group {
  private readonly counts: Float64Array;
  private readonly lost: Float64Array;
  /** 1 at steps where `output` has the mean and not the sum. */
  private readonly isMean: Uint8Array;
  private histograms: HistogramSums | undefined;

  constructor(
    private readonly output: GridSeries,
    private readonly notes: AggregationNotes,
  ) {
    this.counts = new Float64Array(output.kinds.length);
    this.lost = new Float64Array(output.kinds.length);
    this.isMean = new Uint8Array(output.kinds.length);
  }

  fold(series: GridSeries): void {
    const { kinds, values } = series;
    const { kinds: seen, values: sums } = this.output;
    const { counts, lost, isMean } = this;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === FLOAT) {
        const value = values[step]!;
        counts[step]!++;
        if (seen[step] === ABSENT) {
          seen[step] = FLOAT;
          sums[step] = value;
          continue;
        }
        const before = sums[step]!;
        const sum = before + value;
        if (isMean[step] === 1 || sum === Infinity || sum === -Infinity) {
          this.moveMean(step, value);
          continue;
        }
        sums[step] = sum;
        lost[step]! += lostIn(before, value, sum);
      } else if (kinds[step] !== ABSENT) {
        this.histograms ??= new HistogramSums('mean', this.notes);
        this.histograms.add(step, series.histogram(step), series.labels);
      }
    }
  }

  private moveMean(step: number, value: number): void {
    const { counts, lost, isMean } = this;
    const { values } = this.output;
    const count = counts[step]!;
    if (isMean[step] === 0) {
      isMean[step] = 1;
      values[step]! /= count - 1;
      lost[step]! /= count - 1;
    }
    const kept = (count - 1) / count;
    const mean = values[step]! * kept;
    const moved = mean + value / count;
    values[step] = moved;
    lost[step] = lost[step]! * kept + lostIn(mean, value / count, moved);
  }

  result(): GridSeries {
    const { output, counts, lost, isMean } = this;
    const { values } = output;
    for (let step = 0; step < lost.length; step++) {
      const count = isMean[step] === 1 ? 1 : counts[step]!;
      const mean = values[step]! / count;
      values[step] = Number.isFinite(mean) ? mean + lost[step]! / count : mean;
    }
    if (this.histograms !== undefined) setHistogramSums(output, this.histograms, this.notes);
    return output;
  }
}
