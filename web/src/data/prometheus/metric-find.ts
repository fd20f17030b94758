import type { MetricFindValue, TimeRange } from '@grafana/data';
import { askSource } from '../ask';
import { seriesName } from '../frames';
import { replaceStepMacros } from '../step';
import { type Answer, listOf, queryDataOf } from './answer';
import { SCRAPE_MS } from './query';
import { hasValue } from './series-frames';

interface Asking {
  readonly uid: string;
  readonly range: TimeRange;
  readonly signal: AbortSignal;
}

type Finder = (asking: Asking, found: readonly string[]) => Promise<readonly MetricFindValue[]>;

/**
 * The functions of a query variable. A label name, metric and selector may hold anything: what a variable stood for is part of
 * them. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
const FINDERS: readonly (readonly [pattern: RegExp, find: Finder])[] = [
  [/^label_names\((?:(.+))?\)$/s, (asking, [match]) => labelNames(asking, match)],
  [/^label_values\((?:(.+),)?\s*([^,]+?)\s*\)$/s, (asking, [match, label]) => labelValues(asking, label!, match)],
  [/^metrics\((.*)\)$/s, (asking, [pattern]) => metricNames(asking, pattern!.trim())],
  [/^query_result\((.+)\)$/s, (asking, [expr]) => queryResult(asking, expr!)],
];

/** Values of a query variable from its text or from the object of newer dashboards. Throws ApiError. */
export function findMetrics(query: unknown, asking: Asking): Promise<readonly MetricFindValue[]> {
  const text = queryText(query).trim();
  if (text === '') return Promise.resolve([]);
  for (const [pattern, find] of FINDERS) {
    const found = pattern.exec(text);
    if (found !== null) return find(asking, found.slice(1));
  }
  return seriesOf(asking, text);
}

interface VariableObject {
  readonly query?: unknown;
  readonly qryType?: number;
  readonly metric?: string;
  readonly label?: string;
  readonly match?: string;
  readonly metricFilter?: string;
  readonly varQuery?: string;
  readonly seriesQuery?: string;
  readonly labelFilters?: readonly { label: string; op: string; value: string }[];
}

/** By `qryType`: label names, label values, metrics, query result, series, and the text of the classic editor. */
const TEXTS: readonly ((variable: VariableObject) => string)[] = [
  ({ match = '' }) => `label_names(${match})`,
  (variable) => `label_values(${[selectorOf(variable), variable.label ?? ''].filter(Boolean).join(', ')})`,
  ({ metricFilter = '' }) => `metrics(${metricFilter})`,
  ({ varQuery = '' }) => `query_result(${varQuery})`,
  ({ seriesQuery = '' }) => seriesQuery,
  ({ query }) => String(query ?? ''),
];

function queryText(query: unknown): string {
  if (typeof query === 'string') return query;
  const variable = (query ?? {}) as VariableObject;
  if (typeof variable.query === 'string' && variable.query !== '') return variable.query;
  return TEXTS[variable.qryType ?? TEXTS.length - 1]?.(variable) ?? '';
}

function selectorOf({ metric = '', labelFilters = [] }: VariableObject): string {
  const filters = labelFilters.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`);
  return filters.length === 0 ? metric : `${metric}{${filters.join(',')}}`;
}

const ask = async <T>({ uid, range, signal }: Asking, path: string, match?: string): Promise<readonly T[]> =>
  listOf(
    await askSource<Answer<readonly T[]>>(
      uid,
      `api/v1/${path}`,
      {
        start: Math.floor(range.from.valueOf() / 1000),
        end: Math.ceil(range.to.valueOf() / 1000),
        ...(match?.trim() && { 'match[]': match.trim() }),
      },
      { signal },
    ),
  );

const asValues = (texts: readonly string[]): MetricFindValue[] => texts.map((text) => ({ text, value: text }));

const labelNames = async (asking: Asking, match?: string) => asValues(await ask<string>(asking, 'labels', match));

const labelValues = async (asking: Asking, label: string, match?: string) =>
  asValues(await ask<string>(asking, `label/${encodeURIComponent(label)}/values`, match));

async function metricNames(asking: Asking, pattern: string): Promise<MetricFindValue[]> {
  const names = await ask<string>(
    asking,
    'label/__name__/values',
    pattern === '' ? '' : `{__name__=~${JSON.stringify(`.*(?:${pattern}).*`)}}`,
  );
  return asValues(names);
}

async function seriesOf(asking: Asking, match: string): Promise<MetricFindValue[]> {
  const series = await ask<Record<string, string>>(asking, 'series', match);
  return asValues(series.map((labels) => seriesName(labels)));
}

/** Each sample as `name{labels} value ms`, which the variable's regex takes apart. */
async function queryResult({ uid, range, signal }: Asking, expr: string): Promise<MetricFindValue[]> {
  const stepMs = Math.max(SCRAPE_MS, range.to.valueOf() - range.from.valueOf());
  const data = queryDataOf(
    await askSource<Answer<unknown>>(
      uid,
      'api/v1/query',
      { query: replaceStepMacros(expr, stepMs, SCRAPE_MS, range), time: range.to.valueOf() / 1000 },
      { isForm: true, signal },
    ),
  );
  if (data.resultType === 'scalar' || data.resultType === 'string') return asValues([data.result[1]]);
  if (data.resultType !== 'vector') return [];
  return asValues(
    data.result.filter(hasValue).map(({ metric, value }) => `${seriesName(metric)} ${value[1]} ${value[0] * 1000}`),
  );
}
