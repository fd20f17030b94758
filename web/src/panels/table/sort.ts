import { FieldType } from '@grafana/data';
import { cellText, plainValue } from './cell-value';
import type { Column } from './columns';
import type { SortBy } from './options';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

type Key = number | string | undefined;

/** Rows in the order of one column after another; equal ones as before, those without a value last. */
export function sortedRows(
  rows: readonly number[],
  columns: readonly Column[],
  sortBy: readonly SortBy[],
): readonly number[] {
  const orders = sortBy.flatMap(({ displayName, desc }) => {
    const column = columns.find(({ name }) => name === displayName);
    return column === undefined ? [] : [{ keys: keysOf(column, rows), sign: desc ? -1 : 1 }];
  });
  if (orders.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const { keys, sign } of orders) {
      const order = compared(keys[a], keys[b], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compared(a: Key, b: Key, sign: number): number {
  if (a === undefined) return b === undefined ? 0 : 1;
  if (b === undefined) return -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

/** What the rows are compared by, at the places of the rows. */
function keysOf({ field }: Column, rows: readonly number[]): Key[] {
  const keys: Key[] = new Array(field.values.length);
  const isText = field.type === FieldType.string || field.type === FieldType.other || field.type === FieldType.enum;
  for (const row of rows) {
    const value = plainValue(field.values[row]);
    if (value === null || value === undefined || value === '' || Number.isNaN(value)) continue;
    const number = typeof value === 'boolean' ? Number(value) : value;
    keys[row] = typeof number === 'number' && !isText ? number : cellText(field, value);
  }
  return keys;
}

/** What a click on a head does: descending or ascending first by nothing, then the other, then none. */
export function nextSort(sortBy: readonly SortBy[], displayName: string, isAdded: boolean): SortBy[] {
  const before = sortBy.find((one) => one.displayName === displayName);
  const others = isAdded ? sortBy.filter((one) => one !== before) : [];
  if (before === undefined) return [...others, { displayName, desc: false }];
  return before.desc ? [...others] : [...others, { displayName, desc: true }];
}
