import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** At the left of the bar, after the title: where one is, and tabs. */
  readonly lead?: ReactNode;
  /** At the right of the bar: time, actions. */
  readonly actions?: ReactNode;
  /** Without padding, for content that scrolls by itself. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** Characters from which a title gives way to what stands beside it on a phone. */
const LONG = 16;

/** The frame of every page: one bar, one content that scrolls. */
export function Page({ title, lead, actions, isFlush = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Quartet`;
  }, [title]);
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <h1 className={styles.title} data-long={title.length >= LONG || undefined} title={title}>
          {title}
        </h1>
        {lead}
        <div className={styles.actions}>{actions}</div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <main className={isFlush ? styles.flush : styles.content} tabIndex={0}>
        {children}
      </main>
    </div>
  );
}
