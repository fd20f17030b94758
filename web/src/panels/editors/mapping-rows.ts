import { MappingType, SpecialValueMatch, type ValueMapping, type ValueMappingResult } from '@grafana/data';

/** One condition with what is shown in its place: a line of the editor. */
export type MappingRow =
  | { readonly type: 'value'; readonly value: string; readonly result: ValueMappingResult }
  | {
      readonly type: 'range';
      readonly from: number | null;
      readonly to: number | null;
      readonly result: ValueMappingResult;
    }
  | { readonly type: 'regex'; readonly pattern: string; readonly result: ValueMappingResult }
  | { readonly type: 'special'; readonly match: SpecialValueMatch; readonly result: ValueMappingResult };

/** The lines of mappings, in the order of their results. */
export function rowsOf(mappings: readonly ValueMapping[]): readonly MappingRow[] {
  const rows = mappings.flatMap((mapping): readonly MappingRow[] => {
    if (mapping.type === MappingType.ValueToText) {
      return Object.entries(mapping.options).map(([value, result]) => ({ type: 'value', value, result }));
    }
    if (mapping.type === MappingType.RangeToText) return [{ type: 'range', ...mapping.options }];
    if (mapping.type === MappingType.RegexToText) return [{ type: 'regex', ...mapping.options }];
    return [{ type: 'special', ...mapping.options }];
  });
  return rows.toSorted((a, b) => (a.result.index ?? 0) - (b.result.index ?? 0));
}

/** The mappings of lines: all single values are one mapping, results carry their place. */
export function mappingsOf(rows: readonly MappingRow[]): ValueMapping[] {
  const numbered = rows.map((row, index) => ({ ...row, result: { ...row.result, index } }));
  const values = numbered.flatMap((row) => (row.type === 'value' ? [[row.value, row.result] as const] : []));
  const others = numbered.flatMap((row): ValueMapping[] => {
    if (row.type === 'range') {
      return [{ type: MappingType.RangeToText, options: { from: row.from, to: row.to, result: row.result } }];
    }
    if (row.type === 'regex') {
      return [{ type: MappingType.RegexToText, options: { pattern: row.pattern, result: row.result } }];
    }
    if (row.type === 'special') {
      return [{ type: MappingType.SpecialValue, options: { match: row.match, result: row.result } }];
    }
    return [];
  });
  return values.length === 0
    ? others
    : [{ type: MappingType.ValueToText, options: Object.fromEntries(values) }, ...others];
}

const EMPTY: ValueMappingResult = { text: '' };

/** A new line of each type. */
export const NEW_ROWS: Readonly<Record<MappingRow['type'], MappingRow>> = {
  value: { type: 'value', value: '', result: EMPTY },
  range: { type: 'range', from: null, to: null, result: EMPTY },
  regex: { type: 'regex', pattern: '', result: EMPTY },
  special: { type: 'special', match: SpecialValueMatch.Null, result: EMPTY },
};
