import { QuartetError } from '../model/errors.js';

/**
 * How many points one query may hold at a time, shared by all its parts. Samples that are folded as they are read only
 * count as seen.
 */
export class PointBudget {
  /** Samples looked at so far. */
  seen = 0;
  /** Most points that were held at once. */
  peak = 0;
  private held = 0;

  constructor(private readonly max: number) {}

  /** Throws `limit_exceeded` when these are too many. */
  hold(points: number): void {
    this.held += points;
    if (this.held > this.peak) this.peak = this.held;
    if (this.held > this.max) {
      throw new QuartetError(
        'limit_exceeded',
        'query processing would load too many samples into memory in query execution',
      );
    }
  }

  release(points: number): void {
    this.held -= points;
  }
}
