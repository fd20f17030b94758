/**
 * The times of the whole query, ms: what `start()`, `end()`, `step()` and `range()` mean in all of its parts. In a range
 * query `end` is what was asked for, also where no step falls on it. `step` is 0 in an instant query.
 */
export interface QueryBounds {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}
