import { useQuery } from '@tanstack/react-query';
import { callJson } from '../api/http';

/** A row of the waterfall, in the order in which the tree is drawn. Times in ns. */
export interface SpanRow {
  readonly spanId: string;
  /** `''` of a root. */
  readonly parentId: string;
  readonly depth: number;
  /** Its parent is not among the spans. */
  readonly isOrphan: boolean;
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly status: 'unset' | 'ok' | 'error';
  readonly statusMessage: string;
  /** Since the trace's start. */
  readonly offsetNs: number;
  readonly durationNs: number;
  /** In which none of its children ran. */
  readonly selfNs: number;
  /** In which the trace waited for it. */
  readonly criticalNs: number;
}

export interface CriticalSection {
  readonly spanId: string;
  readonly offsetNs: number;
  readonly durationNs: number;
}

export interface ServiceShare {
  readonly service: string;
  readonly spans: number;
  readonly errors: number;
  readonly selfNs: number;
  readonly criticalNs: number;
}

/** What `/api/quartet/v1/traces/{id}` answers. */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** `''` while the root is missing. */
  readonly rootService: string;
  readonly rootName: string;
  /** Since 1970, as text: a number would round it. */
  readonly startNs: string;
  readonly durationNs: number;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly orphanCount: number;
  readonly depth: number;
  readonly services: readonly ServiceShare[];
  /** In the order of time; the first 1,000. */
  readonly criticalPath: readonly CriticalSection[];
  readonly spans: readonly SpanRow[];
}

export const useTrace = (traceId: string) =>
  useQuery({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => callJson<Trace>(`/api/quartet/v1/traces/${encodeURIComponent(traceId)}`, { signal }),
  });

/** ms since 1970 of the trace's start, with the fraction that a number holds. */
export const startMs = ({ startNs }: Pick<Trace, 'startNs'>): number => Number(startNs) / 1e6;

export const endMs = (trace: Pick<Trace, 'startNs' | 'durationNs'>): number => startMs(trace) + trace.durationNs / 1e6;

/** What a trace is called: by its root, else by its first span. */
export function traceTitle({ rootService, rootName, spans }: Pick<Trace, 'rootService' | 'rootName' | 'spans'>): {
  service: string;
  name: string;
} {
  const first = spans[0];
  return { service: rootService || (first?.service ?? ''), name: rootName || (first?.name ?? 'no root span') };
}
