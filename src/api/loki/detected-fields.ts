import type { AnsweredEntry } from '../../logql/answer.js';
import { detectFields } from '../../logql/detected-fields/detect-fields.js';
import { parseLog } from '../../logql/parser.js';
import { instant } from '../../vector/step-grid.js';
import { first } from '../form-parameters.js';
import { json, type LokiAnswer } from './answer.js';
import { limitParameter, rangeParameters } from './parameters.js';
import { checkedRange, checkMatchers } from './query-bounds.js';
import type { LokiRequest } from './request.js';

/** Fields, or values of one, that are answered. */
const DEFAULT_LIMIT = 1000;
/** The newest entries of the range that are looked at. */
const DEFAULT_LINES = 100;

/** `/detected_fields` */
export async function detectedFields(request: LokiRequest): Promise<LokiAnswer> {
  const limit = limitParameter(request.parameters, 'limit', DEFAULT_LIMIT);
  const found = detectFields(await newestEntries(request), limit);
  if (found.length === 0) return json({});
  const fields = found.map(({ label, type, values, parsers, path }) => ({
    label,
    type,
    cardinality: values.size,
    parsers: parsers.size === 0 ? null : [...parsers],
    ...(path !== undefined && { jsonPath: path }),
  }));
  return json({ fields, limit });
}

/** `/detected_field/{name}/values` */
export async function detectedFieldValues(request: LokiRequest): Promise<LokiAnswer> {
  const limit = limitParameter(request.parameters, 'limit', DEFAULT_LIMIT);
  const found = detectFields(await newestEntries(request), Number.POSITIVE_INFINITY);
  const field = found.find(({ label }) => label === request.name);
  return field === undefined ? json({}) : json({ values: [...field.values].slice(0, limit), limit });
}

async function newestEntries(request: LokiRequest): Promise<readonly AnsweredEntry[]> {
  const { context, parameters, tenant, limits, allowed } = request;
  const query = first(parameters, 'query') ?? '';
  checkMatchers(parseLog(query).matchers, allowed);
  const range = checkedRange(rangeParameters(parameters, context.now()), allowed, context.now());
  const { value } = await context.logql.range({
    tenant,
    limits,
    query,
    range,
    grid: instant(0),
    limit: Math.min(limitParameter(parameters, 'line_limit', DEFAULT_LINES), allowed.maxEntriesLimitPerQuery),
    direction: 'backward',
    interval: 0n,
  });
  return value.type === 'entries' ? value.entries : [];
}
