import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { Histogram } from 'prom-client';

/** Observes a value and leaves the active trace's id as the exemplar, so that a graph leads to a trace. */
export function observe<Label extends string>(
  histogram: Histogram<Label>,
  labels: Partial<Record<Label, string | number>>,
  value: number,
): void {
  const span = trace.getActiveSpan()?.spanContext();
  const sampled = span !== undefined && isSpanContextValid(span) && (span.traceFlags & 1) === 1;
  const exemplarLabels = (sampled ? { trace_id: span.traceId } : {}) as Partial<Record<Label, string>>;
  histogram.observe({ labels, value, exemplarLabels });
}
