import { ChevronDown, ChevronRight, ChevronUp, EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Menu } from '../../../controls/menu';
import { panelsOf, type Row } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import { useEditing } from '../editing-context';
import type { LayoutPath } from '../operations/layouts';
import { changeRow, moveRow, removeRow } from '../operations/rows';
import styles from './arrange.module.css';
import { RowDialog } from './row-dialog';

interface EditRowProps {
  readonly row: Row;
  readonly path: LayoutPath;
  /** Of the rows beside it. */
  readonly count: number;
  readonly children: ReactNode;
}

/** A row with what it is renamed, moved and deleted by. */
export function EditRow({ row, path, count, children }: EditRowProps) {
  const { change, announce } = useEditing();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  if (row.hidesHeader) return children;
  const at = path.at(-1)!;
  const title = row.title || 'Row';
  const Mark = row.isCollapsed ? ChevronRight : ChevronDown;
  const size = panelsOf(row.layout).length;
  const move = (by: -1 | 1) => {
    change((before) => moveRow(before, path, by));
    announce(`${title} moved ${by < 0 ? 'up' : 'down'}`);
  };
  const remove = (keepsPanels: boolean) => {
    setOpen(undefined);
    change((before) => removeRow(before, path, keepsPanels));
  };
  return (
    <section aria-label={title}>
      <div className={styles.rowBar}>
        <button
          type="button"
          className={grid.rowButton}
          aria-expanded={!row.isCollapsed}
          onClick={() => change((before) => changeRow(before, path, { isCollapsed: !row.isCollapsed }))}
        >
          <Mark size={16} aria-hidden />
          {title}
          {row.isCollapsed && <span className={grid.rowCount}>{`${size} ${size === 1 ? 'panel' : 'panels'}`}</span>}
          {row.repeat && <span className={grid.rowCount}>{`repeats for ${row.repeat.variable}`}</span>}
        </button>
        <Menu
          trigger={<IconButton icon={EllipsisVertical} size="small" label={`Actions of the row ${title}`} />}
          items={[
            { label: 'Title and repeat', icon: Pencil, onSelect: () => setOpen('edit') },
            { label: 'Move up', icon: ChevronUp, disabled: at === 0, onSelect: () => move(-1) },
            { label: 'Move down', icon: ChevronDown, disabled: at === count - 1, onSelect: () => move(1) },
            { label: 'Delete', icon: Trash2, onSelect: () => (size === 0 ? remove(false) : setOpen('delete')) },
          ]}
        />
      </div>
      {!row.isCollapsed && children}
      {!row.isCollapsed && size === 0 && <p className={styles.emptyRow}>This row is empty: move a panel into it.</p>}
      {open === 'edit' && (
        <RowDialog
          row={row}
          onClose={() => setOpen(undefined)}
          onChange={(changes) => change((before) => changeRow(before, path, changes))}
        />
      )}
      <Dialog
        title={`Delete ${title}?`}
        open={open === 'delete'}
        onClose={() => setOpen(undefined)}
        actions={
          <>
            <Button onClick={() => setOpen(undefined)}>Cancel</Button>
            <Button look="danger" onClick={() => remove(false)}>
              Row and panels
            </Button>
            <Button look="primary" onClick={() => remove(true)}>
              Row only
            </Button>
          </>
        }
      >
        <p>{`Its ${size === 1 ? 'panel can' : `${size} panels can`} stay without the row.`}</p>
      </Dialog>
    </section>
  );
}
