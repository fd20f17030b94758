import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { type Attribute, msOfNano, type SpanSet, type TraceSummary } from '../../data/tempo/answer';
import { useTime } from '../../time/time-context';

const TEMPO = '/api/datasources/proxy/uid/tempo/api';
/** Spans of each set that are shown. */
const SPANS_OF_SET = 10;

interface FoundSummary extends TraceSummary {
  readonly serviceStats?: Readonly<Record<string, { readonly spanCount?: number; readonly errorCount?: number }>>;
}

/** A trace that a search found. */
export interface FoundTrace {
  readonly traceId: string;
  readonly service: string;
  readonly name: string;
  /** ms since 1970. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
  readonly services: readonly string[];
  readonly spanSets: readonly SpanSet[];
}

function found(trace: FoundSummary): FoundTrace {
  const stats = Object.entries(trace.serviceStats ?? {});
  return {
    traceId: trace.traceID,
    service: trace.rootServiceName ?? '',
    name: trace.rootTraceName ?? '',
    startMs: msOfNano(trace.startTimeUnixNano),
    durationMs: trace.durationMs ?? 0,
    spans: stats.reduce((sum, [, { spanCount = 0 }]) => sum + spanCount, 0),
    errors: stats.reduce((sum, [, { errorCount = 0 }]) => sum + errorCount, 0),
    services: stats.map(([service]) => service).sort(),
    spanSets: trace.spanSets ?? (trace.spanSet === undefined ? [] : [trace.spanSet]),
  };
}

/** The range in whole seconds, as Tempo's API has it. */
function useSeconds(): { start: number; end: number } {
  const { range } = useTime();
  return { start: Math.floor(range.from.valueOf() / 1000), end: Math.ceil(range.to.valueOf() / 1000) };
}

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
export function useTraceSearch(query: string, limit: number, isAsked: boolean) {
  const seconds = useSeconds();
  return useQuery({
    queryKey: ['trace search', query, limit, seconds],
    queryFn: async ({ signal }) => {
      const asked = { q: query, limit, spss: SPANS_OF_SET, ...seconds };
      const { traces } = await callJson<{ traces?: readonly FoundSummary[] | null }>(`${TEMPO}/search`, {
        query: asked,
        signal,
      });
      return (traces ?? []).map(found);
    },
    enabled: isAsked,
    retry: false,
    placeholderData: (before) => before,
  });
}

export interface MetricSeries {
  readonly labels?: readonly Attribute[];
  readonly value?: number;
}

/** One value for each series over the whole range. https://grafana.com/docs/tempo/latest/api_docs/#instant */
export function useTraceqlValues(query: string, isAsked: boolean) {
  const seconds = useSeconds();
  return useQuery({
    queryKey: ['traceql values', query, seconds],
    queryFn: async ({ signal }) => {
      const asked = { q: query, ...seconds };
      const { series } = await callJson<{ series?: readonly MetricSeries[] | null }>(`${TEMPO}/metrics/query`, {
        query: asked,
        signal,
      });
      return series ?? [];
    },
    enabled: isAsked,
    retry: false,
  });
}

/** Attributes with their scopes, as queries have them. */
export function useAttributeNames() {
  const seconds = useSeconds();
  return useQuery({
    queryKey: ['span attributes', seconds.start],
    queryFn: async ({ signal }) => {
      const { scopes = [] } = await callJson<{ scopes?: { name: string; tags?: string[] }[] }>(
        `${TEMPO}/v2/search/tags`,
        { query: seconds, signal },
      );
      return scopes.flatMap(({ name, tags = [] }) =>
        name === 'intrinsic' ? tags : tags.map((tag) => `${name}.${tag}`),
      );
    },
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}

export interface TagValue {
  readonly type: string;
  readonly value: string;
}

/** The values of an attribute among the spans that `query` selects. */
export function useTagValues(name: string, query = '') {
  const seconds = useSeconds();
  return useQuery({
    queryKey: ['span attribute values', name, query, seconds.start],
    queryFn: async ({ signal }) => {
      const asked = { ...seconds, ...(query !== '' && { q: query }) };
      const path = `${TEMPO}/v2/search/tag/${encodeURIComponent(name)}/values`;
      const { tagValues } = await callJson<{ tagValues?: readonly TagValue[] | null }>(path, { query: asked, signal });
      return tagValues ?? [];
    },
    enabled: name !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
