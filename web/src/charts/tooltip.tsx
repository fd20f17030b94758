import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './chart.module.css';
import { type Hover, type HoverStore, useHover } from './hover-store';
import type { TooltipOptions } from './options/viz-options';
import { placed, shownRows, type TooltipRow } from './tooltip-rows';
import { useDismiss } from './use-dismiss';

export interface TooltipLink {
  readonly title: string;
  readonly href: string;
  readonly target?: string | undefined;
  readonly onClick?: ((event: unknown) => void) | undefined;
}

export interface TooltipContent {
  readonly title: string;
  readonly rows: readonly TooltipRow[];
  /** Of what is under the pointer; made when the tooltip is pinned. */
  readonly links?: () => readonly TooltipLink[];
  readonly extra?: ReactNode;
}

interface TooltipProps {
  readonly store: HoverStore;
  readonly options: TooltipOptions;
  /** Undefined: nothing to say at that place. */
  readonly content: (hover: Hover) => TooltipContent | undefined;
}

/** What is under the pointer. A click pins it, and then it has links; Escape or a click elsewhere closes it. */
export function ChartTooltip({ store, options, content }: TooltipProps) {
  const hover = useHover(store);
  const box = useRef<HTMLDivElement>(null);
  const isOn = (options.mode ?? 'single') !== 'none' && hover.row !== undefined && !hover.isRemote;
  const found = isOn ? content(hover) : undefined;
  const { x, y, isPinned } = hover;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || found === undefined) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const { left, top } = placed({ x, y }, size, { width: window.innerWidth, height: window.innerHeight });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });

  useDismiss(box, isPinned, store.unpin);

  if (found === undefined) return null;
  const { rows, hiddenCount } = shownRows(found.rows, options);
  if (rows.length === 0 && found.extra === undefined) return null;
  return createPortal(
    <div
      ref={box}
      className={styles.tooltip}
      data-pinned={isPinned || undefined}
      data-chart-tooltip
      role={isPinned ? 'dialog' : 'tooltip'}
      {...(isPinned && { 'aria-label': `Values, ${found.title}` })}
      style={{ ...(options.maxWidth !== undefined && { maxWidth: options.maxWidth }) }}
    >
      <div className={styles.tooltipHead}>
        <span>{found.title}</span>
        {isPinned && (
          <button type="button" className={styles.close} aria-label="Close" onClick={store.unpin}>
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      <div className={styles.tooltipBody} style={options.maxHeight ? { maxHeight: options.maxHeight } : undefined}>
        <TooltipRows rows={rows} />
        {hiddenCount > 0 && <div className={styles.tooltipMore}>and {hiddenCount} more</div>}
        {found.extra}
      </div>
      {isPinned && <TooltipLinks links={found.links?.() ?? []} />}
    </div>,
    document.body,
  );
}

function TooltipRows({ rows }: { rows: readonly TooltipRow[] }) {
  if (rows.length === 0) return null;
  const isOne = rows.length === 1;
  return (
    <dl className={styles.tooltipRows}>
      {rows.map(({ name, color, text, isNear }) => (
        <div key={name} style={{ display: 'contents' }}>
          <span className={styles.mark} data-mark="box" style={{ color }} />
          <dt data-near={(isNear && !isOne) || undefined}>{name}</dt>
          <dd data-near={isNear || undefined}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function TooltipLinks({ links }: { links: readonly TooltipLink[] }) {
  if (links.length === 0) return null;
  return (
    <div className={styles.tooltipFoot}>
      {links.map(({ title, href, target, onClick }) => (
        <a
          key={`${title} ${href}`}
          href={href}
          {...(target !== undefined && { target, rel: 'noreferrer' })}
          {...(onClick && { onClick })}
        >
          {title}
        </a>
      ))}
    </div>
  );
}
