export type Labels = Readonly<Record<string, string>>;

/** One of the things that a query or expression gives: a number, or a series of them. */
export type Item = NumberItem | SeriesItem;

export interface NumberItem {
  readonly kind: 'number';
  readonly labels: Labels;
  readonly value: number | null;
  /** Of a classic condition: what fulfils it. */
  readonly matches?: readonly Match[];
}

export interface SeriesItem {
  readonly kind: 'series';
  readonly labels: Labels;
  /** ms since 1970, ascending. */
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** A series that fulfils a condition, with the value that it was reduced to. */
export interface Match {
  readonly metric: string;
  readonly labels: Labels;
  readonly value: number | null;
}

/** The item with each of its values made anew. */
export function mapItem(item: Item, change: (value: number | null) => number | null): Item {
  return item.kind === 'number'
    ? { kind: 'number', labels: item.labels, value: change(item.value) }
    : { ...item, values: item.values.map((value) => change(value)) };
}
