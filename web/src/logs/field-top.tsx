import { useMemo } from 'react';
import { fieldStatistics } from './field-statistics';
import styles from './log-list.module.css';
import type { LogRow } from './log-row';

/** The most frequent values of a field among the rows that are loaded, each with its share. */
export function FieldTop({ rows, name }: { rows: readonly LogRow[]; name: string }) {
  const { top, distinct, present, total } = useMemo(() => fieldStatistics(rows, name), [rows, name]);
  return (
    <div className={styles.top}>
      <p className={styles.topNote}>{`${distinct} values in ${present} of ${total} loaded lines`}</p>
      {top.map(({ value, count, share }) => (
        <ShareBar key={value} name={value} count={count} share={share} />
      ))}
    </div>
  );
}

export function ShareBar({ name, count, share }: { name: string; count: number; share: number }) {
  return (
    <div className={styles.share}>
      <span className={styles.shareName} title={name}>
        {name === '' ? '(empty)' : name.slice(0, 200)}
      </span>
      <span className={styles.shareBar} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span
        className={styles.shareCount}
      >{`${count.toLocaleString('en')} · ${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`}</span>
    </div>
  );
}
