import type { ReactNode } from 'react';
import type { Tone } from './notice';
import styles from './stats.module.css';

/** A row of figures with their names. */
export const Stats = ({ label, children }: { label: string; children: ReactNode }) => (
  <dl className={styles.stats} aria-label={label}>
    {children}
  </dl>
);

interface StatProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly tone?: Tone | undefined;
  readonly note?: ReactNode;
}

export const Stat = ({ name, value, tone, note }: StatProps) => (
  <div className={styles.stat}>
    <dt>{name}</dt>
    <dd data-tone={tone}>
      <span>{value}</span>
      {note !== undefined && <small>{note}</small>}
    </dd>
  </div>
);
