import { parseGoInt } from '../../lib/go-number.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { type DataAnswer, json } from './answer.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';

/**
 * Type, unit and help of metric families, as senders gave them.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#querying-metric-metadata
 */
export async function metadata({ context, parameters, tenant, limits }: PrometheusRequest): Promise<DataAnswer> {
  const limit = countParameter(parameters, 'limit');
  const perMetric = countParameter(parameters, 'limit_per_metric');
  const metric = first(parameters, 'metric') ?? '';
  const families = new Map<string, { type: string; unit: string; help: string }[]>();
  for (const { family, type, unit, help } of await context.metrics.metadata(tenant, metric || undefined, limits)) {
    const known = families.get(family);
    if (known === undefined && limit !== undefined && families.size === limit) continue;
    const entries = known ?? [];
    families.set(family, entries);
    if (perMetric === undefined || perMetric === 0 || entries.length < perMetric) entries.push({ type, unit, help });
  }
  return json(Object.fromEntries(families));
}

/** Undefined where it is not given, or negative: as many as there are. */
function countParameter(parameters: QueryParameters, name: string): number | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  const count = parseGoInt(text);
  if ('problem' in count) throw badData(`${name} must be a number`);
  return count.value < 0 ? undefined : count.value;
}
