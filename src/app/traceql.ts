import type { ReadContext } from '../api/read-context.js';
import type { TempoContext } from '../api/tempo/request.js';
import type { SpanReader } from '../storage/span-interface.js';
import { TraceqlEngine } from '../traceql/engine.js';
import { TraceqlMetrics } from '../traceql/metrics/metrics-engine.js';
import { TraceqlTags } from '../traceql/tags/tags-engine.js';

/** Series that a metrics query may come to; an attribute with a value for each span would have as many. */
const MAX_SERIES = 10_000;

/** What Tempo's API is made of. */
export function tempoContext(
  read: ReadContext,
  spans: SpanReader,
  limits: Pick<TempoContext, 'tempoLimits' | 'tempoLimitsOf' | 'tenantOverrides' | 'userOverrides'>,
): TempoContext {
  const traceql = new TraceqlEngine(spans);
  return {
    ...read,
    spans,
    traceql,
    traceTags: new TraceqlTags(spans, traceql),
    traceMetrics: new TraceqlMetrics(spans, { maxSeries: MAX_SERIES, pushDown: true }),
    ...limits,
  };
}
