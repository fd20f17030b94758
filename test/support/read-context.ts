import type { ReadContext } from '../../src/api/read-context.js';
import type { LogReader, MetricReader } from '../../src/storage/interface.js';
import type { TraceReader } from '../../src/storage/span-interface.js';

/** The time that tests of reads take place at: 2026-11-20T12:00:00Z. */
export const NOW_MS = 1_795_176_000_000;

/** A context whose readers have only the methods that a test gives; `calls` keeps what they were asked. */
export function readContext(readers: {
  metrics?: Partial<MetricReader>;
  logs?: Partial<LogReader>;
  traces?: Partial<TraceReader>;
}): ReadContext {
  return {
    metrics: readers.metrics as MetricReader,
    logs: readers.logs as LogReader,
    traces: readers.traces as TraceReader,
    version: '1.2.3',
    now: () => NOW_MS,
    tenantOf: () => 'default',
    limits: { timeoutMs: 1000, maxMemory: 1 << 20 },
  };
}
