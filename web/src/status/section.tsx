import type { ReactNode } from 'react';
import styles from './status.module.css';

interface SectionProps {
  readonly title: string;
  /** A word about it, at its right. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a status page with its name. */
export const Section = ({ title, note, children }: SectionProps) => (
  <section aria-label={title}>
    <header className={styles.head}>
      <h2>{title}</h2>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </header>
    {children}
  </section>
);
