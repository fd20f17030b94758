import { ChevronDown, ChevronRight, ChevronUp, EllipsisVertical, Eye, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Menu } from '../../../controls/menu';
import { panelsOf, type Row } from '../../model/layout';
import grid from '../../view/dashboard.module.css';
import { useEditing } from '../editing-context';
import type { LayoutPath } from '../operations/layouts';
import { setLeafKind } from '../operations/leaf-kind';
import { changeRow, moveRow, removeRow } from '../operations/rows';
import styles from './arrange.module.css';
import { ConditionDialog } from './condition-dialog';
import { dropZone } from './drop-target';
import { lastLeaf } from './edit-tabs';
import { PartDialog } from './part-dialog';

interface EditRowProps {
  readonly row: Row;
  readonly path: LayoutPath;
  /** Of the rows beside it. */
  readonly count: number;
  readonly children: ReactNode;
}

/** A row with what it is renamed, moved and deleted by. */
export function EditRow({ row, path, count, children }: EditRowProps) {
  const { dashboard, change, announce } = useEditing();
  const [open, setOpen] = useState<'edit' | 'condition' | 'delete'>();
  if (row.hidesHeader) return children;
  const at = path.at(-1)!;
  const title = row.title || 'Row';
  const Mark = row.isCollapsed ? ChevronRight : ChevronDown;
  const size = panelsOf(row.layout).length;
  const isLeaf = row.layout.kind === 'grid' || row.layout.kind === 'auto-grid';
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
      <div className={`${styles.rowBar} ${styles.zone}`} {...dropZone(lastLeaf(path, row.layout), true)}>
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
            // Only version 2 of the schema knows conditions.
            ...(dashboard.format === 'classic'
              ? []
              : [{ label: 'When it is shown', icon: Eye, onSelect: () => setOpen('condition' as const) }]),
            { label: 'Move up', icon: ChevronUp, disabled: at === 0, onSelect: () => move(-1) },
            { label: 'Move down', icon: ChevronDown, disabled: at === count - 1, onSelect: () => move(1) },
            { label: 'Delete', icon: Trash2, onSelect: () => (size === 0 ? remove(false) : setOpen('delete')) },
          ]}
        />
      </div>
      {!row.isCollapsed && children}
      {!row.isCollapsed && size === 0 && <p className={styles.emptyRow}>This row is empty: move a panel into it.</p>}
      {open === 'edit' && (
        <PartDialog
          what="Row"
          title={row.title}
          repeat={row.repeat}
          leafKind={isLeaf && dashboard.format !== 'classic' ? (row.layout.kind as 'grid') : undefined}
          onClose={() => setOpen(undefined)}
          onChange={({ title: next, repeat, leafKind }) =>
            change((before) => {
              // An undefined member is taken out.
              const changed = changeRow(before, path, { title: next, repeat } as Partial<Row>);
              return leafKind === undefined ? changed : setLeafKind(changed, path, leafKind);
            })
          }
        />
      )}
      {open === 'condition' && (
        <ConditionDialog
          title={`When ${title} is shown`}
          condition={row.condition}
          onClose={() => setOpen(undefined)}
          onChange={(condition) => change((before) => changeRow(before, path, { condition } as Partial<Row>))}
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
