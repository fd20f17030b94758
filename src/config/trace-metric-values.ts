import { compileRegex } from '../lib/bounded-regex.js';
import type { DimensionMapping, FilterPolicy, PolicyMatch } from '../model/trace-metric-settings.js';

/** Readers of the values of Tempo's metrics-generator that are no plain texts or numbers; each also takes its JSON. */

export const BUCKETS = 'a list of seconds such as 0.1,0.5,1';
export const FILTER_POLICIES =
  'a list of {include, include_any, exclude}, each {match_type, attributes: [{key, value}]}';
export const DIMENSION_MAPPINGS = 'a list of {name, source_labels, join}';

/** Upper bounds of buckets, ascending, none twice. */
export function readBuckets(value: unknown): readonly number[] | undefined {
  const items = typeof value === 'string' ? value.split(',').map(Number) : value;
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_BUCKETS) return undefined;
  const isGood = items.every((item, i) => Number.isFinite(item) && (i === 0 || item > items[i - 1]));
  return isGood ? items : undefined;
}

/** A histogram is so many series and two more. */
const MAX_BUCKETS = 200;

export const readFilterPolicies = (value: unknown): readonly FilterPolicy[] | undefined => listOf(value, readPolicy);
export const readDimensionMappings = (value: unknown): readonly DimensionMapping[] | undefined =>
  listOf(value, readMapping);

function readPolicy(value: unknown): FilterPolicy | undefined {
  const fields = fieldsOf(value, ['include', 'include_any', 'exclude']);
  if (fields === undefined) return undefined;
  const [include, includeAny, exclude] = fields.map((side) => side && readMatch(side));
  const isGood = fields.every((side, i) => side === undefined || [include, includeAny, exclude][i] !== undefined);
  if (!isGood) return undefined;
  return { include, includeAny, exclude } as FilterPolicy;
}

function readMatch(value: unknown): PolicyMatch | undefined {
  const [matchType = 'strict', attributes] = fieldsOf(value, ['match_type', 'attributes']) ?? [];
  if (matchType !== 'strict' && matchType !== 'regex') return undefined;
  const read = listOf(attributes, readAttribute);
  const isGood = read?.every(({ value: wanted }) => matchType === 'strict' || isPattern(String(wanted)));
  return isGood === true ? { matchType, attributes: read! } : undefined;
}

function isPattern(text: string): boolean {
  try {
    compileRegex(text);
    return true;
  } catch {
    return false;
  }
}

const SCALARS = ['string', 'number', 'boolean'];

function readAttribute(value: unknown): PolicyMatch['attributes'][number] | undefined {
  const [key, wanted] = fieldsOf(value, ['key', 'value']) ?? [];
  if (typeof key !== 'string' || key === '' || !SCALARS.includes(typeof wanted)) return undefined;
  return { key, value: wanted as string | number | boolean };
}

function readMapping(value: unknown): DimensionMapping | undefined {
  const [name, sources, join = ''] = fieldsOf(value, ['name', 'source_labels', 'join']) ?? [];
  const sourceLabels = listOf(sources, (item) => (typeof item === 'string' ? item : undefined));
  if (typeof name !== 'string' || name === '' || typeof join !== 'string' || sourceLabels === undefined)
    return undefined;
  return { name, sourceLabels, join };
}

function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const list = typeof value === 'string' ? parsedJson(value) : value;
  if (!Array.isArray(list)) return undefined;
  const items = list.map(read);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** The values of the named fields; undefined for what is no map or has others. `source_labels` may be `sourceLabels`. */
function fieldsOf(value: unknown, names: readonly string[]): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const given = new Map(Object.entries(value).map(([name, item]) => [snakeCase(name), item ?? undefined]));
  return [...given.keys()].every((name) => names.includes(name)) ? names.map((name) => given.get(name)) : undefined;
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function parsedJson(text: string): unknown {
  try {
    return text === '' ? [] : JSON.parse(text);
  } catch {
    return undefined;
  }
}
