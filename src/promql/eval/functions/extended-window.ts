import type { SampleRun, Window } from './implementation.js';

/**
 * The samples that a window with extended bounds is made of, by index into the run: `first` is the last one at or before
 * the start, else the first one within; `last` is the last one within or, smoothed, the first one at or after the end.
 * https://github.com/prometheus/proposals/blob/main/proposals/0052-extended-range-selectors-semantics.md
 */
export class ExtendedWindow {
  first = 0;
  last = 0;

  constructor(
    private readonly run: SampleRun,
    private readonly isSmoothed: boolean,
    /** How far beyond the bounds samples count, ms; its far end exclusive before the start, inclusive after the end. */
    private readonly lookback: number,
  ) {}

  /** False where there is nothing to compare: no sample after the start, or none up to the end. */
  turnTo({ from, to, start, end }: Window): boolean {
    const { ts } = this.run;
    this.first = from > 0 && ts[from - 1]! > start - this.lookback ? from - 1 : from;
    this.last = to - 1;
    if (this.isSmoothed && to < ts.length && ts[to]! <= end + this.lookback && !(to > 0 && ts[to - 1] === end)) {
      this.last = to;
    }
    return this.last >= from && this.last >= this.first && ts[this.last]! > start && ts[this.first]! <= end;
  }
}
