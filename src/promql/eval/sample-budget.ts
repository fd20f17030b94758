import { QuartetError } from '../../model/errors.js';

/** How many samples one query may load; shared by all its selectors. */
export class SampleBudget {
  /** Samples loaded so far. */
  total = 0;

  constructor(private readonly max: number) {}

  /** Throws `limit_exceeded` when these are too many. */
  take(samples: number): void {
    this.total += samples;
    if (this.total > this.max) {
      throw new QuartetError(
        'limit_exceeded',
        'query processing would load too many samples into memory in query execution',
      );
    }
  }
}
