import { Pencil } from 'lucide-react';
import type { ShortcutGroup } from '../../app/keyboard/shortcuts';
import { updateUrl } from '../../app/url-state';
import { Button } from '../../controls/button';
import type { MenuItem } from '../../controls/menu';
import type { Panel } from '../model/dashboard';
import styles from './bar-button.module.css';
import { ARRANGE } from './edit-address';

/** Into the editor. In the bar of a dashboard it is its icon alone on a phone. */
export function EditButton({ isInBar = false }: { isInBar?: boolean }) {
  return (
    <Button
      icon={Pencil}
      className={isInBar ? (styles.iconOnPhone ?? '') : ''}
      aria-label="Edit"
      onClick={() => updateUrl({ editview: ARRANGE, viewPanel: undefined })}
    >
      <span>Edit</span>
    </Button>
  );
}

/** In the menu of each panel while the dashboard is looked at. */
export const editMenuItems = (panel: Panel, _key: string): readonly MenuItem[] => [
  { label: 'Edit', icon: Pencil, onSelect: () => editPanel(panel) },
];

const editPanel = ({ id }: Pick<Panel, 'id'>): void =>
  updateUrl({ editPanel: String(id), viewPanel: undefined, editview: undefined });

/** The keys that lead into the editor. */
export const EDIT_SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Editing',
    shortcuts: [
      { keys: 'd e', title: 'Edit the dashboard', run: () => updateUrl({ editview: ARRANGE, viewPanel: undefined }) },
      { keys: 'd s', title: 'Settings of the dashboard', run: () => updateUrl({ editview: 'settings' }) },
      {
        keys: 'e',
        title: 'Edit the panel under the pointer',
        run: () => withPointed((key) => updateUrl({ editPanel: key })),
      },
    ],
  },
];

/** Calls with the key of the panel under the pointer or with the focus. */
function withPointed(run: (key: string) => void): void {
  const found =
    document.querySelector<HTMLElement>('[data-panel]:focus-within') ?? document.querySelector('[data-panel]:hover');
  const key = (found as HTMLElement | null)?.dataset.panel;
  if (key !== undefined) run(key);
}
