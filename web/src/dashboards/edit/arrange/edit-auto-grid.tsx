import { Grip } from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { AutoGridLayout } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import { PanelHost } from '../../view/panel-host';
import { useEditing } from '../editing-context';
import { shiftAutoItem } from '../operations/panels';
import styles from './arrange.module.css';
import { DIRECTIONS } from './edit-grid';

const NO_VARS = {};

/** Panels in equal columns: only their order can be changed. */
export function EditAutoGrid({ layout }: { layout: AutoGridLayout }) {
  const { dashboard, change, announce } = useEditing();
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
  return (
    <div className={grid.autoGrid} style={style}>
      {layout.items.map(({ panel }) => (
        <div key={panel} className={`${grid.autoItem} ${styles.item}`}>
          <PanelHost name={panel} panelKey={panel} scopedVars={NO_VARS} />
          <button
            type="button"
            className={styles.grip}
            aria-label={`Move ${dashboard.panels[panel]?.title || panel}`}
            title="Arrow keys change the order."
            onKeyDown={onKey(panel)}
          >
            <Grip size={14} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
