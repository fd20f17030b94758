import { compareLabels, type Labels } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import type { LabelMatcher } from '../../storage/interface.js';
import { type DataAnswer, json, jsonList } from './answer.js';
import { badData, limitParameter, truncated } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { aboutParameter, matchParameters, rangeParameters } from './selectors.js';
import { labelsText } from './value-text.js';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers */
export async function series(request: PrometheusRequest): Promise<DataAnswer> {
  const { context, parameters, tenant, limits } = request;
  if (!parameters.has('match[]')) throw badData('no match[] parameter provided');
  const limit = limitParameter(parameters);
  const range = rangeParameters(parameters);
  const selectors = aboutParameter('match[]', () => matchParameters(parameters));
  const found = new Map<string, Labels>();
  for (const matchers of selectors) {
    for (const labels of await context.metrics.series(tenant, matchers, range, limits)) {
      found.set(selectors.length === 1 ? String(found.size) : labelsKey(labels), labels);
    }
  }
  const { items, warnings } = truncated([...found.values()].sort(compareLabels), limit);
  return { data: jsonList(items, labelsText), warnings };
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#getting-label-names */
export function labelNames(request: PrometheusRequest): Promise<DataAnswer> {
  const { context, tenant, limits } = request;
  return names(request, (matchers, range) => context.metrics.labelNames(tenant, matchers, range, limits));
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-label-values */
export function labelValues(request: PrometheusRequest): Promise<DataAnswer> {
  const { context, tenant, limits, name } = request;
  const label = unescapeLabelName(name);
  if (label === '') throw badData('invalid label name: ""');
  return names(request, (matchers, range) => context.metrics.labelValues(tenant, label, matchers, range, limits));
}

/** The texts that `find` gives for each selector, each once, sorted. */
async function names(
  { parameters }: PrometheusRequest,
  find: (matchers: readonly LabelMatcher[], range: ReturnType<typeof rangeParameters>) => Promise<string[]>,
): Promise<DataAnswer> {
  const limit = limitParameter(parameters);
  const range = rangeParameters(parameters);
  const selectors = matchParameters(parameters);
  const found = new Set<string>();
  for (const matchers of selectors.length === 0 ? [[]] : selectors) {
    for (const text of await find(matchers, range)) found.add(text);
  }
  const { items, warnings } = truncated([...found].sort(), limit);
  return { ...json(items), warnings };
}

const ESCAPED = /^(?:[^_]|__|_[0-9a-fA-F]{1,6}_)*$/;

/**
 * A label name of a path: `U__` marks one whose other characters are written as `_hex_` (`U__http_2e_method`). What is
 * not well escaped means itself.
 * https://github.com/prometheus/proposals/blob/main/proposals/0028-utf8.md
 */
function unescapeLabelName(escaped: string): string {
  const rest = escaped.slice(3);
  if (!escaped.startsWith('U__') || !ESCAPED.test(rest)) return escaped;
  let isText = true;
  const name = rest.replace(/__|_([0-9a-fA-F]{1,6})_/g, (_text, hex?: string) => {
    if (hex === undefined) return '_';
    const code = Number.parseInt(hex, 16);
    if (code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code);
    isText = false;
    return '';
  });
  return isText ? name : escaped;
}
