import { ArrowDown, ArrowUp } from 'lucide-react';
import type { MouseEvent } from 'react';
import styles from './chart.module.css';
import { LegendButton, type LegendRow } from './legend-button';
import { calcTitle } from './legend-values';
import type { Visibility } from './use-visibility';

interface LegendTableProps {
  readonly rows: readonly LegendRow[];
  readonly calcs: readonly string[];
  readonly sort: { readonly by: string | undefined; readonly isDescending: boolean };
  readonly onSort: (by: string) => void;
  readonly onClick: (name: string) => (event: MouseEvent) => void;
  readonly visibility: Visibility;
  readonly onPoint?: (name: string | undefined) => void;
}

/** A legend with a column for each calculation; heads sort. */
export function LegendTable({ rows, calcs, sort, onSort, onClick, visibility, onPoint }: LegendTableProps) {
  const titles = ['Name', ...calcs.map(calcTitle)];
  return (
    <table className={styles.legendTable}>
      <thead>
        <tr>
          {titles.map((title, i) => {
            const isSorted = sort.by === title || (i > 0 && sort.by === calcs[i - 1]);
            const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
            return (
              <th key={title} aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}>
                <button type="button" onClick={() => onSort(title)}>
                  {title}
                  {isSorted && <Arrow size={12} aria-hidden />}
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} data-off={visibility.isHidden(row.name) || undefined}>
            <th scope="row">
              <LegendButton
                row={row}
                visibility={visibility}
                onClick={onClick(row.name)}
                {...(onPoint && { onPoint })}
              />
            </th>
            {row.calculated.map(({ id, text }) => (
              <td key={id}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
