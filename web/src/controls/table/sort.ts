export type SortValue = string | number | undefined;

export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** As it stands in URLs: `p95`, `-p95`. */
export const readSort = (text: string): Sort => ({
  column: text.replace(/^-/, ''),
  isDescending: text.startsWith('-'),
});

export const sortText = ({ column, isDescending }: Sort): string => `${isDescending ? '-' : ''}${column}`;

/** The other way round for the same column; numbers begin with the greatest. */
export const nextSort = (sort: Sort | undefined, column: string, isNumber: boolean): Sort =>
  sort?.column === column ? { column, isDescending: !sort.isDescending } : { column, isDescending: isNumber };

const collator = new Intl.Collator(undefined, { numeric: true });

/** In a new list; what has no value comes last in both directions, equal ones stay as they were. */
export function sorted<T>(
  rows: readonly T[],
  sortBy: ((row: T) => SortValue) | undefined,
  isDescending: boolean,
): readonly T[] {
  if (sortBy === undefined) return rows;
  const isMissing = (value: SortValue) => value === undefined || Number.isNaN(value);
  return rows
    .map((row) => ({ row, value: sortBy(row) }))
    .sort((a, b) => {
      if (isMissing(a.value) || isMissing(b.value)) return Number(isMissing(a.value)) - Number(isMissing(b.value));
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : collator.compare(String(a.value), String(b.value));
      return isDescending ? -order : order;
    })
    .map(({ row }) => row);
}
