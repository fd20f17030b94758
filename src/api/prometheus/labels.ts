import { QuartetError } from '../../model/errors.js';
import { labelsToObject } from '../../model/labels.js';
import { first } from '../form-parameters.js';
import { matchParameters, rangeParameters } from './parameters.js';
import type { PrometheusRequest } from './request.js';

export async function series({ context, parameters, tenant, limits }: PrometheusRequest): Promise<unknown> {
  const selectors = matchParameters(parameters);
  if (selectors.length === 0) throw new QuartetError('invalid_argument', 'no match[] parameter provided');
  const range = rangeParameters(parameters, context.now());
  const found = new Map<string, Record<string, string>>();
  for (const matchers of selectors) {
    for (const labels of await context.metrics.series(tenant, matchers, range, limits)) {
      found.set(JSON.stringify(labels), labelsToObject(labels));
    }
  }
  return limited(limitOf(parameters), [...found.values()]);
}

export async function labelNames({ context, parameters, tenant, limits }: PrometheusRequest): Promise<unknown> {
  const range = rangeParameters(parameters, context.now());
  const lists = selectorsOrAll(matchParameters(parameters)).map((matchers) =>
    context.metrics.labelNames(tenant, matchers, range, limits),
  );
  return limited(limitOf(parameters), distinct(await Promise.all(lists)));
}

export async function labelValues({ context, parameters, tenant, limits, name }: PrometheusRequest): Promise<unknown> {
  const label = labelName(name);
  const range = rangeParameters(parameters, context.now());
  const lists = selectorsOrAll(matchParameters(parameters)).map((matchers) =>
    context.metrics.labelValues(tenant, label, matchers, range, limits),
  );
  return limited(limitOf(parameters), distinct(await Promise.all(lists)));
}

const selectorsOrAll = <T>(selectors: (readonly T[])[]): (readonly T[])[] =>
  selectors.length === 0 ? [[]] : selectors;

const distinct = (lists: readonly string[][]): string[] => [...new Set(lists.flat())].sort();

const limitOf = (parameters: PrometheusRequest['parameters']): string | undefined => first(parameters, 'limit');

function limited<T>(limit: string | undefined, items: T[]): T[] {
  if (limit === undefined || limit === '') return items;
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 0) {
    throw new QuartetError(
      'invalid_argument',
      `invalid parameter "limit": cannot parse ${JSON.stringify(limit)} to a count`,
    );
  }
  return count === 0 ? items : items.slice(0, count);
}

/**
 * A label name of a path: `U__` marks one whose other characters are written as `_hex_` (`U__http_2e_method`).
 * https://github.com/prometheus/proposals/blob/main/proposals/0028-utf8.md
 */
function labelName(escaped: string): string {
  const name = escaped.startsWith('U__')
    ? escaped
        .slice(3)
        .replace(/__|_([0-9a-fA-F]{1,6})_/g, (text, code?: string) =>
          code === undefined ? (text === '__' ? '_' : text) : String.fromCodePoint(Number.parseInt(code, 16)),
        )
    : escaped;
  if (name === '') throw new QuartetError('invalid_argument', `invalid label name: ${JSON.stringify(escaped)}`);
  return name;
}
