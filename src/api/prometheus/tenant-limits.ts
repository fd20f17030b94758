import { goDuration } from '../../lib/go-duration.js';
import { type MetricLimits, readLimits } from '../../model/metric-limits.js';
import { mimirError } from '../../model/mimir-error.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';

type Asked = Pick<PrometheusRequest, 'context' | 'tenant'>;

/** What holds for the tenants that a request reads; of each limit the strictest. */
const limitsOfRequest = ({ context, tenant }: Asked): MetricLimits => readLimits(context.limitsOf, tenant);

/** Refuses a query whose text is longer than Mimir's `max_query_expression_size_bytes`. */
export function checkExpressionSize(request: Asked, query: string): void {
  const limit = limitsOfRequest(request).maxQueryExpressionSizeBytes;
  const size = Buffer.byteLength(query);
  if (size <= limit) return;
  throw badData(
    mimirError(
      `the raw query size in bytes exceeds the limit (query size: ${size}, limit: ${limit})`,
      'max-query-expression-size-bytes',
      'query-frontend.max-query-expression-size-bytes',
    ),
  );
}

/** Refuses a query over more time than Mimir's `max_total_query_length`. `start` and `end`: ms. */
export function checkTotalLength(request: Asked, start: number, end: number): void {
  const limit = limitsOfRequest(request).maxTotalQueryLength;
  const length = end - start;
  if (length <= limit) return;
  throw badData(
    mimirError(
      `the total query time range exceeds the limit (query length: ${goDuration(length)}, limit: ${goDuration(limit)})`,
      'max-total-query-length',
      'query-frontend.max-total-query-length',
    ),
  );
}

/** The first step at `start + n * step` that Mimir's `max_query_lookback` lets in, ms; it may lie after the end. */
export function firstAllowedStep(request: Asked, start: number, step: number): number {
  const oldest = request.context.now() - limitsOfRequest(request).maxQueryLookback;
  return start >= oldest ? start : start + Math.ceil((oldest - start) / step) * step;
}

/** Refuses the cardinality API where `cardinality_analysis_enabled` is off. */
export function checkCardinalityAnalysis(request: Asked): void {
  if (limitsOfRequest(request).cardinalityAnalysisEnabled) return;
  throw badData(`cardinality analysis is disabled for the tenant: ${request.tenant}`);
}
