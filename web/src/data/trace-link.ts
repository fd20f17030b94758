import type { DataLink } from '@grafana/data';

/** Names under which traces are referred to in exemplars and log lines. */
export const TRACE_ID_NAMES: ReadonlySet<string> = new Set(['traceID', 'trace_id', 'traceId', 'trace_ID', 'trace:id']);

/** On a field of trace ids: to the page of the trace. */
export const traceLink: DataLink = { title: 'View trace', url: '/trace/${__value.raw}' };
