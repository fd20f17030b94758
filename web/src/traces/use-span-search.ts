import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isTraceql, matchingSpans, type SpanFilter } from './span-filter';
import { askRecords, type SpanRecord } from './span-record';
import type { Trace } from './trace';

/** Of larger traces the attributes are not loaded as a whole: they are searched with TraceQL. */
const MOST_SPANS = 5_000;

interface SpanSearch {
  /** Indexes; undefined where nothing is filtered. */
  readonly matches: ReadonlySet<number> | undefined;
  readonly error: string | undefined;
  readonly isSearching: boolean;
}

/** The spans that meet a filter: text also in attributes, TraceQL as the server answers it. */
export function useSpanSearch(trace: Trace, filter: SpanFilter): SpanSearch {
  const text = filter.text.trim();
  const asksServer = isTraceql(text);
  const found = useQuery({
    queryKey: ['spans', trace.traceId, text],
    queryFn: async ({ signal }) => new Set((await askRecords(trace.traceId, text, signal)).map(({ spanId }) => spanId)),
    enabled: asksServer,
    retry: false,
  });
  const texts = useQuery({
    queryKey: ['span texts', trace.traceId],
    queryFn: async ({ signal }) =>
      new Map((await askRecords(trace.traceId, undefined, signal)).map((record) => [record.spanId, textOf(record)])),
    enabled: text !== '' && !asksServer && trace.spans.length <= MOST_SPANS,
    staleTime: 60_000,
  });
  const matches = useMemo(
    () =>
      matchingSpans(trace.spans, filter, {
        found: asksServer ? found.data : undefined,
        textOf: (spanId) => texts.data?.get(spanId),
      }),
    [trace.spans, filter, asksServer, found.data, texts.data],
  );
  return {
    matches,
    error: asksServer ? found.error?.message : undefined,
    isSearching: found.isFetching || texts.isFetching,
  };
}

/** Attributes and events as one text in lower case, `name=value` for each. */
function textOf({ attributes, resource, events, scope }: SpanRecord): string {
  const lines = [...Object.entries(attributes), ...Object.entries(resource)].map(([name, value]) => `${name}=${value}`);
  const happened = events.map((event) => `${event.name} ${JSON.stringify(event.attributes)}`);
  return [...lines, ...happened, scope].join('\n').toLowerCase();
}
