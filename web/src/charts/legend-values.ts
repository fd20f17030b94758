import {
  type DisplayValue,
  type Field,
  fieldReducers,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  reduceField,
} from '@grafana/data';

export interface LegendValue {
  readonly id: string;
  /** Of the calculation: "Last *", "Max". */
  readonly title: string;
  readonly text: string;
  readonly numeric: number;
}

/** Names of calculations as the head of a column. */
export const calcTitle = (id: string): string => fieldReducers.getIfExists(id)?.name ?? id;

/** The calculations of one field, written as the field writes its values. */
export function legendValues(field: Field, calcs: readonly string[], theme: GrafanaTheme2): LegendValue[] {
  const known = calcs.filter((id) => fieldReducers.getIfExists(id) !== undefined);
  if (known.length === 0) return [];
  const results = reduceField({ field, reducers: known });
  const display = field.display ?? getDisplayProcessor({ field, theme });
  return known.map((id) => {
    const value = written(results[id], display, fieldReducers.get(id).preservesUnits, theme);
    return { id, title: calcTitle(id), text: formattedValueToString(value), numeric: value.numeric };
  });
}

/** Counts and changes have no unit, shares are percentages. */
function written(
  value: unknown,
  display: NonNullable<Field['display']>,
  hasUnit: boolean,
  theme: GrafanaTheme2,
): DisplayValue {
  if (hasUnit) return display(value);
  const plain = { name: '', type: 'number', config: { unit: 'short' }, values: [] } as unknown as Field;
  return getDisplayProcessor({ field: plain, theme })(value);
}

/** Rows by a column, those without a value last. Text columns by the alphabet, numbers within it by value. */
export function sortedBy<T>(rows: readonly T[], of: (row: T) => string | number, isDescending: boolean): T[] {
  const sign = isDescending ? -1 : 1;
  const collator = new Intl.Collator(undefined, { numeric: true });
  return rows.toSorted((a, b) => {
    const [left, right] = [of(a), of(b)];
    if (typeof left === 'string' || typeof right === 'string')
      return sign * collator.compare(String(left), String(right));
    if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
    if (Number.isNaN(right)) return -1;
    return sign * (left - right);
  });
}
