import { Link } from 'wouter';
import { linkToTrace } from '../../app/links';
import type { SpanLink } from '../span-record';
import { AttributeList } from './attribute-list';
import styles from './details.module.css';

/** Spans of this or other traces that a span points to. */
export function LinkList({ links }: { links: readonly SpanLink[] }) {
  if (links.length === 0) return null;
  return (
    <div className={styles.events}>
      <h3>
        Links <span>{links.length}</span>
      </h3>
      <ol>
        {links.map(({ traceId, spanId, attributes }) => (
          <li key={`${traceId} ${spanId}`}>
            <Link href={linkToTrace(traceId, spanId)}>{`${traceId.slice(0, 16)}… span ${spanId}`}</Link>
            <AttributeList attributes={attributes} />
          </li>
        ))}
      </ol>
    </div>
  );
}
