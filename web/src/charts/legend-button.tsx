import type { GrafanaTheme2 } from '@grafana/data';
import type { MouseEvent } from 'react';
import styles from './chart.module.css';
import type { LegendValue } from './legend-values';
import type { Visibility } from './use-visibility';

export interface LegendItem {
  readonly name: string;
  readonly color: string;
  /** Calculated when the row is rendered. */
  readonly values: (calcs: readonly string[], theme: GrafanaTheme2) => readonly LegendValue[];
  /** How the series is drawn; a line where it says nothing. */
  readonly mark?: 'line' | 'dash' | 'box';
}

export interface LegendRow extends LegendItem {
  readonly calculated: readonly LegendValue[];
}

interface LegendButtonProps {
  readonly row: LegendRow;
  readonly visibility: Visibility;
  readonly onClick: (event: MouseEvent) => void;
  readonly onPoint?: (name: string | undefined) => void;
}

/** The name of a series, which shows it alone or takes it away. */
export function LegendButton({ row, visibility, onClick, onPoint }: LegendButtonProps) {
  const isShown = !visibility.isHidden(row.name);
  return (
    <button
      type="button"
      className={styles.legendName}
      aria-pressed={isShown}
      title={row.name}
      onClick={onClick}
      onPointerEnter={() => onPoint?.(row.name)}
      onPointerLeave={() => onPoint?.(undefined)}
    >
      <span className={styles.mark} data-mark={row.mark ?? 'line'} style={{ color: row.color }} />
      <span className={styles.legendText}>{row.name}</span>
    </button>
  );
}
