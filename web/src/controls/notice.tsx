import { type ReactNode, useEffect, useState } from 'react';
import styles from './controls.module.css';

interface NoticeProps {
  readonly title: string;
  readonly detail?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
}

/** In the place of what is not there: what is missing, why, and what to do. */
export function Notice({ title, detail, action }: NoticeProps) {
  return (
    <div className={styles.notice}>
      <strong>{title}</strong>
      {detail !== undefined && <div className={styles.noticeDetail}>{detail}</div>}
      {action}
    </div>
  );
}

/** In the place of what failed. */
export function Failure({
  title = 'This could not be loaded',
  error,
  action,
}: {
  title?: string;
  error: unknown;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone="bad" role="alert">
      <strong>{title}</strong>
      <div className={styles.noticeDetail}>{error instanceof Error ? error.message : String(error)}</div>
      {action}
    </div>
  );
}

/** What has not come by then is said to take long, ms. */
const LONG_MS = 10_000;

/** Under way, over content that stays in sight. Its parent is positioned. */
export function Progress() {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div className={styles.progress} role="progressbar" aria-label="Loading" />
      {isLong && (
        <div className={styles.long} role="status">
          {`No answer for ${LONG_MS / 1000} s; still waiting`}
        </div>
      )}
    </>
  );
}

/** In the place of what is under way for the first time. */
export function Skeleton({ height, width = '100%' }: { height: number | string; width?: number | string }) {
  return <div className={styles.skeleton} style={{ height, width }} aria-hidden />;
}

export type Tone = 'good' | 'warn' | 'bad' | 'accent';

export function Badge({ tone, children, title }: { tone?: Tone | undefined; children: ReactNode; title?: string }) {
  return (
    <span className={styles.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
