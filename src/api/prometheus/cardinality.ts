import { parseGoInt } from '../../lib/go-number.js';
import type { Labels } from '../../model/labels.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { type BareAnswer, jsonList } from './answer.js';
import { LabelCounts, largest } from './label-counts.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { anyMatchParameters } from './selectors.js';
import { checkCardinalityAnalysis } from './tenant-limits.js';
import { labelsText } from './value-text.js';

/**
 * Mimir's cardinality API: what stands in the index of the series written lately.
 * https://grafana.com/docs/mimir/latest/references/http-api/#label-names-cardinality
 */

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 500;
/** Mimir's ingesters hold series for about as long after their last sample, ms. */
const IN_MEMORY = 2 * 3_600_000;
const COUNT_METHODS = ['inmemory', 'active'];

const bare = (value: unknown): BareAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: [JSON.stringify(value)],
});

/** `GET|POST /api/v1/cardinality/label_names` */
export async function labelNamesCardinality(request: PrometheusRequest): Promise<BareAnswer> {
  const limit = limitOf(request.parameters);
  const counts = new LabelCounts(await seriesOf(request));
  const names = [...counts.byName].map(([name, values]) => ({ label_name: name, label_values_count: values.size }));
  return bare({
    label_values_count_total: counts.pairCount,
    label_names_count: counts.byName.size,
    cardinality: largest(
      names,
      limit,
      (entry) => entry.label_values_count,
      (entry) => entry.label_name,
    ),
  });
}

/** `GET|POST /api/v1/cardinality/label_values` */
export async function labelValuesCardinality(request: PrometheusRequest): Promise<BareAnswer> {
  const names = request.parameters.get('label_names[]') ?? [];
  if (names.length === 0) throw badData("'label_names[]' param is required");
  if (names.some((name) => name === '')) throw badData("invalid 'label_names' param ''");
  const limit = limitOf(request.parameters);
  const counts = new LabelCounts(await seriesOf(request));
  const labels = [...new Set(names)].map((name) => {
    const values = [...(counts.byName.get(name) ?? [])].map(([value, count]) => ({
      label_value: value,
      series_count: count,
    }));
    return {
      label_name: name,
      label_values_count: values.length,
      series_count: values.reduce((sum, entry) => sum + entry.series_count, 0),
      cardinality: largest(
        values,
        limit,
        (entry) => entry.series_count,
        (entry) => entry.label_value,
      ),
    };
  });
  return bare({
    series_count_total: counts.seriesCount,
    labels: largest(
      labels,
      labels.length,
      (entry) => entry.label_values_count,
      (entry) => entry.label_name,
    ),
  });
}

/** `GET|POST /api/v1/cardinality/active_series` */
export async function activeSeries(request: PrometheusRequest): Promise<BareAnswer> {
  if ((first(request.parameters, 'selector') ?? '') === '') throw badData("missing 'selector' parameter");
  const series = await seriesOf(request);
  return { status: 200, contentType: 'application/json', body: wrapped(jsonList(series, labelsText)) };
}

function* wrapped(list: Iterable<string>): Generator<string> {
  yield '{"data":';
  yield* list;
  yield '}';
}

async function seriesOf(request: PrometheusRequest): Promise<Labels[]> {
  checkCardinalityAnalysis(request);
  const { context, parameters, tenant, limits } = request;
  const method = first(parameters, 'count_method') || 'inmemory';
  if (!COUNT_METHODS.includes(method)) {
    throw badData(`invalid 'count_method' param '${method}'. valid options are: [${COUNT_METHODS.join(', ')}]`);
  }
  const hasSelector = (first(parameters, 'selector') ?? '') !== '';
  const matchers = hasSelector ? anyMatchParameters(parameters, 'selector')[0]! : [];
  const end = context.now();
  return context.metrics.series(tenant, matchers, { start: end - IN_MEMORY, end }, limits);
}

function limitOf(parameters: QueryParameters): number {
  const text = first(parameters, 'limit') ?? '';
  if (text === '') return DEFAULT_LIMIT;
  const limit = parseGoInt(text);
  if ('problem' in limit) throw badData(`strconv.Atoi: ${limit.problem}`);
  if (limit.value < 0) throw badData("'limit' param cannot be less than '0'");
  if (limit.value > MAX_LIMIT) throw badData(`'limit' param cannot be greater than '${MAX_LIMIT}'`);
  return limit.value;
}
