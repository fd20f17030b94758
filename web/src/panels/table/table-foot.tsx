import type { LegendValue } from '../../charts/legend-values';
import type { Column } from './columns';
import styles from './table.module.css';

interface TableFootProps {
  readonly columns: readonly Column[];
  readonly values: readonly (readonly LegendValue[])[];
  readonly lead: number;
}

/** Calculations over the rows that are shown. */
export const TableFoot = ({ columns, values, lead }: TableFootProps) => (
  <tfoot className={styles.foot}>
    <tr>
      {lead > 0 && <td style={{ width: lead }} />}
      {columns.map(({ index, align, width }, i) => (
        <td key={index} className={styles.footCell} data-align={align} style={{ width }}>
          {values[i]!.map(({ id, title, text }) => (
            <span key={id}>
              <span className={styles.muted}>{title}</span> {text}
            </span>
          ))}
        </td>
      ))}
    </tr>
  </tfoot>
);
