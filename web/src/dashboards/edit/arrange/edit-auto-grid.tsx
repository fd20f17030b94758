import { Eye, Grip } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../../controls/button';
import type { AutoGridLayout } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import { PanelHost } from '../../view/panel-host';
import { useEditing } from '../editing-context';
import type { LayoutPath } from '../operations/layouts';
import { putBefore, setCondition, shiftAutoItem } from '../operations/panels';
import styles from './arrange.module.css';
import { ConditionDialog } from './condition-dialog';
import { DropTracker, dropZone, ITEM } from './drop-target';
import { DIRECTIONS } from './edit-grid';
import { useDropped } from './use-dropped';

const NO_VARS = {};

/** Panels in equal columns: their order can be changed, and when they are shown. */
export function EditAutoGrid({ layout, path }: { layout: AutoGridLayout; path: LayoutPath }) {
  const { dashboard, change, announce } = useEditing();
  const [conditioned, setConditioned] = useState<string>();
  const { dragged, handle } = useReorder(path);
  const style = {
    '--column': `${layout.columnWidth}px`,
    '--most': layout.maxColumns,
    '--row': `${layout.rowHeight}px`,
  } as CSSProperties;
  const onKey = (panel: string) => (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const by = direction === 'left' || direction === 'up' ? -1 : 1;
    change((before) => shiftAutoItem(before, panel, by));
    announce(by < 0 ? 'Moved forward' : 'Moved back');
  };
  const titleOf = (panel: string) => dashboard.panels[panel]?.title || panel;
  const chosen = layout.items.find(({ panel }) => panel === conditioned);
  return (
    <div className={`${grid.autoGrid} ${styles.zone}`} style={style} data-editing {...dropZone(path)}>
      {layout.items.map(({ panel, condition }) => (
        <div
          key={panel}
          className={`${grid.autoItem} ${styles.item}`}
          data-dragged={dragged === panel || undefined}
          {...{ [ITEM]: panel }}
        >
          <PanelHost name={panel} panelKey={panel} scopedVars={NO_VARS} />
          <button
            type="button"
            className={styles.grip}
            aria-label={`Move ${titleOf(panel)}`}
            title="Drag to move. Arrow keys change the order."
            onKeyDown={onKey(panel)}
            {...handle(panel)}
          >
            <Grip size={14} aria-hidden />
          </button>
          <span className={styles.condition}>
            <Button size="small" icon={Eye} onClick={() => setConditioned(panel)}>
              {condition === undefined ? 'Always shown' : 'Shown on conditions'}
            </Button>
          </span>
        </div>
      ))}
      {chosen !== undefined && (
        <ConditionDialog
          title={`When ${titleOf(chosen.panel)} is shown`}
          condition={chosen.condition}
          ofPanel
          onClose={() => setConditioned(undefined)}
          onChange={(next) => change((before) => setCondition(before, chosen.panel, next))}
        />
      )}
    </div>
  );
}

/** A panel goes before the one on which it is let go, also in another row or tab. */
function useReorder(path: LayoutPath) {
  const { change, announce } = useEditing();
  const onDropped = useDropped();
  const [drops] = useState(() => new DropTracker());
  const before = useRef<string>(undefined);
  const [dragged, setDragged] = useState<string>();
  const end = () => {
    drops.end();
    before.current = undefined;
    setDragged(undefined);
  };
  const handle = (panel: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(panel);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged === undefined || drops.over(event, path) !== undefined) return;
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const item = under.find((element) => element.hasAttribute(ITEM));
      before.current = item?.getAttribute(ITEM) ?? undefined;
    },
    onPointerUp: () => {
      const other = before.current;
      if (dragged !== undefined && drops.found !== undefined) onDropped(dragged, drops.found);
      else if (dragged !== undefined && other !== undefined && other !== dragged) {
        change((now) => putBefore(now, dragged, other));
        announce('Moved');
      }
      end();
    },
    onPointerCancel: end,
  });
  return { dragged, handle };
}
