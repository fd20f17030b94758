import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { linkToService } from '../app/links';
import { formatTime } from '../format/moment';
import { formatNs, plural } from '../format/quantity';
import { useTime } from '../time/time-context';
import { startMs, type Trace, traceTitle } from './trace';
import styles from './trace.module.css';

/** What the trace is, in one line of figures; and its services with their share of the critical path. */
export function TraceHeader({ trace, colors }: { trace: Trace; colors: ReadonlyMap<string, string> }) {
  const { timeZone } = useTime();
  const { service, name } = traceTitle(trace);
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        {service !== '' && <Link href={linkToService(service)}>{service}</Link>}
        <strong>{name}</strong>
        {trace.rootName === '' && <span className={styles.note}>The root span has not come yet</span>}
      </div>
      <dl className={styles.figures}>
        <Figure name="Duration">{formatNs(trace.durationNs)}</Figure>
        <Figure name="Start">{formatTime(startMs(trace), timeZone)}</Figure>
        <Figure name="Spans">{trace.spanCount.toLocaleString('en')}</Figure>
        <Figure name="Depth">{trace.depth.toLocaleString('en')}</Figure>
        <Figure name="Services">{trace.services.length.toLocaleString('en')}</Figure>
        <Figure name="Errors" tone={trace.errorCount > 0 ? 'bad' : undefined}>
          {trace.errorCount.toLocaleString('en')}
        </Figure>
        {trace.orphanCount > 0 && (
          <Figure name="Without their parent" tone="warn">
            {trace.orphanCount.toLocaleString('en')}
          </Figure>
        )}
      </dl>
      <ul className={styles.services} aria-label="Services">
        {trace.services.map((one) => (
          <li
            key={one.service}
            title={`${plural(one.spans, 'span')}, ${plural(one.errors, 'error')}, self time ${formatNs(one.selfNs)}, critical path ${formatNs(one.criticalNs)}`}
          >
            <span className={styles.swatch} style={{ background: colors.get(one.service) }} />
            {one.service}
            <span className={styles.muted}>{criticalShare(one.criticalNs, trace.durationNs)}</span>
          </li>
        ))}
      </ul>
    </header>
  );
}

function Figure({ name, tone, children }: { name: string; tone?: 'bad' | 'warn' | undefined; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-tone={tone}>{children}</dd>
    </div>
  );
}

const criticalShare = (criticalNs: number, durationNs: number): string =>
  durationNs === 0 ? '' : `${Math.round((criticalNs / durationNs) * 100)}%`;
