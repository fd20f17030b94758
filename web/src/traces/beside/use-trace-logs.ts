import { dateTime, type TimeRange } from '@grafana/data';
import { useQuery } from '@tanstack/react-query';
import { logsOfTrace, quoted } from '../../app/links';
import type { Target } from '../../data/source';
import { sourceOf } from '../../data/sources';
import { compareNs, type LogRow, rowsOf } from '../../logs/log-row';
import { endMs, startMs, type Trace } from '../trace';

/** More are seen in explore. */
export const MOST_LINES = 1000;

export interface LogsAround {
  /** Only lines of this span. */
  readonly spanId: string | undefined;
  /** Before the trace and after it, ms. */
  readonly marginMs: number;
}

/** The LogQL of the lines of a trace, or of one of its spans. */
export const traceLogql = (traceId: string, spanId?: string): string =>
  `${logsOfTrace(traceId)}${spanId === undefined ? '' : ` | span_id=${quoted(spanId)}`}`;

/** Lines that carry the trace's id, the first first. */
export function useTraceLogs(trace: Trace, { spanId, marginMs }: LogsAround) {
  const expr = traceLogql(trace.traceId, spanId);
  return useQuery({
    queryKey: ['trace logs', expr, marginMs],
    queryFn: async ({ signal }) => {
      const from = dateTime(Math.floor(startMs(trace) - marginMs));
      const to = dateTime(Math.ceil(endMs(trace) + marginMs));
      const range: TimeRange = { from, to, raw: { from, to } };
      const target: Target = { refId: 'A', expr, queryType: 'range', direction: 'forward', maxLines: MOST_LINES };
      const request = { targets: [target], range, intervalMs: 1000, maxDataPoints: 1000, scopedVars: {}, signal };
      const [answer] = await sourceOf('loki').query(request);
      if (answer?.error !== undefined) throw answer.error;
      const rows: LogRow[] = (answer?.frames ?? []).flatMap(rowsOf);
      return rows.sort((a, b) => compareNs(a.ns, b.ns));
    },
  });
}
