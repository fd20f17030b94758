import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import styles from './sortable-table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** What it is sorted by; numbers stand at the right. */
  readonly value: (row: Row) => string | number;
  readonly cell?: (row: Row) => ReactNode;
}

interface SortableTableProps<Row> {
  /** Its accessible name. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Largest first, by the column of this id. */
  readonly sortedBy: string;
  readonly isMarked?: (row: Row) => boolean;
}

/** Rows that are drawn until more are asked for. */
const FIRST = 200;

export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { label, rows, columns, keyOf, isMarked } = props;
  const [sort, setSort] = useState({ id: props.sortedBy, isUp: false });
  const [isAll, setIsAll] = useState(false);
  const sorted = useMemo(() => {
    const column = columns.find(({ id }) => id === sort.id) ?? columns[0]!;
    const direction = sort.isUp ? 1 : -1;
    return rows.toSorted((a, b) => direction * compare(column.value(a), column.value(b)));
  }, [rows, columns, sort]);
  const shown = isAll ? sorted : sorted.slice(0, FIRST);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, title }) => (
              <th key={id} scope="col" aria-sort={id !== sort.id ? 'none' : sort.isUp ? 'ascending' : 'descending'}>
                <button
                  type="button"
                  onClick={() => setSort({ id, isUp: id === sort.id && !sort.isUp })}
                  className={styles.sort}
                >
                  {title}
                  {id === sort.id &&
                    (sort.isUp ? <ArrowUp size={12} aria-hidden /> : <ArrowDown size={12} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} data-marked={isMarked?.(row) || undefined}>
              {columns.map(({ id, value, cell }) => (
                <td key={id} data-type={typeof value(row)}>
                  {cell === undefined ? value(row) : cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < sorted.length && (
        <button type="button" className={styles.more} onClick={() => setIsAll(true)}>
          {`Show all ${sorted.length.toLocaleString('en')}`}
        </button>
      )}
    </section>
  );
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(b).localeCompare(String(a));
