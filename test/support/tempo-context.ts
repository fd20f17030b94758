import type { TempoContext } from '../../src/api/tempo/request.js';
import { tempoContext } from '../../src/app/traceql.js';
import { DEFAULT_TEMPO_LIMITS } from '../../src/model/tempo-limits.js';
import type { SpanReader, TraceReader } from '../../src/storage/span-interface.js';
import { readContext } from './read-context.js';

/** What Tempo's API is made of, over readers that have only the methods that a test gives. */
export const tempoTestContext = (readers: {
  traces?: Partial<TraceReader>;
  spans?: Partial<SpanReader>;
}): TempoContext =>
  tempoContext(readContext(readers), (readers.spans ?? {}) as SpanReader, {
    tempoLimits: DEFAULT_TEMPO_LIMITS,
    tempoLimitsOf: () => DEFAULT_TEMPO_LIMITS,
    tenantOverrides: { tenants: () => [], of: () => ({}) },
  });
