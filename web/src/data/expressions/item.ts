import type { Labels } from '@grafana/data';

/** One of the things that a query or expression gives: a number, or a series of them. */
export type Item = NumberItem | SeriesItem;

export interface NumberItem {
  readonly kind: 'number';
  readonly labels: Labels;
  readonly value: number | null;
}

export interface SeriesItem {
  readonly kind: 'series';
  readonly labels: Labels;
  /** ms since 1970, ascending. */
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The item with each of its values made anew. */
export function mapItem(item: Item, change: (value: number | null) => number | null): Item {
  return item.kind === 'number'
    ? { ...item, value: change(item.value) }
    : { ...item, values: item.values.map((value) => change(value)) };
}
