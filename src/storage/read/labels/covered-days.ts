import type { DayRange } from './label-set-condition.js';

/** Days of which everything is known. */
export class CoveredDays {
  private ranges: DayRange[] = [];

  covers({ first, last }: DayRange): boolean {
    return this.ranges.some((range) => range.first <= first && range.last >= last);
  }

  cover(days: DayRange): void {
    let { first, last } = days;
    const apart = this.ranges.filter((range) => range.last < first - 1 || range.first > last + 1);
    for (const range of this.ranges) {
      if (apart.includes(range)) continue;
      first = Math.min(first, range.first);
      last = Math.max(last, range.last);
    }
    this.ranges = [...apart, { first, last }];
  }
}
