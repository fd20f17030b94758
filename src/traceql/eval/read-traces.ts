import { inTurns } from '../../lib/in-turns.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import type { SpanColumns, SpanReader } from '../../storage/span-interface.js';
import type { EvaluatedTrace } from './span.js';
import { evaluatedTraceInSteps, ResourceCache } from './trace.js';

/** These traces whole, one after another, ready to be evaluated. */
export async function* readTraces(
  reader: SpanReader,
  tenant: Tenant,
  ids: readonly string[],
  columns: SpanColumns,
  limits: QueryLimits,
): AsyncGenerator<EvaluatedTrace> {
  const resources = new ResourceCache();
  let spans: StoredSpan[] = [];
  for await (const batch of reader.traces(tenant, ids, columns, limits)) {
    for (const span of batch) {
      if (spans[0] !== undefined && !isSameId(spans[0].traceId, span.traceId)) {
        yield await inTurns(evaluatedTraceInSteps(spans, resources));
        spans = [];
      }
      spans.push(span);
    }
  }
  if (spans.length > 0) yield await inTurns(evaluatedTraceInSteps(spans, resources));
}

const isSameId = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
