/** Time of a link, as in URLs: ms since 1970 or texts as `now-1h`. */
export interface LinkRange {
  readonly from: string | number;
  readonly to: string | number;
}

export type Signal = 'metrics' | 'logs' | 'traces';

/** Explore with these queries; several only for metrics. Without a range that of the page goes on. */
export function linkToExplore(signal: Signal, queries: string | readonly string[], range?: LinkRange): string {
  const search = new URLSearchParams(([] as string[]).concat(queries).map((query) => ['query', query]));
  if (range !== undefined) {
    search.set('from', String(range.from));
    search.set('to', String(range.to));
  }
  return `/explore/${signal}?${search}`;
}

export const linkToTrace = (traceId: string, spanId?: string): string =>
  `/trace/${encodeURIComponent(traceId)}${spanId === undefined ? '' : `?span=${encodeURIComponent(spanId)}`}`;

export const linkToService = (service: string): string => `/services/${encodeURIComponent(service)}`;

const SERVICE_LABELS: ReadonlySet<string> = new Set(['service', 'service_name', 'service.name', 'job']);

/**
 * The service that a label or attribute names, if it is one that names services; the `job` of metrics has the service's
 * namespace before it (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/).
 */
export function serviceNamed(label: string, value: string): string | undefined {
  // Labels of rules may be templates, which name nothing yet.
  if (!SERVICE_LABELS.has(label) || value === '' || value.includes('{{')) return undefined;
  return label === 'job' ? value.slice(value.lastIndexOf('/') + 1) : value;
}

/** A text in a query of any of the three languages. */
export const quoted = (text: string): string => JSON.stringify(text);

/** The lines of a service. */
export const logsOfService = (service: string): string => `{service_name=${quoted(service)}}`;

/** The lines that carry a trace's id as structured metadata; of one service where that is known. */
export const logsOfTrace = (traceId: string, service?: string): string =>
  `${service === undefined ? '{service_name=~".+"}' : logsOfService(service)} | trace_id=${quoted(traceId)}`;

/** Spans of a service, with further conditions as TraceQL has them: `status = error`. */
export const spansOfService = (service: string, ...conditions: readonly string[]): string =>
  `{ ${[`resource.service.name = ${quoted(service)}`, ...conditions].join(' && ')} }`;

/** Calls a second that a service answers, by outcome: from the metrics of spans. */
export const callsOfService = (service: string): string =>
  `sum by (status_code) (rate(traces_spanmetrics_calls_total{service=${quoted(service)}, span_kind="SPAN_KIND_SERVER"}[$__rate_interval]))`;

/** A minute to both sides of a moment, ms. */
export const around = (timeMs: number, byMs = 60_000): LinkRange => ({
  from: Math.floor(timeMs - byMs),
  to: Math.ceil(timeMs + byMs),
});
