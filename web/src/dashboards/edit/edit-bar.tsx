import {
  ArrowLeft,
  ClipboardPaste,
  LayoutPanelTop,
  Library,
  PanelsTopLeft,
  Plus,
  Redo2,
  Rows3,
  Save,
  Settings2,
  Undo2,
} from 'lucide-react';
import { useUrlState } from '../../app/url-state';
import { Button, IconButton } from '../../controls/button';
import { Menu } from '../../controls/menu';
import type { Panel } from '../model/dashboard';
import styles from './bar-button.module.css';
import { TO_PANELS, TO_VIEW } from './edit-address';
import { NEW_PANEL } from './new-panel';
import { addRow } from './operations/rows';
import { addTab } from './operations/tabs';
import { copiedPanel } from './panel-clipboard';
import type { EditingState } from './use-editing-state';

interface EditBarProps extends Pick<EditingState, 'undo' | 'redo' | 'isChanged' | 'change' | 'announce'> {
  /** It was never saved. */
  readonly isNew: boolean;
  /** Whether a panel or the settings are open. */
  readonly isInside: boolean;
  readonly onAdd: (panel: Omit<Panel, 'id'>, edits: boolean, size?: { width: number; height: number }) => void;
  readonly onLibrary: () => void;
  readonly onSave: () => void;
}

/** The actions of the editor in the dashboard's bar. */
export function EditBar(props: EditBarProps) {
  const { undo, redo, isChanged, isNew, isInside, onSave } = props;
  const { update } = useUrlState();
  return (
    <>
      {isInside && (
        <Button
          icon={ArrowLeft}
          className={styles.iconOnPhone ?? ''}
          aria-label="Back to the panels"
          onClick={() => update(TO_PANELS)}
        >
          <span>Back to the panels</span>
        </Button>
      )}
      <IconButton icon={Undo2} label="Undo" disabled={undo === undefined} onClick={undo} />
      <IconButton icon={Redo2} label="Redo" disabled={redo === undefined} onClick={redo} />
      {!isInside && <AddMenu {...props} />}
      {!isInside && (
        <IconButton icon={Settings2} label="Settings" onClick={() => update({ ...TO_PANELS, editview: 'settings' })} />
      )}
      {!isNew && <Button onClick={() => update(TO_VIEW)}>{isChanged ? 'Leave' : 'Done'}</Button>}
      <Button look="primary" icon={Save} onClick={onSave} disabled={!isChanged && !isNew}>
        Save
      </Button>
    </>
  );
}

function AddMenu({ change, announce, onAdd, onLibrary }: EditBarProps) {
  const copied = copiedPanel();
  const row = () => {
    change((dashboard) => addRow(dashboard));
    announce('A row was added');
  };
  const tab = () => {
    change((dashboard) => addTab(dashboard));
    announce('A tab was added');
  };
  return (
    <Menu
      trigger={<Button icon={Plus}>Add</Button>}
      items={[
        { label: 'Panel', icon: LayoutPanelTop, onSelect: () => onAdd(NEW_PANEL, true) },
        { label: 'Row', icon: Rows3, onSelect: row },
        { label: 'Tab', icon: PanelsTopLeft, onSelect: tab },
        { label: 'Panel of the library', icon: Library, onSelect: onLibrary },
        {
          label: 'Paste panel',
          icon: ClipboardPaste,
          disabled: copied === undefined,
          onSelect: () => copied !== undefined && onAdd(copied.panel, false, copied.size),
        },
      ]}
    />
  );
}
