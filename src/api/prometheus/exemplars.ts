import { formatFloat } from '../../lib/format-float.js';
import type { Labels } from '../../model/labels.js';
import { selectorsOf } from '../../promql/selectors-of.js';
import type { Exemplar } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { type Answer, jsonList, NO_CONTENT } from './answer.js';
import { badData, MAX_TIME, MIN_TIME, optionalTime } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { labelsText, seconds } from './value-text.js';

/**
 * The exemplars of every series that a query selects; no content for one without selectors.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars
 */
export async function queryExemplars(request: PrometheusRequest): Promise<Answer> {
  const { context, parameters, tenant, limits } = request;
  const start = optionalTime(parameters, 'start', MIN_TIME);
  const end = optionalTime(parameters, 'end', MAX_TIME);
  if (end < start) throw badData('end timestamp must not be before start timestamp');
  const expression = context.engine.parse(first(parameters, 'query') ?? '');
  const found = new Map<string, { labels: Labels; exemplars: readonly Exemplar[] }>();
  const selectors = [...selectorsOf(expression)];
  if (selectors.length === 0) return NO_CONTENT;
  for (const { matchers } of selectors) {
    for (const series of await context.metrics.exemplars(tenant, matchers, { start, end }, limits)) {
      found.set(labelsText(series.labels), series);
    }
  }
  return { data: jsonList(found.values(), seriesText) };
}

const seriesText = ({ labels, exemplars }: { labels: Labels; exemplars: readonly Exemplar[] }): string =>
  `{"seriesLabels":${labelsText(labels)},"exemplars":[${exemplars.map(exemplarText).join(',')}]}`;

const exemplarText = ({ labels, value, ms }: Exemplar): string =>
  `{"labels":${labelsText(labels)},"value":"${formatFloat(value)}","timestamp":${seconds(ms)}}`;
