import type { Labels } from '../../../model/labels.js';
import { GridSeries } from '../../../vector/grid-series.js';
import type { StepGrid } from '../../../vector/step-grid.js';
import { nsOfMs } from '../nanoseconds.js';

/** The steps of a grid whose window `(t - range, t]` holds a time. */
export class StepsOfTime {
  /** First and last step (inclusive) that `turnTo` found; none where `first > last`. */
  first = 0;
  last = -1;
  private readonly start: bigint;
  private readonly step: number;
  private readonly range: number;

  /** `offset`: how far before the steps the windows lie. Times in ms. */
  constructor(
    private readonly grid: StepGrid,
    rangeMs: number,
    offsetMs: number,
  ) {
    this.start = nsOfMs(grid.start - offsetMs);
    this.step = grid.step * 1e6;
    this.range = rangeMs * 1e6;
  }

  turnTo(ns: bigint): void {
    // Exact within 104 days of the first step.
    const since = Number(ns - this.start);
    this.first = Math.max(0, Math.ceil(since / this.step));
    this.last = Math.min(this.grid.count - 1, Math.ceil((since + this.range) / this.step) - 1);
  }
}

/** What is gathered of one series of a range aggregation. */
export interface SeriesGatherer {
  /**
   * A sample that lies in the windows of the steps `first` to `last`, or the value of several `entries`, with the sum of
   * their squared deviations.
   */
  add(ns: bigint, value: number, first: number, last: number, entries?: number, squares?: number): void;
  /** Called once, after the last sample. */
  series(labels: Labels): GridSeries;
}

/**
 * Sums of whole numbers over each step's window: what a sample adds to its first step it takes away behind its last, so
 * that it costs the same in a window of a day as in one of a second.
 */
export class WholeNumberSums implements SeriesGatherer {
  private readonly changes: Float64Array;
  private readonly samples: Float64Array;

  constructor(
    private readonly count: number,
    private readonly divideBy: number,
  ) {
    this.changes = new Float64Array(count + 1);
    this.samples = new Float64Array(count + 1);
  }

  add(_ns: bigint, value: number, first: number, last: number): void {
    this.changes[first]! += value;
    this.changes[last + 1]! -= value;
    this.samples[first]! += 1;
    this.samples[last + 1]! -= 1;
  }

  series(labels: Labels): GridSeries {
    const series = new GridSeries(labels, this.count);
    let sum = 0;
    let samples = 0;
    for (let step = 0; step < this.count; step++) {
      sum += this.changes[step]!;
      samples += this.samples[step]!;
      if (samples > 0) series.setFloat(step, sum / this.divideBy);
    }
    return series;
  }
}
