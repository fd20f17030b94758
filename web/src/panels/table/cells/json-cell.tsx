import { jsonText } from '../cell-value';
import styles from '../table.module.css';
import type { CellProps } from './cell';

/** A value as JSON; texts that are JSON are read. */
export const JsonCell = ({ value, column }: CellProps) => (
  <code className={styles.json}>{jsonText(parsed(value), column.custom.wrapText ? 2 : undefined)}</code>
);

export function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
