import { QuartetError } from './errors.js';
import type { Labels } from './labels.js';
import { labelsKey } from './labels-key.js';

/** The label sets that one query has read, each counted once however many of its selectors match it. */
export class FetchedSeries {
  private readonly seen = new Set<string>();

  /** Throws `limit_exceeded` for more than `most`. */
  add(labels: Labels, most: number): void {
    this.seen.add(labelsKey(labels));
    if (this.seen.size > most) throw new QuartetError('limit_exceeded', tooMany(most));
  }
}

/** Mimir's text. */
const tooMany = (limit: number): string =>
  `the query exceeded the maximum number of series (limit: ${limit} series) (err-mimir-max-series-per-query). Consider reducing the time range and/or number of series selected by the query. One way to reduce the number of selected series is to add more label matchers to the query. Otherwise, to adjust the related per-tenant limit, configure -querier.max-fetched-series-per-query, or contact your service administrator.`;
