import { FieldType, type GrafanaTheme2 } from '@grafana/data';
import { type LegendValue, legendValues } from '../../charts/legend-values';
import type { Column } from './columns';

/** Calculations that have a sense for fields that are no numbers. */
const OF_ANYTHING: ReadonlySet<string> = new Set([
  'count',
  'countAll',
  'distinctCount',
  'first',
  'firstNotNull',
  'last',
  'lastNotNull',
  'uniqueValues',
  'changeCount',
]);

/** The calculations of each column over the rows that are shown; empty where none has any. */
export function footerOf(columns: readonly Column[], rows: readonly number[], theme: GrafanaTheme2): LegendValue[][] {
  const all = columns.map(({ field, custom }) => {
    const reducers = (custom.footer?.reducers ?? []).filter(
      (id) => field.type === FieldType.number || OF_ANYTHING.has(id),
    );
    if (reducers.length === 0) return [];
    const { state: _, ...rest } = field;
    return legendValues({ ...rest, values: rows.map((row) => field.values[row]) }, reducers, theme);
  });
  return all.some((values) => values.length > 0) ? all : [];
}
