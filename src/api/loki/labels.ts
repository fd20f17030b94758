import { parseMatchers, parseSelector } from '../../logql/parser.js';
import { QuartetError } from '../../model/errors.js';
import { labelsToObject } from '../../model/labels.js';
import type { LabelMatcher } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { rangeParameters } from './parameters.js';
import type { LokiRequest } from './request.js';

/** Label calls without a range look at the last six hours. */
const DEFAULT_RANGE_MS = 6 * 3_600_000;

export async function labelNames({ context, parameters, tenant, limits }: LokiRequest): Promise<unknown> {
  const range = rangeParameters(parameters, context.now(), DEFAULT_RANGE_MS);
  const data = await context.logs.labelNames(tenant, selector(first(parameters, 'query')), range, limits);
  return data.length === 0 ? { status: 'success' } : { status: 'success', data };
}

export async function labelValues({ context, parameters, tenant, limits, name }: LokiRequest): Promise<unknown> {
  const range = rangeParameters(parameters, context.now(), DEFAULT_RANGE_MS);
  const data = await context.logs.labelValues(tenant, name, selector(first(parameters, 'query')), range, limits);
  return data.length === 0 ? { status: 'success' } : { status: 'success', data };
}

export async function series({ context, parameters, tenant, limits }: LokiRequest): Promise<unknown> {
  const range = rangeParameters(parameters, context.now(), DEFAULT_RANGE_MS);
  const matches = [...(parameters.get('match[]') ?? []), ...(parameters.get('match') ?? [])];
  const selectors = matches.length === 0 ? [[]] : matches.map((match) => parseSelector(match));
  const found = new Map<string, Record<string, string>>();
  for (const matchers of selectors) {
    for (const labels of await context.logs.streams(tenant, matchers, range, limits)) {
      found.set(JSON.stringify(labels), labelsToObject(labels));
    }
  }
  return { status: 'success', data: [...found.values()] };
}

/** The optional `query` of label calls. */
function selector(query: string | undefined): readonly LabelMatcher[] {
  if (query === undefined || query === '') return [];
  if (query.length > 100_000) throw new QuartetError('invalid_argument', 'the query has more than 100,000 characters');
  return parseMatchers(query);
}
