import { formatNs } from '../../format/quantity';
import type { SpanEvent } from '../span-record';
import { AttributeList } from './attribute-list';
import styles from './details.module.css';

/** What happened within a span: marks on its time, and a list. */
export function EventList({ events, durationNs }: { events: readonly SpanEvent[]; durationNs: number }) {
  if (events.length === 0) return null;
  return (
    <div className={styles.events}>
      <h3>
        Events <span>{events.length}</span>
      </h3>
      <div className={styles.eventLine} aria-hidden>
        {events.map(({ offsetNs, name }, index) => (
          <span
            key={index}
            title={`${name} after ${formatNs(offsetNs)}`}
            style={{ left: `${Math.min(100, Math.max(0, (offsetNs / Math.max(1, durationNs)) * 100))}%` }}
          />
        ))}
      </div>
      <ol>
        {events.map(({ name, offsetNs, attributes }, index) => (
          <li key={index}>
            <div className={styles.eventHead}>
              <strong>{name}</strong>
              <span>{formatNs(offsetNs)}</span>
            </div>
            <AttributeList attributes={attributes} />
          </li>
        ))}
      </ol>
    </div>
  );
}
