import { parseGoBool, parseGoFloat } from '../../lib/go-number.js';
import { parseSelector } from '../../logql/parser.js';
import { first } from '../form-parameters.js';
import { json, type LokiAnswer } from './answer.js';
import { rangeParameters } from './parameters.js';
import { checkedRange, checkMatchers } from './query-bounds.js';
import type { LokiRequest } from './request.js';

/** Labels that are worth showing whatever their values are. */
const ALWAYS_SHOWN = new Set(['cluster', 'namespace', 'instance', 'pod']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `/detected_labels`: labels of the streams with the number of their values, without those that hold nothing but ids. */
export async function detectedLabels(request: LokiRequest): Promise<LokiAnswer> {
  const { context, parameters, tenant, limits, allowed } = request;
  const range = checkedRange(rangeParameters(parameters, context.now()), allowed, context.now());
  const query = first(parameters, 'query') ?? '';
  const matchers = query === '' ? [] : parseSelector(query);
  checkMatchers(matchers, allowed);
  const shown: { label: string; cardinality: number }[] = [];
  for (const label of await context.logs.labelNames(tenant, matchers, range, limits)) {
    const values = await context.logs.labelValues(tenant, label, matchers, range, limits);
    if (ALWAYS_SHOWN.has(label) || !values.every(isId)) shown.push({ label, cardinality: values.length });
  }
  if (shown.length === 0) return json({});
  return json({ detectedLabels: shown });
}

/** 0 and 1 are truth values rather than ids. */
const isId = (value: string): boolean =>
  (parseGoFloat(value) !== undefined && parseGoBool(value) === undefined) || UUID.test(value);
