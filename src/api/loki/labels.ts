import { Stretch } from '../../lib/turns.js';
import { parseSelector, parseSelectorOrAll } from '../../logql/parser.js';
import { type Labels, labelsToObject } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import type { LabelMatcher, TimeRangeNs } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { json, type LokiAnswer, successList } from './answer.js';
import { rangeParameters } from './parameters.js';
import { checkedRange, checkMatchers } from './query-bounds.js';
import type { LokiRequest } from './request.js';

/** Label calls without a range look at the last six hours. */
const DEFAULT_RANGE_MS = 6 * 3_600_000;

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-labels */
export async function labelNames(request: LokiRequest): Promise<LokiAnswer> {
  const { context, tenant, limits } = request;
  return listOf(await context.logs.labelNames(tenant, optionalSelector(request), labelRange(request), limits));
}

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-label-values */
export async function labelValues(request: LokiRequest): Promise<LokiAnswer> {
  const { context, tenant, limits, name } = request;
  return listOf(await context.logs.labelValues(tenant, name, optionalSelector(request), labelRange(request), limits));
}

/** The label sets of the streams that match one of the selectors. https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-streams */
export async function series(request: LokiRequest): Promise<LokiAnswer> {
  const { context, parameters, tenant, limits, allowed } = request;
  const range = labelRange(request);
  const matches = [...(parameters.get('match[]') ?? []), ...(parameters.get('match') ?? [])];
  // Whoever asks for `{}` or for nothing gets all.
  const selectors = matches.length === 0 ? [[]] : matches.map(parseSelectorOrAll);
  const found: Labels[] = [];
  for (const matchers of selectors) {
    checkMatchers(matchers, allowed);
    const streams = await context.logs.streams(tenant, matchers, range, limits);
    for (const labels of streams) found.push(labels);
  }
  const once = selectors.length === 1 ? found : await withoutRepeats(found);
  return successList(once, labelsToObject);
}

/** The event loop turns in between. */
async function withoutRepeats(sets: readonly Labels[]): Promise<Labels[]> {
  const found = new Map<string, Labels>();
  const stretch = new Stretch();
  for (const labels of sets) {
    if (stretch.isOver) await stretch.rest();
    found.set(labelsKey(labels), labels);
  }
  return [...found.values()];
}

/** Without an item there is no list either, as in Loki. */
const listOf = (data: readonly string[]): LokiAnswer =>
  data.length === 0 ? json({ status: 'success' }) : successList(data, (text) => text);

function labelRange({ context, parameters, allowed }: LokiRequest): TimeRangeNs {
  return checkedRange(rangeParameters(parameters, context.now(), DEFAULT_RANGE_MS), allowed, context.now());
}

/** The optional `query` of label calls. */
function optionalSelector({ parameters, allowed }: LokiRequest): readonly LabelMatcher[] {
  const query = first(parameters, 'query') ?? '';
  const matchers = query === '' ? [] : parseSelector(query);
  checkMatchers(matchers, allowed);
  return matchers;
}
