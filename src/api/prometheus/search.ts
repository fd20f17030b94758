import { parseGoBool, parseGoInt } from '../../lib/go-number.js';
import { METRIC_NAME } from '../../model/labels.js';
import type { LabelMatcher, TimeRangeMs } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';
import type { BareAnswer } from './answer.js';
import { badData, optionalTime } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { FUZZY_ALGORITHMS, type TermOptions, termScorer } from './search-terms.js';
import { matchParameters } from './selectors.js';

const HOUR = 3_600_000;
const DEFAULT_LIMIT = 100;
const DEFAULT_BATCH = 100;
/** Terms of one search, and characters of one. */
const MAX_TERMS = 32;
const MAX_TERM = 1024;

interface Found {
  readonly text: string;
  readonly score: number;
}

/** Where the texts come from, and what one is called in the answer. */
interface Source {
  readonly endpoint: string;
  readonly field: 'name' | 'value';
  readonly texts: (matchers: readonly LabelMatcher[], range: TimeRangeMs) => Promise<string[]>;
}

/** Search of metric names. Feature search-api: https://github.com/prometheus/proposals/blob/main/proposals/0074-new-labels-values-api.md */
export function searchMetricNames(request: PrometheusRequest): Promise<BareAnswer> {
  const { context, tenant, limits } = request;
  return search(request, {
    endpoint: 'metric_names',
    field: 'name',
    texts: (matchers, range) => context.metrics.labelValues(tenant, METRIC_NAME, matchers, range, limits),
  });
}

export function searchLabelNames(request: PrometheusRequest): Promise<BareAnswer> {
  const { context, tenant, limits } = request;
  return search(request, {
    endpoint: 'label_names',
    field: 'name',
    texts: (matchers, range) => context.metrics.labelNames(tenant, matchers, range, limits),
  });
}

export async function searchLabelValues(request: PrometheusRequest): Promise<BareAnswer> {
  const { context, parameters, tenant, limits } = request;
  const label = first(parameters, 'label') ?? '';
  if (label === '') throw badData('missing required parameter "label"');
  return search(request, {
    endpoint: 'label_values',
    field: 'value',
    texts: (matchers, range) => context.metrics.labelValues(tenant, label, matchers, range, limits),
  });
}

async function search({ context, parameters }: PrometheusRequest, source: Source): Promise<BareAnswer> {
  const score = termScorer(termsOf(parameters), termOptions(parameters));
  const order = orderOf(parameters, source.endpoint);
  const includesScore = boolParameter(parameters, 'include_score', false);
  const limit = countParameter(parameters, 'limit', DEFAULT_LIMIT);
  const batch = countParameter(parameters, 'batch_size', DEFAULT_BATCH);
  const now = context.now();
  const range = {
    start: optionalTime(parameters, 'start', now - HOUR),
    end: optionalTime(parameters, 'end', now),
  };
  if (range.end < range.start) throw badData('end timestamp must not be before start timestamp');
  const selectors = matchParameters(parameters);
  const texts = new Set<string>();
  for (const matchers of selectors.length === 0 ? [[]] : selectors) {
    for (const text of await source.texts(matchers, range)) texts.add(text);
  }
  const found: Found[] = [];
  for (const text of texts) {
    const scored = score(text);
    if (scored !== undefined) found.push({ text, score: scored });
  }
  found.sort(order);
  const wanted = found.slice(0, limit);
  const itemOf = ({ text, score: scored }: Found) => ({
    [source.field]: text,
    ...(includesScore ? { score: scored } : {}),
  });
  return {
    status: 200,
    contentType: 'application/x-ndjson; charset=utf-8',
    body: lines(wanted.map(itemOf), batch, wanted.length < found.length),
  };
}

/** The results, `batch` of them on a line, and a last line that says how it went. */
function* lines(items: readonly object[], batch: number, hasMore: boolean): Generator<string> {
  for (let at = 0; at === 0 || at < items.length; at += batch) {
    yield `${JSON.stringify({ results: items.slice(at, at + batch) })}\n`;
  }
  yield `${JSON.stringify({ status: 'success', has_more: hasMore })}\n`;
}

function termsOf(parameters: QueryParameters): string[] {
  const terms = (parameters.get('search[]') ?? []).filter((term) => term !== '');
  if (terms.length > MAX_TERMS) throw badData(`too many search[] parameters: ${terms.length}, maximum ${MAX_TERMS}`);
  if (terms.some((term) => term.length > MAX_TERM)) throw badData(`a search[] term is longer than ${MAX_TERM}`);
  return terms;
}

function termOptions(parameters: QueryParameters): TermOptions {
  const name = first(parameters, 'fuzz_alg') || 'subsequence';
  const algorithm = FUZZY_ALGORITHMS.find((known) => known === name);
  if (algorithm === undefined) {
    throw badData(`unsupported fuzz_alg ${JSON.stringify(name)}: must be one of [${FUZZY_ALGORITHMS.join(' ')}]`);
  }
  const text = first(parameters, 'fuzz_threshold') || '0';
  const threshold = parseGoInt(text);
  if ('problem' in threshold || threshold.value < 0 || threshold.value > 100) {
    throw badData(`invalid fuzz_threshold ${JSON.stringify(text)}: must be 0-100`);
  }
  const isCaseSensitive = boolParameter(parameters, 'case_sensitive', true);
  return { algorithm, threshold: threshold.value / 100, isCaseSensitive };
}

const byText = (a: Found, b: Found): number => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

function orderOf(parameters: QueryParameters, endpoint: string): (a: Found, b: Found) => number {
  const sortBy = first(parameters, 'sort_by') ?? '';
  const direction = first(parameters, 'sort_dir') ?? '';
  if (!['', 'alpha', 'score'].includes(sortBy)) {
    throw badData(`invalid sort_by ${JSON.stringify(sortBy)} for ${endpoint}: must be "alpha" or "score"`);
  }
  if (direction !== '' && sortBy === '') throw badData('sort_dir is only valid when sort_by is set');
  if (!['', 'asc', 'dsc'].includes(direction)) {
    throw badData(`invalid sort_dir ${JSON.stringify(direction)}: must be "asc" or "dsc"`);
  }
  if (direction !== '' && sortBy === 'score') throw badData('sort_dir is not supported for sort_by=score');
  if (sortBy === 'score') return (a, b) => b.score - a.score || byText(a, b);
  return direction === 'dsc' ? (a, b) => byText(b, a) : byText;
}

function boolParameter(parameters: QueryParameters, name: string, fallback: boolean): boolean {
  const text = first(parameters, name) ?? '';
  if (text === '') return fallback;
  const value = parseGoBool(text);
  if (value === undefined) throw badData(`invalid ${name} ${JSON.stringify(text)}: must be a boolean`);
  return value;
}

function countParameter(parameters: QueryParameters, name: string, fallback: number): number {
  const text = first(parameters, name) ?? '';
  if (text === '') return fallback;
  const count = parseGoInt(text);
  if ('problem' in count || count.value <= 0) {
    throw badData(`invalid ${name} ${JSON.stringify(text)}: must be a positive integer`);
  }
  return count.value;
}
