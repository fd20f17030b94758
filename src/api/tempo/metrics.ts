import { goDuration, readGoDuration } from '../../lib/go-duration.js';
import { formatGoDuration } from '../../lib/gotime/duration.js';
import type { Query } from '../../traceql/ast.js';
import { endOf, type MetricsExemplar, type MetricsLabel, type MetricsSeries } from '../../traceql/metrics/answer.js';
import type { MetricsAnswer } from '../../traceql/metrics/metrics-engine.js';
import type { QueryInstantResponse, QueryRangeResponse } from '../../wire/tempo/metrics-response.js';
import { jsonNumber, type TempoAttribute, tempoValue } from '../../wire/tempo/static-value.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { invalid, unsignedParameter } from './parameters.js';
import { parseMetricsQuery } from './parse-query.js';
import type { TempoRequest } from './request.js';
import { readTime } from './time-parameter.js';

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;
/** What a query without a range looks at. */
const RECENT = 3_600n * NS_PER_SECOND;

/** `GET /api/metrics/query_range`. https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics */
export async function queryRange(request: TempoRequest): Promise<QueryRangeResponse> {
  const { context, tenant, limits } = request;
  const range = metricsRange(request);
  const step = stepParameter(request, range);
  const query = queryOf(request);
  const exemplars = exemplarsParameter(request, query);
  const answer = await context.traceMetrics.range({ tenant, query, ...range, step, limits, exemplars });
  const { series, ...partial } = limited(answer, request);
  return {
    series: series.map(({ labels, values, exemplars }) => ({
      labels: labels.map(attributeOf),
      samples: samplesOf(values, answer),
      ...(exemplars !== undefined && { exemplars: exemplars.map(exemplarJson) }),
    })),
    ...partial,
    metrics: {},
  };
}

/** How many exemplars are asked for: none, unless the parameter or a hint of the query says so; a hinted number wins. */
function exemplarsParameter({ parameters, allowed }: TempoRequest, { hints }: Query): number {
  const hint = hints.find(({ name }) => name === 'exemplars')?.value;
  const asked = unsignedParameter(parameters, 'exemplars');
  if (hint?.type === 'int' && hint.value >= 0) return Math.min(Number(hint.value), allowed.maxExemplars);
  const isWanted = hint?.type === 'bool' && hint.value;
  return Math.min(asked ?? (isWanted ? allowed.maxExemplars : 0), allowed.maxExemplars);
}

const exemplarJson = ({ traceId, ms, value }: MetricsExemplar) => ({
  labels: [{ key: 'trace:id', value: { stringValue: traceId.replace(/^0+(?=.)/, '') } }],
  ...(value !== 0 && { value: jsonNumber(value) }),
  timestampMs: String(ms),
});

/** `GET /api/metrics/query`. */
export async function queryInstant(request: TempoRequest): Promise<QueryInstantResponse> {
  const { context, tenant, limits } = request;
  const answer = await context.traceMetrics.instant({
    tenant,
    query: queryOf(request),
    ...metricsRange(request),
    limits,
  });
  const { series, ...partial } = limited(answer, request);
  if (series.length === 0) return { ...partial, metrics: {} };
  return {
    series: series.map(({ labels, values }) => ({
      labels: labels.map(attributeOf),
      ...(values[0] !== 0 && { value: jsonNumber(values[0]!) }),
    })),
    ...partial,
    metrics: {},
  };
}

function queryOf({ parameters }: TempoRequest): Query {
  const query = first(parameters, 'q') || first(parameters, 'query') || '';
  if (query === '') throw invalid('parse error : syntax error: unexpected $end');
  return parseMetricsQuery(query);
}

const attributeOf = ({ name, value }: MetricsLabel): TempoAttribute => ({ key: name, value: tempoValue(value) });

const samplesOf = (values: Float64Array, { grid }: MetricsAnswer) => {
  const samples: { timestampMs: string; value?: number | string }[] = [];
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const timestampMs = String(endOf(grid, i) / NS_PER_MS);
    samples.push(value === 0 ? { timestampMs } : { timestampMs, value: jsonNumber(value) });
  }
  return samples;
};

/** As many series as were asked for, and word of those that are left out. */
function limited(
  { series, isPartial, maxSeries }: MetricsAnswer,
  { parameters }: TempoRequest,
): { series: readonly MetricsSeries[]; status?: 'PARTIAL'; message?: string } {
  const asked = unsignedParameter(parameters, 'maxSeries') ?? 0;
  const isOver = asked > 0 && series.length > asked;
  if (!isOver && !isPartial) return { series };
  const most = isOver ? asked : maxSeries;
  return {
    series: isOver ? series.slice(0, asked) : series,
    status: 'PARTIAL',
    message: `Response exceeds maximum series limit of ${most}, a partial response is returned. Warning: the accuracy of each individual value is not guaranteed.`,
  };
}

interface MetricsRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** `start` and `end` in s, ns, with fractions of s, or as RFC 3339; or `since` before now. ns. */
function metricsRange({ context, parameters, allowed }: TempoRequest): MetricsRange {
  const now = BigInt(Math.ceil(context.now())) * NS_PER_MS;
  const since = first(parameters, 'since');
  const read = since === undefined ? undefined : readGoDuration(since);
  if (read !== undefined && 'problem' in read) throw refused(`could not parse 'since' parameter: ${read.problem}`);
  const end = timeParameter(parameters, 'end') ?? now;
  const start = timeParameter(parameters, 'start') ?? end - (read === undefined ? RECENT : BigInt(read.value));
  if (end <= start) throw invalid('end must be greater than start');
  if (end - start > BigInt(allowed.maxMetricsDuration) * NS_PER_MS) {
    throw invalid(
      `metrics query time range exceeds the maximum allowed duration of ${goDuration(allowed.maxMetricsDuration)}`,
    );
  }
  return { start, end };
}

/** An error in the words of the gRPC call that Tempo's front end makes. */
const refused = (message: string) => invalid(`rpc error: code = Code(400) desc = ${message}`);

function timeParameter(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name);
  if (text === undefined || text === '') return undefined;
  const read = readTime(name, text);
  if ('problem' in read) throw refused(read.problem);
  return read.ns;
}

/** ns; seconds where it is only a number. Without one, a step that gives a few hundred intervals. */
function stepParameter({ parameters, allowed }: TempoRequest, { start, end }: MetricsRange): bigint {
  const text = first(parameters, 'step') ?? '';
  const step = text === '' ? defaultStep(end - start) : readStep(text);
  const least = (end - start) / BigInt(allowed.maxIntervals);
  if (step < least) {
    throw invalid(
      `step of ${formatGoDuration(step)} is too small, minimum step for given range is ${formatGoDuration(least)}`,
    );
  }
  return step;
}

function readStep(text: string): bigint {
  const seconds = Number(text);
  const read = Number.isNaN(seconds) ? readGoDuration(text) : { value: seconds * 1e9 };
  if ('problem' in read) throw refused(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  if (read.value <= 0) throw refused(`cannot parse ${JSON.stringify(text)}: step must be positive`);
  return BigInt(Math.round(read.value));
}

/** Steps that people read easily. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map(
  (seconds) => BigInt(seconds) * NS_PER_SECOND,
);

const defaultStep = (range: bigint): bigint => STEPS.find((step) => range / step <= 300n) ?? STEPS.at(-1)!;
