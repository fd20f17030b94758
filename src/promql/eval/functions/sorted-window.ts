import { quantileOfSorted } from '../../../vector/quantile.js';

/**
 * The values of a window in ascending order, kept from window to window: what enters and leaves is found by halving, and
 * only where most of a window is new is it sorted anew.
 */
export class SortedWindow {
  private sorted = new Float64Array(16);
  private distances = new Float64Array(16);
  /** How many there are of values that are numbers, and of NaN. */
  private numbers = 0;
  private nans = 0;
  private from = 0;
  private to = 0;

  constructor(private readonly values: Float64Array) {}

  /** To the values `from` to `to - 1`; neither may go back. */
  turnTo(from: number, to: number): void {
    const { values } = this;
    this.reserve(to - from + this.to - this.from);
    if (from - this.from + (to - this.to) >= to - from) {
      this.sortAnew(from, to);
    } else {
      for (let i = this.from; i < from; i++) this.remove(values[i]!);
      for (let i = this.to; i < to; i++) this.insert(values[i]!);
    }
    this.from = from;
    this.to = to;
  }

  quantile(q: number): number {
    return quantileOfSorted(q, this.sorted, this.numbers, this.nans);
  }

  /** The median of the distances from the median. */
  medianDistance(): number {
    const median = this.quantile(0.5);
    // Half of the values at least are at infinity then, and have no distance from it.
    if (!Number.isFinite(median)) return Number.NaN;
    if (this.distances.length < this.numbers) this.distances = new Float64Array(this.sorted.length);
    // Distances grow to both sides of the median: two ascending lists to merge.
    let above = this.firstNotBelow(median);
    let below = above - 1;
    for (let i = 0; i < this.numbers; i++) {
      const up = above < this.numbers ? this.sorted[above]! - median : Infinity;
      const down = below >= 0 ? median - this.sorted[below]! : Infinity;
      const takesUp = below < 0 || (above < this.numbers && up <= down);
      this.distances[i] = takesUp ? up : down;
      if (takesUp) above++;
      else below--;
    }
    return quantileOfSorted(0.5, this.distances, this.numbers, this.nans);
  }

  private sortAnew(from: number, to: number): void {
    const window = this.sorted.subarray(0, to - from);
    window.set(this.values.subarray(from, to));
    // NaN comes last.
    window.sort();
    this.numbers = to - from;
    while (this.numbers > 0 && Number.isNaN(window[this.numbers - 1]!)) this.numbers--;
    this.nans = to - from - this.numbers;
  }

  private insert(value: number): void {
    if (Number.isNaN(value)) {
      this.nans++;
      return;
    }
    const at = this.firstNotBelow(value);
    this.sorted.copyWithin(at + 1, at, this.numbers);
    this.sorted[at] = value;
    this.numbers++;
  }

  private remove(value: number): void {
    if (Number.isNaN(value)) {
      this.nans--;
      return;
    }
    const at = this.firstNotBelow(value);
    this.sorted.copyWithin(at, at + 1, this.numbers);
    this.numbers--;
  }

  private firstNotBelow(value: number): number {
    let low = 0;
    let high = this.numbers;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (precedes(this.sorted[middle]!, value)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private reserve(count: number): void {
    if (count <= this.sorted.length) return;
    const larger = new Float64Array(2 * count);
    larger.set(this.sorted);
    this.sorted = larger;
  }
}

/** The order of sorted typed arrays: -0 comes before 0. */
function precedes(a: number, b: number): boolean {
  return a < b || (a === 0 && b === 0 && 1 / a < 1 / b);
}
