import { QuartetError } from '../../model/errors.js';
import type { TraceQueryMessage } from '../../wire/jaeger/api-v3.js';
import { invalid } from './search-parameters.js';
import type { TraceQuery } from './trace-search.js';

const DEFAULT_LIMIT = 100;

export const traceNotFound = (): QuartetError => new QuartetError('not_found', 'trace not found');

/** A query of `api_v3`, by HTTP or gRPC; its times are required, and its end is exclusive. */
export function v3Query({ start, end, limit, ...criteria }: TraceQueryMessage): TraceQuery {
  if (start === undefined || end === undefined) {
    throw invalid('start time min and max are required parameters');
  }
  if (limit < 0) throw invalid('search depth must not be negative');
  const { minDuration, maxDuration } = criteria;
  if (minDuration !== undefined && maxDuration !== undefined && maxDuration !== 0n && minDuration > maxDuration) {
    throw invalid('the minimum duration must not be above the maximum');
  }
  return {
    ...criteria,
    // Zero lengths stand for none.
    minDuration: minDuration || undefined,
    maxDuration: maxDuration || undefined,
    range: { start, end: end - 1n },
    limit: limit || DEFAULT_LIMIT,
  };
}
