import type { Tenant } from '../../model/tenant.js';
import type { Query } from '../../traceql/ast.js';
import type { FoundTrace } from '../../traceql/engine.js';
import type { EvaluatedTrace } from '../../traceql/eval/span.js';
import type {
  SearchResponse,
  SearchSpan,
  SearchSpanSet,
  TraceSearchMetadata,
} from '../../wire/tempo/search-response.js';
import { type TempoAttribute, tempoValue } from '../../wire/tempo/static-value.js';
import { first } from '../form-parameters.js';
import { durationParameter, invalid, searchRange, unsignedParameter } from './parameters.js';
import { parseQuery } from './parse-query.js';
import type { TempoRequest } from './request.js';
import { tagsQuery } from './search-tags-query.js';

/** A search as its parameters ask for it. */
export interface SearchParameters {
  readonly tenant: Tenant;
  readonly query: Query;
  readonly range: { readonly start: bigint; readonly end: bigint };
  readonly limit: number;
  readonly spansPerSpanSet: number;
  /** False for searches without TraceQL, whose answers name traces only. */
  readonly withSpans: boolean;
}

/** `GET /api/search`. https://grafana.com/docs/tempo/latest/api_docs/#search */
export async function search(request: TempoRequest): Promise<SearchResponse> {
  const parameters = searchParameters(request);
  const traces: TraceSearchMetadata[] = [];
  for await (const found of foundTraces(request, parameters)) traces.push(...found);
  return { traces, metrics: { completedJobs: 1, totalBlocks: 0 } };
}

/** Traces as they are found, newest first. */
export async function* foundTraces(
  { context, limits }: Pick<TempoRequest, 'context' | 'limits'>,
  parameters: SearchParameters,
): AsyncGenerator<readonly TraceSearchMetadata[]> {
  for await (const found of context.traceql.search({ ...parameters, limits })) {
    yield found.map((trace) => metadataOf(trace, parameters));
  }
}

export function searchParameters({ context, tenant, parameters, allowed }: TempoRequest): SearchParameters {
  const range = searchRange(parameters, context.now(), allowed.maxSearchDuration);
  const query = first(parameters, 'q') ?? '';
  const least = durationParameter(parameters, 'minDuration');
  const most = durationParameter(parameters, 'maxDuration');
  if (least !== undefined && most !== undefined && least > most) {
    throw invalid('invalid maxDuration: must be greater than minDuration');
  }
  const withSpans = query !== '';
  return {
    tenant,
    query: parseQuery(withSpans ? query : tagsQuery(first(parameters, 'tags') ?? '', least, most)),
    range,
    limit: limitOf(unsignedParameter(parameters, 'limit'), allowed.defaultResultLimit, allowed.maxResultLimit),
    spansPerSpanSet: spansOf(unsignedParameter(parameters, 'spss') ?? 0, allowed),
    withSpans,
  };
}

function limitOf(asked: number | undefined, fallback: number, most: number): number {
  if (asked === undefined) return fallback;
  if (asked === 0) throw invalid('invalid limit: must be a positive number');
  if (asked > most) throw invalid(`limit ${asked} exceeds max limit ${most}`);
  return asked;
}

function spansOf(asked: number, { defaultSpansPerSpanSet, maxSpansPerSpanSet }: TempoRequest['allowed']): number {
  if (asked > maxSpansPerSpanSet) {
    throw invalid(`spans per span set exceeds ${maxSpansPerSpanSet}. received ${asked}`);
  }
  return asked === 0 ? defaultSpansPerSpanSet : asked;
}

const NO_ROOT = '<root span not yet received>';

function metadataOf(found: FoundTrace, { spansPerSpanSet, withSpans }: SearchParameters): TraceSearchMetadata {
  const { trace } = found;
  const spanSets = withSpans ? spanSetsOf(found, spansPerSpanSet) : undefined;
  const hasRoot = trace.spans.some(({ parentId }) => parentId === '');
  const durationMs = Math.floor(trace.durationNs / 1e6);
  return {
    traceID: trace.id.replace(/^0+(?=.)/, ''),
    ...(hasRoot ? named(trace) : { rootServiceName: NO_ROOT }),
    startTimeUnixNano: String(trace.startNs),
    ...(durationMs > 0 && { durationMs }),
    ...(spanSets?.[0] !== undefined && { spanSet: spanSets[0], spanSets, serviceStats: serviceStats(trace) }),
  };
}

const named = ({ rootServiceName, rootName }: EvaluatedTrace) => ({
  ...(rootServiceName !== '' && { rootServiceName }),
  ...(rootName !== '' && { rootTraceName: rootName }),
});

function spanSetsOf({ spansets, shown }: FoundTrace, spansPerSpanSet: number): SearchSpanSet[] {
  return spansets.map(({ spans, attributes }) => ({
    spans: spans.slice(0, spansPerSpanSet).map((span): SearchSpan => {
      const { name, attributes: ofSpan } = shown(span);
      return {
        spanID: span.id,
        ...(name !== undefined && name !== '' && { name }),
        startTimeUnixNano: String(span.startNs),
        ...(span.durationNs > 0 && { durationNanos: String(span.durationNs) }),
        ...(ofSpan.length > 0 && { attributes: ofSpan.map(({ key, value }) => ({ key, value: tempoValue(value) })) }),
      };
    }),
    matched: spans.length,
    ...(attributes.length > 0 && { attributes: attributes.map(spanSetAttribute) }),
  }));
}

const spanSetAttribute = ({ name, value }: FoundTrace['spansets'][number]['attributes'][number]): TempoAttribute => ({
  key: name,
  value: tempoValue(value),
});

/** Spans and errors of each service of the trace, whichever of its spans were searched for. */
function serviceStats({ spans }: EvaluatedTrace): NonNullable<TraceSearchMetadata['serviceStats']> {
  const stats = new Map<string, { spanCount: number; errorCount?: number }>();
  for (const { resource, status } of spans) {
    const service = resource.get('service.name');
    const name = service?.type === 'string' ? service.value : '';
    const one = stats.get(name) ?? { spanCount: 0 };
    stats.set(name, one);
    one.spanCount++;
    if (status === 'error') one.errorCount = (one.errorCount ?? 0) + 1;
  }
  return Object.fromEntries(stats);
}
