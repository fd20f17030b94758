import { useQuery } from '@tanstack/react-query';
import { callJson } from '../api/http';
import { type Attribute, readAttributes } from '../data/tempo/answer';
import { hexId } from '../data/tempo/trace-frame';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanEvent {
  readonly name: string;
  /** Since the span's start, ns. */
  readonly offsetNs: number;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** What a span says of itself beyond its place and time. */
export interface SpanRecord {
  readonly spanId: string;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  /** Name and version of the instrumentation. */
  readonly scope: string;
  readonly traceState: string;
}

interface OtlpSpan {
  readonly spanId?: string;
  readonly traceState?: string;
  readonly startTimeUnixNano?: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly { timeUnixNano?: string; name?: string; attributes?: readonly Attribute[] }[];
  readonly links?: readonly { traceId?: string; spanId?: string; attributes?: readonly Attribute[] }[];
}

/** https://grafana.com/docs/tempo/latest/api_docs/#query-v2 */
export interface OtlpTrace {
  readonly trace?: {
    readonly resourceSpans?: readonly {
      readonly resource?: { readonly attributes?: readonly Attribute[] };
      readonly scopeSpans?: readonly {
        readonly scope?: { readonly name?: string; readonly version?: string };
        readonly spans?: readonly OtlpSpan[];
      }[];
    }[];
  };
}

export function spanRecords({ trace }: OtlpTrace): SpanRecord[] {
  return (trace?.resourceSpans ?? []).flatMap(({ resource, scopeSpans = [] }) => {
    const shared = readAttributes(resource?.attributes);
    return scopeSpans.flatMap(({ scope = {}, spans = [] }) => {
      const instrumentation = [scope.name, scope.version].filter(Boolean).join(' ');
      return spans.map((span) => recordOf(span, shared, instrumentation));
    });
  });
}

function recordOf(span: OtlpSpan, resource: Attributes, scope: string): SpanRecord {
  const start = BigInt(span.startTimeUnixNano ?? '0');
  return {
    spanId: hexId(span.spanId),
    attributes: readAttributes(span.attributes),
    resource,
    events: (span.events ?? []).map(({ timeUnixNano, name = '', attributes }) => ({
      name,
      offsetNs: Number(BigInt(timeUnixNano ?? '0') - start),
      attributes: readAttributes(attributes),
    })),
    links: (span.links ?? []).map(({ traceId, spanId, attributes }) => ({
      traceId: hexId(traceId),
      spanId: hexId(spanId),
      attributes: readAttributes(attributes),
    })),
    scope,
    traceState: span.traceState ?? '',
  };
}

export const traceJsonPath = (traceId: string): string =>
  `/api/datasources/proxy/uid/tempo/api/v2/traces/${encodeURIComponent(traceId)}`;

/** Spans of a trace that meet a TraceQL filter; all of them without one. */
export const askRecords = async (traceId: string, filter: string | undefined, signal: AbortSignal) =>
  spanRecords(await callJson<OtlpTrace>(traceJsonPath(traceId), { query: { q: filter }, signal }));

export const useSpanRecord = (traceId: string, spanId: string) =>
  useQuery({
    queryKey: ['span', traceId, spanId],
    queryFn: async ({ signal }) => {
      const records = await askRecords(traceId, `{ span:id = ${JSON.stringify(spanId)} }`, signal);
      return records.find((record) => record.spanId === spanId) ?? null;
    },
  });
