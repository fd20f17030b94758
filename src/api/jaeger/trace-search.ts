import { QuartetError } from '../../model/errors.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from '../../storage/interface.js';
import type { SpanColumns } from '../../storage/span-interface.js';
import { withOwnIds } from '../tempo/shared-ids.js';
import type { JaegerContext } from './context.js';
import { type SpanCriteria, spanCondition } from './span-conditions.js';

/** Which traces are asked for: those with a span in the range that meets the criteria. */
export interface TraceQuery extends SpanCriteria {
  /** Both ends inclusive. */
  readonly range: TimeRangeNs;
  /** Traces that are wanted. */
  readonly limit: number;
}

/** Everything that is stored of spans. */
const WHOLE_SPANS: SpanColumns = { attributes: 'all', events: true, links: true };

/** Spans that one answer may have. */
const MAX_SPANS = 1_000_000;

/** Traces with all their spans, newest first as they are found; `columns`: what is read of a span. Rejects with `limit_exceeded` where they are more than an answer may hold. */
export async function* findTraces(
  { spans }: JaegerContext,
  tenant: Tenant,
  { range, limit, ...criteria }: TraceQuery,
  limits: QueryLimits,
  columns: SpanColumns = WHOLE_SPANS,
): AsyncGenerator<readonly StoredSpan[]> {
  const required = [spanCondition(criteria)];
  let left = limit;
  let total = 0;
  for await (const candidates of spans.candidates(tenant, { range, required, wanted: limit }, limits)) {
    const ids = candidates.slice(0, left);
    const found: (readonly StoredSpan[])[] = [];
    for await (const trace of byTrace(spans.traces(tenant, ids, columns, limits))) {
      total += trace.length;
      if (total > MAX_SPANS) {
        throw new QuartetError('limit_exceeded', `the traces have more than ${MAX_SPANS} spans; ask for fewer of them`);
      }
      found.push(await inOrder(trace));
    }
    yield* found.sort((a, b) => (a[0]!.startNs < b[0]!.startNs ? 1 : -1));
    left -= ids.length;
    if (left <= 0) return;
  }
}

/** One trace, its spans by start; empty where there is none. */
export async function oneTrace(
  { traces }: JaegerContext,
  tenant: Tenant,
  id: Uint8Array,
  limits: QueryLimits,
): Promise<readonly StoredSpan[]> {
  return inOrder(await traces.trace(tenant, id, limits));
}

async function* byTrace(batches: AsyncIterable<readonly StoredSpan[]>): AsyncGenerator<readonly StoredSpan[]> {
  let trace: StoredSpan[] = [];
  for await (const batch of batches) {
    for (const span of batch) {
      if (trace[0] !== undefined && Buffer.compare(trace[0].traceId, span.traceId) !== 0) {
        yield trace;
        trace = [];
      }
      trace.push(span);
    }
  }
  if (trace.length > 0) yield trace;
}

const inOrder = (spans: readonly StoredSpan[]): Promise<readonly StoredSpan[]> => withOwnIds([...spans].sort(byStart));

/** Of two that start at once the longer one, which may be the parent, is first. */
function byStart(a: StoredSpan, b: StoredSpan): number {
  if (a.startNs !== b.startNs) return a.startNs < b.startNs ? -1 : 1;
  return a.durationNs > b.durationNs ? -1 : a.durationNs < b.durationNs ? 1 : 0;
}
