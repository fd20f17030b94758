import { ChevronLeft, ChevronRight, Eye, Pencil, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { Tabs } from '../../../controls/tabs';
import { panelsOf, type TabsLayout } from '../../model/layout';
import { useEditing } from '../editing-context';
import { type LayoutPath, leavesOf } from '../operations/layouts';
import { setLeafKind } from '../operations/leaf-kind';
import { addTab, changeTab, moveTab, removeTab } from '../operations/tabs';
import styles from './arrange.module.css';
import { ConditionDialog } from './condition-dialog';
import { dropZone } from './drop-target';
import { PartDialog } from './part-dialog';

interface EditTabsProps {
  readonly layout: TabsLayout;
  readonly path: LayoutPath;
  readonly content: (path: LayoutPath) => ReactNode;
}

/** Tabs with what the chosen one is renamed, moved and deleted by. Panels let go on a title go into that tab. */
export function EditTabs({ layout, path, content }: EditTabsProps) {
  const { dashboard, change, announce } = useEditing();
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState<'edit' | 'condition' | 'delete'>();
  const at = Math.min(chosen, layout.tabs.length - 1);
  const tab = layout.tabs[at]!;
  const own = [...path, at];
  const title = tab.title || `Tab ${at + 1}`;
  const close = () => setOpen(undefined);
  const move = (by: -1 | 1) => {
    change((before) => moveTab(before, own, by));
    setChosen(at + by);
    announce(`${title} moved ${by < 0 ? 'to the left' : 'to the right'}`);
  };
  const remove = (keepsPanels: boolean) => {
    close();
    change((before) => removeTab(before, own, keepsPanels));
  };
  const size = panelsOf(tab.layout).length;
  const isLeaf = tab.layout.kind === 'grid' || tab.layout.kind === 'auto-grid';
  return (
    <>
      <div className={styles.line}>
        <Button size="small" icon={Pencil} onClick={() => setOpen('edit')}>{`${title}: title and repeat`}</Button>
        <Button size="small" icon={Eye} onClick={() => setOpen('condition')}>
          {tab.condition === undefined ? 'Always shown' : 'Shown on conditions'}
        </Button>
        <Button size="small" icon={ChevronLeft} disabled={at === 0} onClick={() => move(-1)}>
          Move left
        </Button>
        <Button size="small" icon={ChevronRight} disabled={at === layout.tabs.length - 1} onClick={() => move(1)}>
          Move right
        </Button>
        <Button size="small" icon={Trash2} onClick={() => (size === 0 ? remove(false) : setOpen('delete'))}>
          Delete tab
        </Button>
        {path.length === 0 && (
          <Button size="small" icon={Plus} onClick={() => change((before) => addTab(before))}>
            Add tab
          </Button>
        )}
      </div>
      <Tabs
        label="Tabs of the dashboard"
        value={String(at)}
        onChange={(id) => setChosen(Number(id))}
        tabs={layout.tabs.map((one, i) => ({
          id: String(i),
          title: (
            <span className={styles.zone} {...dropZone(lastLeaf([...path, i], one.layout), true)}>
              {one.title || `Tab ${i + 1}`}
              {one.repeat && ` (for ${one.repeat.variable})`}
            </span>
          ),
          content: content([...path, i]),
        }))}
      />
      {open === 'edit' && (
        <PartDialog
          what="Tab"
          title={tab.title}
          repeat={tab.repeat}
          leafKind={isLeaf && dashboard.format !== 'classic' ? (tab.layout.kind as 'grid') : undefined}
          onClose={close}
          onChange={({ title: next, repeat, leafKind }) =>
            change((before) => {
              const changed = changeTab(before, own, ({ repeat: _, ...rest }) => ({
                ...rest,
                title: next,
                ...(repeat && { repeat }),
              }));
              return leafKind === undefined ? changed : setLeafKind(changed, own, leafKind);
            })
          }
        />
      )}
      {open === 'condition' && (
        <ConditionDialog
          title={`When ${title} is shown`}
          condition={tab.condition}
          onClose={close}
          onChange={(condition) =>
            change((before) =>
              changeTab(before, own, ({ condition: _, ...rest }) => ({ ...rest, ...(condition && { condition }) })),
            )
          }
        />
      )}
      <Dialog
        title={`Delete ${title}?`}
        open={open === 'delete'}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button look="danger" onClick={() => remove(false)}>
              Tab and panels
            </Button>
            <Button look="primary" disabled={layout.tabs.length === 1} onClick={() => remove(true)}>
              Tab only
            </Button>
          </>
        }
      >
        <p>{`Its ${size === 1 ? 'panel' : `${size} panels`} can go to the tab beside it.`}</p>
      </Dialog>
    </>
  );
}

/** The path of the last leaf within a part: what is let go on its title goes there. */
export function lastLeaf(path: LayoutPath, layout: TabsLayout['tabs'][number]['layout']): LayoutPath {
  return leavesOf(layout, path).at(-1)?.path ?? path;
}
