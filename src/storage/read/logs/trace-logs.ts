import type { Tenant } from '../../../model/tenant.js';
import type { LogEntry, QueryLimits, TimeRangeNs, TraceLogReader } from '../../interface.js';
import type { StoredLogs } from './log-reader.js';

/** `TraceLogReader` over the table `log_entries`. */
export class TraceLogs implements TraceLogReader {
  constructor(private readonly logs: StoredLogs) {}

  logsOfTrace(
    tenant: Tenant,
    traceId: string,
    range: TimeRangeNs,
    limits: QueryLimits,
  ): AsyncIterable<readonly LogEntry[]> {
    const selection = { matchers: [], lines: [], range, order: 'forward' } as const;
    return this.logs.scan(tenant, selection, limits, {
      sql: '(trace_id = {traceId:String} OR position(line, {traceId:String}) > 0)',
      params: { traceId },
    });
  }
}
