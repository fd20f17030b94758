// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn by parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, rows are its active descendants
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the grid's
// biome-ignore-all lint/a11y/noStaticElementInteractions: the grid's arrow keys do the same
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { classNames } from '../controls/class-names';
import type { SpanTree } from './span-tree';
import { TimeAxis } from './time-axis';
import type { CriticalSection } from './trace';
import styles from './trace.module.css';
import { useTreeKeys } from './tree-keys';
import type { Viewport } from './viewport';
import { WaterfallRow } from './waterfall-row';

export interface WaterfallProps {
  readonly tree: SpanTree;
  /** Indexes of the spans that are drawn, in order. */
  readonly rows: readonly number[];
  readonly collapsed: ReadonlySet<number>;
  readonly onToggle: (index: number, isOpen: boolean) => void;
  /** Where the keyboard is. */
  readonly active: number | undefined;
  readonly onActive: (index: number) => void;
  /** Whose details are open. */
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  readonly matches: ReadonlySet<number> | undefined;
  readonly viewport: Viewport;
  readonly colors: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, readonly CriticalSection[]>;
}

const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 28;
const OVERSCAN = 10;

/**
 * The spans as a tree beside their times, as a treegrid: https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/. Only the rows in
 * sight are drawn: 100,000 scroll as 100 do.
 */
export function Waterfall(props: WaterfallProps) {
  const { tree, rows, collapsed, active, onActive, selected, onSelect, onToggle, viewport } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const rowOf = useMemo(() => new Map(rows.map((index, row) => [index, row])), [rows]);
  const activeRow = active === undefined ? undefined : rowOf.get(active);
  useEffect(() => {
    if (activeRow !== undefined) list.scrollToIndex(activeRow, { align: 'auto' });
  }, [activeRow, list]);
  const press = useTreeKeys({
    tree,
    rows,
    rowOf,
    collapsed,
    active,
    onActive,
    onToggle,
    onSelect,
    selected,
    pageOf: scroller,
  });
  return (
    <div
      ref={scroller}
      className={styles.waterfall}
      role="treegrid"
      aria-label="Spans"
      aria-rowcount={rows.length + 1}
      aria-colcount={3}
      aria-activedescendant={activeRow === undefined ? undefined : `span-${active}`}
      tabIndex={0}
      onKeyDown={press}
      onFocus={() => active === undefined && rows[0] !== undefined && onActive(rows[0])}
    >
      <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
        <div role="columnheader" className={styles.nameCell}>
          Service and operation
        </div>
        <div role="columnheader" className={styles.selfCell}>
          Self time
        </div>
        <div role="columnheader" aria-label="Time" className={styles.timeCell}>
          <TimeAxis viewport={viewport} />
        </div>
      </div>
      <div role="rowgroup" style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map(({ index: row, start }) => {
          const index = rows[row]!;
          return (
            <WaterfallRow
              key={index}
              {...{ tree, index, row, viewport, colors: props.colors }}
              top={start - HEAD_HEIGHT}
              sections={props.sections.get(tree.spans[index]!.spanId)}
              isOpen={!collapsed.has(index)}
              isActive={index === active}
              isSelected={index === selected}
              isDim={props.matches !== undefined && !props.matches.has(index)}
              onToggle={onToggle}
              onSelect={onSelect}
              onActive={onActive}
            />
          );
        })}
      </div>
    </div>
  );
}
