// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn by parts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, rows are its active descendants
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the grid's
// biome-ignore-all lint/a11y/noStaticElementInteractions: the grid's arrow keys do the same
import { ChevronDown, ChevronRight, CircleAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../controls/class-names';
import { formatNs } from '../format/quantity';
import { hasChildren, type SpanTree } from './span-tree';
import type { CriticalSection, SpanRow } from './trace';
import styles from './trace.module.css';
import { placed, type Viewport } from './viewport';
import { spanWarnings } from './warnings';

interface WaterfallRowProps {
  readonly tree: SpanTree;
  readonly index: number;
  readonly row: number;
  /** px */
  readonly top: number;
  readonly viewport: Viewport;
  readonly colors: ReadonlyMap<string, string>;
  readonly sections: readonly CriticalSection[] | undefined;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** No match of the filter, shown for what is below it. */
  readonly isDim: boolean;
  readonly onToggle: (index: number, isOpen: boolean) => void;
  readonly onSelect: (index: number | undefined) => void;
  readonly onActive: (index: number) => void;
}

/** Deeper levels are no further to the right: their names must stay in sight. */
const MOST_LEVELS = 16;

export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { tree, index, row, top, isOpen, isActive, isSelected, isDim, onToggle, onSelect, onActive } = props;
  const span = tree.spans[index]!;
  const isParent = hasChildren(tree, index);
  const color = props.colors.get(span.service);
  return (
    <div
      id={`span-${index}`}
      role="row"
      aria-rowindex={row + 2}
      aria-level={span.depth + 1}
      {...(isParent && { 'aria-expanded': isOpen })}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      className={classNames(styles.row, isDim && styles.dim)}
      style={{ transform: `translateY(${top}px)`, position: 'absolute' }}
      onClick={() => {
        onActive(index);
        onSelect(isSelected ? undefined : index);
      }}
    >
      <div
        role="gridcell"
        className={styles.nameCell}
        style={{ paddingLeft: `calc(4px + ${Math.min(span.depth, MOST_LEVELS)} * var(--indent))` }}
        title={`${span.service}: ${span.name}`}
      >
        {isParent ? (
          <span
            className={styles.toggle}
            onClick={(event) => {
              event.stopPropagation();
              onActive(index);
              onToggle(index, !isOpen);
            }}
          >
            {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          </span>
        ) : (
          <span className={styles.toggle} />
        )}
        <span className={styles.swatch} style={{ background: color }} />
        {span.status === 'error' && <CircleAlert size={13} className={styles.error} aria-label="Error" />}
        {spanWarnings(tree, index).length > 0 && (
          <TriangleAlert size={13} className={styles.warning} aria-label="Warning" />
        )}
        <span className={styles.service}>{span.service}</span>
        <span className={styles.operation}>{span.name}</span>
        {!isOpen && isParent && <span className={styles.count}>{tree.ends[index]! - index - 1}</span>}
      </div>
      <div role="gridcell" className={styles.selfCell}>
        {formatNs(span.selfNs)}
      </div>
      <div role="gridcell" className={styles.timeCell}>
        <Bar span={span} color={color} viewport={props.viewport} sections={props.sections} />
      </div>
    </div>
  );
});

type BarProps = Pick<WaterfallRowProps, 'viewport' | 'sections'> & { span: SpanRow; color: string | undefined };

const share = (part: number): string => `${Math.round(part * 1e5) / 1e3}%`;

/** The span's time; below it the parts of it that the trace waited for. */
function Bar({ span, color, viewport, sections = [] }: BarProps) {
  const place = placed(viewport, span.offsetNs, span.durationNs);
  const duration = formatNs(span.durationNs);
  const tip = `${duration}, self time ${formatNs(span.selfNs)}, critical path ${formatNs(span.criticalNs)}, from ${formatNs(span.offsetNs)}`;
  if (place === undefined) {
    return <span className={styles.outside}>{span.offsetNs < viewport.from ? `← ${duration}` : `${duration} →`}</span>;
  }
  const { left, width } = place;
  return (
    <div className={styles.track} title={tip}>
      <div className={styles.bar} style={{ left: share(left), width: share(width), background: color }} />
      {sections.map(({ offsetNs, durationNs }) => {
        const section = placed(viewport, offsetNs, durationNs);
        return (
          section && (
            <div
              key={offsetNs}
              className={styles.critical}
              style={{ left: share(section.left), width: share(section.width) }}
            />
          )
        );
      })}
      <span className={styles.duration} style={{ left: share(left + width) }}>
        {duration}
      </span>
    </div>
  );
}
