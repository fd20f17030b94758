import type { TempoAttribute } from './static-value.js';

/** `tempopb.SearchResponse` in JSON: what has its default value is left out. https://grafana.com/docs/tempo/latest/api_docs/#search */
export interface SearchResponse {
  readonly traces: readonly TraceSearchMetadata[];
  readonly metrics: {
    readonly inspectedTraces?: number;
    readonly totalBlocks?: number;
    readonly completedJobs?: number;
  };
}

export interface TraceSearchMetadata {
  readonly traceID: string;
  readonly rootServiceName?: string;
  readonly rootTraceName?: string;
  readonly startTimeUnixNano: string;
  readonly durationMs?: number;
  /** The first one of `spanSets`. */
  readonly spanSet?: SearchSpanSet;
  readonly spanSets?: readonly SearchSpanSet[];
  readonly serviceStats?: Readonly<Record<string, { readonly spanCount?: number; readonly errorCount?: number }>>;
}

export interface SearchSpanSet {
  readonly spans: readonly SearchSpan[];
  readonly matched: number;
  readonly attributes?: readonly TempoAttribute[];
}

export interface SearchSpan {
  readonly spanID: string;
  readonly name?: string;
  readonly startTimeUnixNano: string;
  readonly durationNanos?: string;
  readonly attributes?: readonly TempoAttribute[];
}
