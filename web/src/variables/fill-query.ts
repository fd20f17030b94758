import type { InterpolateFunction, ScopedVars } from '@grafana/data';
import type { SourceType } from '../data/source';
import { QUERY_FORMATS } from './interpolate';

/** A query of a data source, text or object, with the variables in all of its texts replaced as that source has them. */
export function fillQuery<T>(query: T, type: SourceType, replace: InterpolateFunction, scopedVars: ScopedVars = {}): T {
  const format = QUERY_FORMATS[type] ?? 'glob';
  const choice =
    typeof format === 'string'
      ? format
      : (value: unknown, { name = '', isMulti = false }: { name?: string; isMulti?: boolean } = {}) =>
          format({ name, isMulti, value: Array.isArray(value) ? value.map(String) : String(value) });
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value, scopedVars, choice);
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]));
  };
  return fill(query) as T;
}
