import type { Labels } from '../../../model/labels.js';
import { CompensatedSum } from '../../../vector/compensated-sum.js';
import { GridSeries } from '../../../vector/grid-series.js';
import type { RangeAggregation } from '../../ast.js';
import type { SeriesGatherer } from './series-samples.js';

/** What is known of the samples of a window, of which each part came summarized. */
interface WindowSummary {
  /** Some samples: their sum, their extreme or their mean, how many they are, and the sum of their squared deviations. */
  add(value: number, entries: number, squares: number): void;
  readonly value: number;
}

class Sum implements WindowSummary {
  private readonly sum = new CompensatedSum();

  constructor(private readonly divideBy: number) {}

  add(value: number): void {
    this.sum.add(value);
  }

  get value(): number {
    return this.sum.total / this.divideBy;
  }
}

class Extreme implements WindowSummary {
  value = Number.NaN;

  constructor(private readonly isBetter: (value: number, best: number) => boolean) {}

  add(value: number): void {
    if (Number.isNaN(this.value) || this.isBetter(value, this.value)) this.value = value;
  }
}

/** Mean and variance of parts, by Chan's method, which cancels nothing out. */
class Moments implements WindowSummary {
  private entries = 0;
  private mean = 0;
  private squares = 0;

  constructor(private readonly of: (mean: number, variance: number) => number) {}

  add(mean: number, entries: number, squares: number): void {
    const delta = mean - this.mean;
    const before = this.entries;
    this.entries += entries;
    // Of infinities the difference would be NaN.
    if (Number.isFinite(this.mean) || mean !== this.mean) this.mean += (delta * entries) / this.entries;
    this.squares += squares + delta * delta * ((before * entries) / this.entries);
  }

  get value(): number {
    return this.of(this.mean, this.squares / this.entries);
  }
}

type SummarizedOperator = Extract<
  RangeAggregation['op'],
  | 'sum_over_time'
  | 'rate'
  | 'avg_over_time'
  | 'min_over_time'
  | 'max_over_time'
  | 'stddev_over_time'
  | 'stdvar_over_time'
>;

const SUMMARIES: { readonly [K in SummarizedOperator]: (seconds: number) => WindowSummary } = {
  sum_over_time: () => new Sum(1),
  rate: (seconds) => new Sum(seconds),
  avg_over_time: () => new Moments((mean) => mean),
  min_over_time: () => new Extreme((value, best) => value < best),
  max_over_time: () => new Extreme((value, best) => value > best),
  stddev_over_time: () => new Moments((_, variance) => Math.sqrt(variance)),
  stdvar_over_time: () => new Moments((_, variance) => variance),
};

/** Unwrapped samples of a series of which the store summarized most; they may come in any order. */
export class SummarizedSeries implements SeriesGatherer {
  private readonly windows: (WindowSummary | undefined)[];
  private readonly summary: () => WindowSummary;

  constructor(
    private readonly count: number,
    { op, range }: RangeAggregation,
  ) {
    this.windows = new Array<WindowSummary | undefined>(count);
    this.summary = () => SUMMARIES[op as SummarizedOperator](range.rangeMs / 1000);
  }

  add(_ns: bigint, value: number, first: number, last: number, entries = 1, squares = 0): void {
    for (let step = first; step <= last; step++) {
      const window = this.windows[step] ?? this.summary();
      this.windows[step] = window;
      window.add(value, entries, squares);
    }
  }

  series(labels: Labels): GridSeries {
    const series = new GridSeries(labels, this.count);
    this.windows.forEach((window, step) => {
      if (window !== undefined) series.setFloat(step, window.value);
    });
    return series;
  }
}
