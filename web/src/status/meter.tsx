import styles from './status.module.css';

interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Where it becomes a warning. */
  readonly high?: number;
}

/** How much of a room is taken. */
export const Meter = ({ label, value, max, high }: MeterProps) => (
  // biome-ignore lint/a11y/useSemanticElements: how a browser draws its own meter cannot be styled alike everywhere
  <span
    className={styles.meter}
    role="meter"
    aria-label={label}
    aria-valuenow={Math.round(value)}
    aria-valuemin={0}
    aria-valuemax={Math.round(max)}
    data-tone={high !== undefined && value > high ? 'warn' : undefined}
  >
    <span style={{ width: `${max > 0 ? Math.min(100, (value / max) * 100) : 0}%` }} />
  </span>
);
