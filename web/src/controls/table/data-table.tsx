import { ArrowDown, ArrowUp } from 'lucide-react';
import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { useSize } from '../use-size';
import styles from './data-table.module.css';
import { nextSort, type Sort, type SortValue, sorted } from './sort';

export interface Column<T> {
  readonly id: string;
  readonly title: ReactNode;
  /** What it means, under the pointer. */
  readonly hint?: string;
  /** What rows are sorted by, and what is written without `cell`; columns without it are not sortable. */
  readonly sortBy?: (row: T) => SortValue;
  readonly cell?: (row: T) => ReactNode;
  /** At the right, the greatest first. */
  readonly isNumber?: boolean;
  /** Of those with text that may be long: it may take the room that is left. */
  readonly isWide?: boolean;
  /** Stays at the left while the rest scrolls sideways: the name of the row, as the first column. */
  readonly isPinned?: boolean;
}

interface DataTableProps<T> {
  /** Its accessible name. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly sort?: Sort | undefined;
  /** Told of a click on a column's head, where the page keeps the sort itself. */
  readonly onSort?: (sort: Sort) => void;
  /** In the place of rows. */
  readonly empty?: ReactNode;
  /** Rows drawn at once; more on demand. */
  readonly limit?: number;
  /** What stands under a row, over all columns. */
  readonly below?: (row: T) => ReactNode;
  /** Rows that stand out. */
  readonly isMarked?: (row: T) => boolean;
  /** On a phone the cells of a row stand below each other, as nothing of a row is less worth than the rest. */
  readonly stacks?: boolean;
}

/**
 * A dense table whose columns sort. Its head stays in sight while the page scrolls; where it is wider than its place it
 * scrolls sideways instead.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, keyOf, onSort, empty, limit = 100, below, isMarked, stacks } = props;
  const [own, setOwn] = useState(props.sort);
  const [isWhole, setWhole] = useState(false);
  const [measurePlace, place] = useSize();
  const [measureTable, table] = useSize();
  const fits = place !== undefined && table !== undefined && table.width <= place.width;
  const sort = onSort === undefined ? own : props.sort;
  const column = columns.find(({ id }) => id === sort?.column);
  const inOrder = useMemo(() => sorted(rows, column?.sortBy, sort?.isDescending ?? false), [rows, column, sort]);
  if (rows.length === 0 && empty !== undefined) return empty;
  const drawn = isWhole ? inOrder : inOrder.slice(0, limit);
  const change = (column: Column<T>) => (onSort ?? setOwn)(nextSort(sort, column.id, column.isNumber ?? false));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark for each table
    <div
      className={styles.scroll}
      data-fits={fits || undefined}
      tabIndex={fits ? undefined : 0}
      role="group"
      aria-label={label}
      ref={measurePlace}
    >
      <table ref={measureTable} className={styles.table} aria-label={label} data-stacks={stacks || undefined}>
        <thead>
          <tr>
            {columns.map((one) => (
              <th
                key={one.id}
                scope="col"
                title={one.hint}
                data-number={one.isNumber || undefined}
                data-wide={one.isWide || undefined}
                data-pinned={one.isPinned || undefined}
                aria-sort={sort?.column === one.id ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
              >
                {one.sortBy === undefined ? (
                  one.title
                ) : (
                  <button type="button" className={styles.head} onClick={() => change(one)}>
                    {one.title}
                    {sort?.column === one.id && <Arrow isDescending={sort.isDescending} />}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.map((row) => {
            const under = below?.(row);
            return (
              <Fragment key={keyOf(row)}>
                <tr data-marked={isMarked?.(row) || undefined}>
                  {columns.map((one) => (
                    <td
                      key={one.id}
                      data-title={stacks && typeof one.title === 'string' ? one.title : undefined}
                      data-number={one.isNumber || undefined}
                      data-wide={one.isWide || undefined}
                      data-pinned={one.isPinned || undefined}
                    >
                      {one.cell === undefined ? one.sortBy?.(row) : one.cell(row)}
                    </td>
                  ))}
                </tr>
                {under !== undefined && (
                  <tr data-below>
                    <td colSpan={columns.length}>{under}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {drawn.length < rows.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {`Show all ${rows.length.toLocaleString('en')}`}
        </button>
      )}
    </div>
  );
}

const Arrow = ({ isDescending }: { isDescending: boolean }) =>
  isDescending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />;
