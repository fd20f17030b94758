import { useCallback, useMemo, useState } from 'react';
import { Notice } from '../controls/notice';
import { sectionsBySpan } from './critical-path';
import { SpanDetails } from './details/span-details';
import { Minimap } from './minimap';
import { NO_FILTER, nextMatch } from './span-filter';
import { SpanToolbar } from './span-toolbar';
import { ancestorsOf, collapsedBelow, type SpanTree, shownRows } from './span-tree';
import type { Trace } from './trace';
import styles from './trace.module.css';
import { useSpanSearch } from './use-span-search';
import { whole } from './viewport';
import { Waterfall } from './waterfall';

interface SpansPanelProps {
  readonly trace: Trace;
  readonly tree: SpanTree;
  readonly colors: ReadonlyMap<string, string>;
  /** The span whose details are open. */
  readonly spanId: string | undefined;
  readonly onSpan: (spanId: string | undefined) => void;
}

/** Minimap, search, waterfall, and the details of a span beside it. */
export function SpansPanel({ trace, tree, colors, spanId, onSpan }: SpansPanelProps) {
  const [viewport, setViewport] = useState(() => whole(trace.durationNs));
  const [filter, setFilter] = useState(NO_FILTER);
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const selected = spanId === undefined ? undefined : tree.indexOf.get(spanId);
  const [active, setActive] = useState(selected);
  const { matches, error, isSearching } = useSpanSearch(trace, filter);
  const rows = useMemo(() => shownRows(tree, collapsed, matches), [tree, collapsed, matches]);
  const sections = useMemo(() => sectionsBySpan(trace), [trace]);
  const select = useCallback(
    (index: number | undefined) => onSpan(index === undefined ? undefined : tree.spans[index]!.spanId),
    [onSpan, tree],
  );
  const toggle = useCallback((index: number, isOpen: boolean) => {
    setCollapsed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(index);
      else next.add(index);
      return next;
    });
  }, []);
  const step = (by: 1 | -1) => {
    const found =
      matches === undefined
        ? undefined
        : nextMatch(
            [...matches].sort((a, b) => a - b),
            active,
            by,
          );
    if (found === undefined) return;
    const above = ancestorsOf(tree, found);
    setCollapsed((before) => new Set([...before].filter((index) => !above.includes(index))));
    setActive(found);
  };
  return (
    <div className={styles.spans}>
      <Minimap {...{ spans: trace.spans, durationNs: trace.durationNs, colors, viewport }} onChange={setViewport} />
      <SpanToolbar
        filter={filter}
        onFilter={setFilter}
        services={trace.services}
        hasErrors={trace.errorCount > 0}
        spanCount={trace.spans.length}
        matchCount={matches?.size}
        error={error}
        isSearching={isSearching}
        onStep={step}
        onCollapseAll={() => setCollapsed(collapsedBelow(tree, 0))}
        onExpandAll={() => setCollapsed(new Set())}
      />
      <div className={styles.split}>
        {rows.length === 0 ? (
          <Notice title={isSearching ? 'Searching …' : 'No span meets the filter'} />
        ) : (
          <Waterfall
            {...{ tree, rows, collapsed, active, selected, matches, viewport, colors, sections }}
            onToggle={toggle}
            onActive={setActive}
            onSelect={select}
          />
        )}
        {selected !== undefined && (
          <SpanDetails
            key={selected}
            {...{ trace, tree }}
            index={selected}
            color={colors.get(tree.spans[selected]!.service)}
            onClose={() => select(undefined)}
          />
        )}
      </div>
    </div>
  );
}
