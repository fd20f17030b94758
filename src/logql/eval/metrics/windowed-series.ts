import type { Labels } from '../../../model/labels.js';
import { GridSeries } from '../../../vector/grid-series.js';
import type { SeriesGatherer } from './series-samples.js';
import type { WindowValue } from './window-functions.js';

interface Sample {
  readonly ns: bigint;
  readonly value: number;
  readonly first: number;
  readonly last: number;
}

/** Keeps the samples of a series, and judges the window of each step at the end. */
export class WindowedSeries implements SeriesGatherer {
  private readonly samples: Sample[] = [];

  constructor(
    private readonly count: number,
    private readonly judge: WindowValue,
    private readonly stepEnds: (step: number) => bigint,
  ) {}

  add(ns: bigint, value: number, first: number, last: number): void {
    this.samples.push({ ns, value, first, last });
  }

  series(labels: Labels): GridSeries {
    const series = new GridSeries(labels, this.count);
    // Entries of several streams come one stream after another. The sort is stable: of one time the first stays first.
    this.samples.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
    const ns = this.samples.map((sample) => sample.ns);
    const values = Float64Array.from(this.samples, (sample) => sample.value);
    let from = 0;
    let to = 0;
    for (let step = 0; step < this.count; step++) {
      while (to < this.samples.length && this.samples[to]!.first <= step) to++;
      while (from < to && this.samples[from]!.last < step) from++;
      if (from === to) continue;
      series.setFloat(step, this.judge({ ns, values, from, to, end: this.stepEnds(step) }));
    }
    return series;
  }
}
