import type { TimeZone } from '@grafana/data';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../controls/class-names';
import { Progress } from '../controls/notice';
import { deduplicated } from './dedup';
import { estimatedHeight } from './line-height';
import { LIST_OPTIONS, type ListOptions } from './list-options';
import { LogLine } from './log-line';
import styles from './log-list.module.css';
import { commonLabels, type LogRow } from './log-row';
import { type RowActions, RowDetails } from './row-details';
import { useSteppedFocus } from './use-stepped-focus';

export interface LogListProps extends RowActions {
  /** In the order in which they are shown. */
  readonly rows: readonly LogRow[];
  readonly options?: Partial<ListOptions>;
  /** What line filters match: see `marksOf`. */
  readonly marks?: RegExp | undefined;
  readonly timeZone: TimeZone;
  /** Its accessible name. */
  readonly label: string;
  /** Called when the end comes in sight. */
  readonly onEnd?: (() => void) | undefined;
  readonly isLoadingMore?: boolean;
  /** After the last row: that there are no more. */
  readonly foot?: ReactNode;
  /** A row that stands out, and is scrolled to first. */
  readonly markedId?: string | undefined;
  /** What is in sight stays there when rows come before it. */
  readonly keepsPlace?: boolean;
  /** Keeps the last row in sight while rows come, as long as the end is. */
  readonly isFollowing?: boolean;
}

/** Rows beyond the edge that are drawn as well. */
const OVERSCAN = 12;

/**
 * Entries of logs, of which only those in sight are drawn: 100,000 scroll as 100 do. Rows of any height; arrow keys, Page Up
 * and Down, Home and End go through them, Enter opens one.
 */
export function LogList(props: LogListProps) {
  const { rows, timeZone, label, marks, onEnd, isLoadingMore = false, foot, markedId, isFollowing = false } = props;
  const options = useMemo(() => ({ ...LIST_OPTIONS, ...props.options }), [props.options]);
  const shown = useMemo(() => deduplicated(rows, options.dedup), [rows, options.dedup]);
  const common = useMemo(
    () => (options.showLabels || options.showCommonLabels ? commonLabels(rows) : {}),
    [rows, options.showLabels, options.showCommonLabels],
  );
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer passes over all rows again when one of these is another function.
  const getItemKey = useCallback((index: number) => shown[index]!.row.id, [shown]);
  const estimateSize = useCallback(
    (index: number) => estimatedHeight(shown[index]!.row.line, options, scroller.current?.clientWidth ?? 0),
    [shown, options],
  );
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: OVERSCAN,
    anchorTo: props.keepsPlace ? 'end' : 'start',
  });
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const items = list.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= shown.length - 1 && shown.length > 0) onEnd?.();
  }, [last, shown.length, onEnd]);
  useEffect(() => {
    const index = markedId === undefined ? -1 : shown.findIndex(({ row }) => row.id === markedId);
    if (index >= 0) list.scrollToIndex(index, { align: 'center' });
    // Once for a mark, and not again as rows come.
  }, [markedId]);
  useEffect(() => {
    if (isFollowing && shown.length > 0) list.scrollToIndex(shown.length - 1, { align: 'end' });
  }, [isFollowing, shown, list]);
  const { active, onKeyDown } = useSteppedFocus(shown.length, (index) => list.scrollToIndex(index, { align: 'auto' }));
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === scroller.current && active !== undefined && options.hasDetails) {
      toggle(shown[active]!.row.id);
    } else onKeyDown(event, Math.max(1, items.length - 2 * OVERSCAN));
  };
  return (
    <div className={styles.frame}>
      {options.showCommonLabels && <CommonLabels labels={common} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={label} onKeyDown={press}>
        <div style={{ height: list.getTotalSize(), position: 'relative' }}>
          <div
            className={classNames(styles.rows, options.wrap && styles.wrap)}
            style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
          >
            {items.map(({ index, key }) => {
              const one = shown[index]!;
              const isOpen = open.has(one.row.id);
              return (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  data-active={index === active || undefined}
                  data-marked={one.row.id === markedId || undefined}
                  className={styles.row}
                >
                  <LogLine {...{ shown: one, options, marks, timeZone, common, isOpen }} onToggle={toggle} />
                  {isOpen && <RowDetails {...props} row={one.row} shownFields={options.fields} />}
                </div>
              );
            })}
          </div>
        </div>
        {isLoadingMore && (
          <div className={styles.foot}>
            <Progress />
            Loading more lines …
          </div>
        )}
        {!isLoadingMore && foot !== undefined && <div className={styles.foot}>{foot}</div>}
      </section>
    </div>
  );
}

function CommonLabels({ labels }: { labels: Readonly<Record<string, string>> }) {
  const entries = Object.entries(labels);
  return entries.length === 0 ? null : (
    <div className={styles.common}>
      <span>Common labels</span>
      {entries.map(([name, value]) => (
        <span key={name} className={styles.chip}>{`${name}=${value.slice(0, 80)}`}</span>
      ))}
    </div>
  );
}
