import { Grip } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { Panel } from '../../model/dashboard';
import type { GridItem, GridLayout } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import { PanelHost } from '../../view/panel-host';
import { useEditing } from '../editing-context';
import { type Direction, resizeItem, stepItem, tidy } from '../operations/grid';
import type { LayoutPath } from '../operations/layouts';
import { changeItems } from '../operations/panels';
import styles from './arrange.module.css';
import { dropZone, ITEM } from './drop-target';
import { useDrag } from './use-drag';
import { useDropped } from './use-dropped';

const NO_VARS = {};

export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Panels of a grid with what they are moved and resized by. */
export function EditGrid({ layout, path }: { layout: GridLayout; path: LayoutPath }) {
  const { dashboard, change, announce } = useEditing();
  const parent = useRef<HTMLDivElement>(null);
  const focused = useRef<string>(undefined);
  const items = useMemo(() => tidy(layout.items), [layout.items]);
  const onDropped = useDropped();
  const { draft, dragged, handle } = useDrag({
    grid: parent,
    path,
    items,
    onPlaced: (...args) => put(...args),
    onDropped,
  });
  const put = (panel: string, next: readonly GridItem[]) => {
    change((before) => changeItems(before, panel, () => next));
    announce(
      placeText(
        dashboard.panels[panel],
        next.find((item) => item.panel === panel),
      ),
    );
  };
  const onKey = (panel: string) => (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    focused.current = panel;
    put(panel, (event.shiftKey ? resizeItem : stepItem)(items, panel, direction));
  };
  // A panel whose place among the others changes loses the focus as it is moved in the page.
  useLayoutEffect(() => {
    const name = focused.current;
    focused.current = undefined;
    if (name !== undefined) parent.current?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(name)}"]`)?.focus();
  }, [items]);
  const places = new Map((draft ?? items).map((item) => [item.panel, item]));
  return (
    <div ref={parent} className={`${grid.grid} ${styles.zone}`} data-editing {...dropZone(path)}>
      {items.map((item) => {
        const place = places.get(item.panel) ?? item;
        const title = dashboard.panels[item.panel]?.title || item.panel;
        return (
          <div
            key={item.panel}
            className={`${grid.item} ${styles.item}`}
            style={styleOf(place)}
            data-dragged={dragged === item.panel || undefined}
            {...{ [ITEM]: item.panel }}
          >
            <PanelHost name={item.panel} panelKey={item.panel} scopedVars={NO_VARS} />
            {item.repeat !== undefined && (
              <span className={styles.repeat}>{`repeats for ${item.repeat.variable}`}</span>
            )}
            <button
              type="button"
              className={styles.grip}
              data-grip={item.panel}
              aria-label={`Move ${title}`}
              title="Drag to move. Arrow keys move, with Shift they resize."
              aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
              onKeyDown={onKey(item.panel)}
              {...handle('move', item)}
            >
              <Grip size={14} aria-hidden />
            </button>
            <span className={styles.corner} aria-hidden {...handle('resize', item)} />
          </div>
        );
      })}
    </div>
  );
}

const styleOf = ({ x, y, width, height }: GridItem): CSSProperties =>
  ({ '--x': x + 1, '--y': y + 1, '--w': width, '--h': height }) as CSSProperties;

function placeText(panel: Panel | undefined, item: GridItem | undefined): string {
  if (item === undefined) return '';
  return `${panel?.title || 'Panel'}: column ${item.x + 1}, row ${item.y + 1}, ${item.width} wide, ${item.height} high`;
}
