import styles from '../../charts/chart.module.css';
import type { ColorScale } from './cell-color';

interface ColorLegendProps {
  readonly scale: ColorScale;
  /** Marked on the scale. */
  readonly value: number | undefined;
  readonly format: (value: number) => string;
}

/** The colours from the least count to the greatest. */
export function ColorLegend({ scale, value, format }: ColorLegendProps) {
  const share = value === undefined ? undefined : (value - scale.min) / (scale.max - scale.min || 1);
  return (
    <div className={styles.range}>
      <span>{format(scale.min)}</span>
      <div className={styles.rangeBar} style={{ background: `linear-gradient(90deg, ${scale.colors.join(', ')})` }}>
        {share !== undefined && (
          <span className={styles.rangeMark} style={{ left: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
        )}
      </div>
      <span>{format(scale.max)}</span>
    </div>
  );
}
