import { textOf } from '../answers';
import type { Target } from '../source';

interface Filter {
  readonly id?: string;
  readonly scope?: string;
  readonly tag?: string;
  readonly operator?: string;
  readonly value?: string | readonly string[];
  readonly valueType?: string;
  readonly isCustomValue?: boolean;
}

/** The TraceQL of a target: written (`traceql`), of the search form (`traceqlSearch`), or of the form before it (`nativeSearch`). */
export function traceqlOf(target: Target): string {
  const kind = textOf(target, 'queryType');
  if (kind === 'traceqlSearch')
    return formQuery((target.filters ?? []) as readonly Filter[], target.groupBy as readonly Filter[]);
  if (kind === 'nativeSearch' || kind === 'search') return nativeQuery(target);
  return textOf(target, 'query');
}

function formQuery(filters: readonly Filter[], groups: readonly Filter[] = []): string {
  const conditions = filters.flatMap((filter) => conditionOf(filter));
  const names = groups.flatMap((group) => (group.tag ? [`by(${nameOf(group)})`] : []));
  return [`{${conditions.join(' && ')}}`, ...names].join(' | ');
}

function conditionOf(filter: Filter): string[] {
  const values = [filter.value ?? []].flat().filter((value) => value !== '');
  if (!filter.tag || values.length === 0) return [];
  const { operator = '=' } = filter;
  const joint = operator === '!=' || operator === '!~' ? ' && ' : ' || ';
  const isPattern = operator === '=~' || operator === '!~';
  if (isPattern) return [`${nameOf(filter)}${operator}${JSON.stringify(values.join('|'))}`];
  const each = values.map((value) => `${nameOf(filter)}${operator}${valueText(value, filter.valueType)}`);
  return each.length === 1 ? each : [`(${each.join(joint)})`];
}

/** Intrinsics stand alone; attributes carry their scope, or a dot where it is open. */
function nameOf({ scope, tag = '' }: Filter): string {
  if (scope === 'intrinsic' || INTRINSICS.has(tag)) return tag;
  return `${scope === 'unscoped' || !scope ? '' : scope}.${tag}`;
}

const INTRINSICS: ReadonlySet<string> = new Set([
  'duration',
  'kind',
  'name',
  'rootName',
  'rootServiceName',
  'status',
  'statusMessage',
  'traceDuration',
]);

const BARE: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'boolean', 'keyword', 'duration']);

const valueText = (value: string, type = 'string'): string => (BARE.has(type) ? value : JSON.stringify(value));

/** `search` of the old form is logfmt: `http.status_code=500 error=true`. */
function nativeQuery(target: Target): string {
  const tags = [...textOf(target, 'search').matchAll(/([^\s=]+)=("(?:[^"\\]|\\.)*"|\S+)/g)].map(
    ([, name, value]) => `.${name}=${/^("|-?\d+(\.\d+)?$|true$|false$)/.test(value!) ? value : JSON.stringify(value)}`,
  );
  const quoted = (name: string, field: string) =>
    textOf(target, field) ? [`${name}=${JSON.stringify(textOf(target, field))}`] : [];
  const bound = (sign: string, field: string) =>
    textOf(target, field) ? [`duration${sign}${textOf(target, field)}`] : [];
  return `{${[
    ...quoted('resource.service.name', 'serviceName'),
    ...quoted('name', 'spanName'),
    ...tags,
    ...bound('>', 'minDuration'),
    ...bound('<', 'maxDuration'),
  ].join(' && ')}}`;
}

const METRICS =
  /\|\s*(rate|count_over_time|sum_over_time|min_over_time|max_over_time|avg_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

/** Whether a TraceQL query gives numbers over time instead of traces. */
export const isMetricsQuery = (query: string): boolean =>
  METRICS.test(query.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""'));

export const isTraceId = (text: string): boolean => /^[0-9a-f]{16,32}$/i.test(text.trim());
