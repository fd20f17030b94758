import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Link } from 'wouter';
import { linkToTrace } from '../../app/links';
import { formatNs } from '../../format/quantity';
import styles from './compare.module.css';
import type { Mark, MarkedSpan } from './structure';

interface MarkedTreeProps {
  readonly label: string;
  readonly traceId: string;
  readonly rows: readonly MarkedSpan[];
  readonly colors: ReadonlyMap<string, string>;
}

const TEXTS: Readonly<Record<Mark, string>> = { same: '', changed: 'changed', added: 'new', removed: 'missing' };
const ROW = 26;
const INDENT = 12;
const MOST_LEVELS = 16;

/** The spans of one of two traces, in which those that differ stand out. */
export function MarkedTree({ label, traceId, rows, colors }: MarkedTreeProps) {
  const scroller = useRef<HTMLElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={scroller} className={styles.tree} aria-label={label} tabIndex={0}>
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const { span, mark, otherNs } = rows[index]!;
          return (
            <div
              key={span.spanId}
              className={styles.treeRow}
              data-mark={mark}
              style={{
                transform: `translateY(${start}px)`,
                paddingLeft: 8 + Math.min(span.depth, MOST_LEVELS) * INDENT,
              }}
            >
              <span className={styles.swatch} style={{ background: colors.get(span.service) }} />
              <Link href={linkToTrace(traceId, span.spanId)} className={styles.treeName}>
                <span>{span.service}</span> {span.name}
              </Link>
              {mark !== 'same' && <span className={styles.mark}>{TEXTS[mark]}</span>}
              <span className={styles.treeDuration}>
                {otherNs !== undefined && <s>{formatNs(otherNs)}</s>} {formatNs(span.durationNs)}
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
