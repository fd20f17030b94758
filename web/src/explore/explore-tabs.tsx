import { Link } from 'wouter';
import styles from './explore.module.css';

const SIGNALS = [
  ['metrics', 'Metrics'],
  ['logs', 'Logs'],
  ['traces', 'Traces'],
] as const;

/** From one signal to another with the same time: at the left of the bar of each page of explore. */
export function ExploreTabs({ signal }: { signal: (typeof SIGNALS)[number][0] }) {
  const now = new URLSearchParams(window.location.search);
  const kept = new URLSearchParams();
  for (const name of ['from', 'to', 'timezone', 'refresh']) if (now.has(name)) kept.set(name, now.get(name)!);
  const search = kept.toString();
  return (
    <nav className={styles.tabs} aria-label="Signals">
      {SIGNALS.map(([path, title]) => (
        <Link
          key={path}
          href={`/explore/${path}${search === '' ? '' : `?${search}`}`}
          aria-current={path === signal ? 'page' : undefined}
          className={styles.tab}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
