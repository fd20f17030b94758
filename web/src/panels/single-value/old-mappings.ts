import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/data';

/** A mapping as it was before Grafana 8: kind 1 is a value, kind 2 a range. */
interface OldMapping {
  readonly type?: unknown;
  readonly op?: string;
  readonly value?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly text?: string;
}

/** Mappings as they are now; those that are so already stay. */
export function migratedMappings(mappings: readonly unknown[]): ValueMapping[] {
  return mappings.flatMap((mapping): ValueMapping[] => {
    const { type, value, from, to, text } = mapping as OldMapping;
    if (typeof type === 'string') return [mapping as ValueMapping];
    if (type === 2) return [rangeMapping(from, to, text)];
    return value === undefined ? [] : [valueMapping(value, text)];
  });
}

export function valueMapping(value: unknown, text: string | undefined): ValueMapping {
  const result = { ...(text !== undefined && { text }) };
  if (value === null || String(value).trim().toLowerCase() === 'null') {
    return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.Null, result } };
  }
  return { type: MappingType.ValueToText, options: { [String(value)]: result } };
}

export function rangeMapping(from: unknown, to: unknown, text: string | undefined): ValueMapping {
  const result = { ...(text !== undefined && { text }) };
  if (String(from) === 'null' && String(to) === 'null') {
    return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.Null, result } };
  }
  return { type: MappingType.RangeToText, options: { from: limit(from), to: limit(to), result } };
}

const limit = (value: unknown): number | null => {
  const number = Number(value);
  return value === null || value === undefined || value === '' || Number.isNaN(number) ? null : number;
};
