import { KIND_NAMES, type Static } from '../../model/static.js';
import type { Field, MetricsAggregate, SpansetFilter, SpansetPipeline } from '../../traceql/ast.js';
import type { MetricsSeries } from '../../traceql/metrics/answer.js';
import { parseField } from '../../traceql/parser.js';
import { first } from '../form-parameters.js';
import { invalid, unsignedParameter } from './parameters.js';
import { parseQuery } from './parse-query.js';
import type { TempoRequest } from './request.js';

const NS_PER_SECOND = 1_000_000_000n;
/** What a query without a range looks at, s. */
const RECENT = 3_600;

const QUANTILES = { p99: 0.99, p95: 0.95, p90: 0.9, p50: 0.5 } as const;

/**
 * `GET /api/metrics/summary`: how many spans of servers there are, how many failed and how long they took, by fields.
 * Deprecated in Tempo. https://grafana.com/docs/tempo/latest/api_docs/metrics-summary/
 */
export async function metricsSummary(request: TempoRequest): Promise<{ summaries: readonly object[] }> {
  const spansets = spansetsOf(request);
  const by = groupsOf(request);
  const [counts, errors, quantiles] = await Promise.all([
    measure(request, spansets, { op: 'count_over_time', by }),
    measure(request, withFilter(spansets, equals('status', { type: 'status', value: 'error' })), {
      op: 'count_over_time',
      by,
    }),
    measure(request, spansets, {
      op: 'quantile_over_time',
      field: intrinsic('duration'),
      quantiles: Object.values(QUANTILES),
      by,
    }),
  ]);
  const groups = counts.filter(({ values }) => (values[0] ?? 0) > 0);
  return { summaries: groups.map((group) => summaryOf(group, errors, quantiles, by)) };
}

function spansetsOf({ parameters }: TempoRequest): SpansetPipeline {
  const { root } = parseQuery(first(parameters, 'q') || '{ }');
  if (root.kind !== 'pipeline') throw invalid('invalid TraceQL query: a query that finds spans is expected');
  return withFilter(root, equals('kind', { type: 'kind', value: 'server' }));
}

function groupsOf({ parameters }: TempoRequest): Field[] {
  const text = first(parameters, 'groupBy') ?? '';
  if (text.trim() === '') throw invalid('invalid groupBy: one or more fields are expected');
  return text.split(',').map((name) => {
    const field = parseField(name.trim());
    if (field === undefined) throw invalid(`invalid groupBy: ${name.trim()} is not supported`);
    return field;
  });
}

const intrinsic = (name: 'duration' | 'status' | 'kind'): Field => ({ kind: 'intrinsic', intrinsic: name, text: name });

const equals = (name: 'status' | 'kind', value: Static): SpansetFilter => ({
  kind: 'filter',
  expression: { kind: 'binary', op: '=', left: intrinsic(name), right: { kind: 'static', value } },
});

const withFilter = ({ stages }: SpansetPipeline, filter: SpansetFilter): SpansetPipeline => ({
  kind: 'pipeline',
  stages: [...stages, filter],
});

async function measure(
  { context, tenant, limits, parameters }: TempoRequest,
  spansets: SpansetPipeline,
  aggregate: MetricsAggregate,
): Promise<readonly MetricsSeries[]> {
  const end = unsignedParameter(parameters, 'end') || Math.ceil(context.now() / 1000);
  const start = unsignedParameter(parameters, 'start') || end - RECENT;
  if (start >= end) throw invalid(`http parameter start must be before end. received start=${start} end=${end}`);
  const { series } = await context.traceMetrics.instant({
    tenant,
    query: { root: { kind: 'metrics', spansets, aggregate }, hints: [] },
    start: BigInt(start) * NS_PER_SECOND,
    end: BigInt(end) * NS_PER_SECOND,
    limits,
  });
  return series;
}

function summaryOf(
  group: MetricsSeries,
  errors: readonly MetricsSeries[],
  quantiles: readonly MetricsSeries[],
  by: readonly Field[],
): object {
  const key = groupKey(group);
  const failed = errors.find((series) => groupKey(series) === key)?.values[0] ?? 0;
  const times = quantiles.filter((series) => groupKey(series) === key);
  return {
    spanCount: String(group.values[0]),
    ...(failed > 0 && { errorSpanCount: String(failed) }),
    series: groupLabels(group).map(({ value }, i) => ({ key: nameOf(by[i]!), value: typedValue(value) })),
    ...Object.fromEntries(
      Object.entries(QUANTILES).map(([name, quantile]) => [name, nanoseconds(quantileOf(times, quantile))]),
    ),
  };
}

const groupLabels = ({ labels }: MetricsSeries) => labels.filter(({ name }) => name !== 'p' && name !== '__name__');

const groupKey = (series: MetricsSeries): string =>
  JSON.stringify(groupLabels(series).map(({ value }) => [value.type, 'value' in value ? String(value.value) : '']));

const quantileOf = (series: readonly MetricsSeries[], quantile: number): number =>
  series.find(({ labels }) => labels.some(({ name, value }) => name === 'p' && isNumber(value, quantile)))?.values[0] ??
  0;

const isNumber = (value: Static, wanted: number): boolean => 'value' in value && Number(value.value) === wanted;

const nanoseconds = (seconds: number): string => String(Math.round(seconds * 1e9));

const nameOf = (field: Field): string =>
  field.kind === 'intrinsic' ? field.text : field.scope === 'any' ? `.${field.name}` : `${field.scope}.${field.name}`;

/** `tempopb.TraceQLStatic`: types, statuses and kinds by their numbers in TraceQL; what is zero is left out. */
function typedValue(value: Static): object {
  switch (value.type) {
    case 'int':
      return { type: 3, ...(Number(value.value) !== 0 && { n: String(value.value) }) };
    case 'float':
      return { type: 4, ...(value.value !== 0 && { f: value.value }) };
    case 'string':
      return { type: 5, ...(value.value !== '' && { s: value.value }) };
    case 'bool':
      return { type: 6, ...(value.value && { b: true }) };
    case 'duration':
      return { type: 7, ...(Number(value.value) !== 0 && { d: String(value.value) }) };
    case 'status':
      return { type: 8, status: ['error', 'ok', 'unset'].indexOf(value.value) };
    case 'kind':
      return { type: 9, kind: KIND_NAMES.indexOf(value.value) };
    default:
      return {};
  }
}
