import { goDuration } from '../../lib/go-duration.js';
import { QuartetError } from '../../model/errors.js';
import type { QueryAnswer, QueryStats } from '../../promql/answer.js';
import { histogramJson } from '../../promql/histogram/json.js';
import type { QueryLimits } from '../../storage/interface.js';
import { histogramMessage } from '../../wire/prometheus/histogram-message.js';
import { first } from '../form-parameters.js';
import { shortened } from './annotations.js';
import { type Answer, type DataAnswer, json } from './answer.js';
import { matrixColumns, takesColumns } from './matrix-columns.js';
import {
  badData,
  invalidParameter,
  limitParameter,
  optionalTime,
  parseDuration,
  requiredTime,
  TRUNCATED,
} from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { aboutParameter } from './selectors.js';
import { checkExpressionSize, checkTotalLength, firstAllowedStep } from './tenant-limits.js';
import { firstSeries, type HistogramShape, valueText } from './value-text.js';

/** Steps that a range query may make; the points of a series are one more. */
const MAX_STEPS = 11_000;

/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
export async function query(request: PrometheusRequest): Promise<DataAnswer> {
  const { context, parameters, tenant } = request;
  const limit = limitParameter(parameters);
  const time = optionalTime(parameters, 'time', context.now());
  const limits = limitsWithTimeout(request);
  const lookback = lookbackParameter(request);
  const text = queryText(request);
  const answer = await aboutQuery(() => context.engine.instant({ tenant, query: text, time, lookback, limits }));
  return answerOf(request, answer, limit);
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
export async function queryRange(request: PrometheusRequest): Promise<DataAnswer> {
  const { answer, limit } = await evaluatedRange(request);
  return answer === undefined ? NOTHING : answerOf(request, answer, limit);
}

/** As `queryRange`; for a client that takes it, as columns of doubles. */
export async function queryRangeAsAccepted(request: PrometheusRequest): Promise<Answer> {
  const { answer, limit } = await evaluatedRange(request);
  if (answer === undefined) return NOTHING;
  const isColumns = takesColumns(request.accept) && limit === 0 && first(request.parameters, 'stats') === undefined;
  return (isColumns ? matrixColumns(answer) : undefined) ?? answerOf(request, answer, limit);
}

/** No answer where the range lies wholly before what may be read. `limit` is 0 for all series. */
async function evaluatedRange(request: PrometheusRequest): Promise<{ answer?: QueryAnswer; limit: number }> {
  const { context, parameters, tenant } = request;
  const limit = limitParameter(parameters);
  const start = requiredTime(parameters, 'start');
  const end = requiredTime(parameters, 'end');
  if (end < start) throw invalidParameter('end', 'end timestamp must not be before start time');
  const step = aboutParameter('step', () => parseDuration(first(parameters, 'step') ?? ''));
  if (!(step > 0)) {
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if (Math.floor((end - start) / step) > MAX_STEPS) {
    throw badData(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const limits = limitsWithTimeout(request);
  const lookback = lookbackParameter(request);
  const text = queryText(request);
  // Samples have whole milliseconds.
  const wholeStep = Math.max(1, Math.trunc(step));
  checkTotalLength(request, start, end);
  const allowed = firstAllowedStep(request, start, wholeStep);
  if (allowed > end) return { limit };
  const asked = { tenant, query: text, start: allowed, end, step: wholeStep, lookback, limits };
  return { answer: await aboutQuery(() => context.engine.range(asked)), limit };
}

const NOTHING = json({ resultType: 'matrix', result: [] });

/** The query, which is right. */
function queryText(request: PrometheusRequest): string {
  const text = first(request.parameters, 'query') ?? '';
  checkExpressionSize(request, text);
  aboutParameter('query', () => request.context.engine.parse(text));
  return text;
}

/** Some mistakes of a query show only when it is asked for its steps: its type, and durations made of them. */
async function aboutQuery(ask: () => Promise<QueryAnswer>): Promise<QueryAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof QuartetError) || error.code !== 'invalid_argument') throw error;
    throw error.message.startsWith('invalid parameter') ? error : invalidParameter('query', error.message);
  }
}

/** `timeout` shortens the time that a query may take, and cannot lengthen it. */
function limitsWithTimeout({ parameters, limits }: PrometheusRequest): QueryLimits {
  const text = first(parameters, 'timeout') ?? '';
  if (text === '') return limits;
  const timeoutMs = aboutParameter('timeout', () => parseDuration(text));
  if (Number.isNaN(timeoutMs) || timeoutMs <= 0) {
    throw invalidParameter('timeout', `timeout must be positive, got ${goDuration(timeoutMs)}`);
  }
  return { ...limits, timeoutMs: Math.min(timeoutMs, limits.timeoutMs) };
}

/** How far back samples count, ms; undefined is the engine's default, and so is what is not positive. */
function lookbackParameter({ parameters }: PrometheusRequest): number | undefined {
  const text = first(parameters, 'lookback_delta') ?? '';
  if (text === '') return undefined;
  try {
    const lookback = Math.trunc(parseDuration(text));
    return lookback > 0 ? lookback : undefined;
  } catch (error) {
    throw badData(`error parsing lookback delta duration: ${(error as Error).message}`);
  }
}

/**
 * Prometheus' form of a native histogram does not tell its schema, empty buckets and reset hint; with
 * `native_histograms=protobuf`, which is ours, it has besides `protobuf`: the message of remote write in base64, without its time.
 */
const wholeHistogram: HistogramShape = (histogram) => ({
  ...histogramJson(histogram),
  protobuf: histogramMessage(histogram).toString('base64'),
});

function answerOf({ parameters }: PrometheusRequest, answer: QueryAnswer, limit: number): DataAnswer {
  const { value, wasCut } = firstSeries(answer.value, limit);
  const stats = first(parameters, 'stats') ?? '';
  const shape = first(parameters, 'native_histograms') === 'protobuf' ? wholeHistogram : histogramJson;
  const warnings = shortened(answer.warnings, 'warning');
  if (wasCut) warnings.push(TRUNCATED);
  if (stats !== '' && stats !== 'true' && stats !== 'all') {
    warnings.push(
      `value ${JSON.stringify(stats)} for parameter "stats" is deprecated and will be rejected in the next major release, use "true" or "all"`,
    );
  }
  return {
    data: dataOf(valueText(value, shape), stats === '' ? undefined : answer.stats),
    warnings,
    infos: shortened(answer.infos, 'info'),
  };
}

function* dataOf(value: Iterable<string>, stats: QueryStats | undefined): Generator<string> {
  yield '{';
  yield* value;
  if (stats !== undefined) yield `,"stats":${JSON.stringify(statsJson(stats))}`;
  yield '}';
}

const statsJson = ({ queueSeconds, prepareSeconds, evaluateSeconds, samples, peakPoints }: QueryStats) => ({
  timings: {
    evalTotalTime: prepareSeconds + evaluateSeconds,
    resultSortTime: 0,
    queryPreparationTime: prepareSeconds,
    innerEvalTime: evaluateSeconds,
    execQueueTime: queueSeconds,
    execTotalTime: queueSeconds + prepareSeconds + evaluateSeconds,
  },
  samples: { totalQueryableSamples: samples, samplesRead: samples, peakSamples: peakPoints },
});
