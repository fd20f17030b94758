import { Copy, CopyPlus, FolderInput, Library, Pencil, Trash2, Unlink } from 'lucide-react';
import { updateUrl } from '../../app/url-state';
import type { MenuItem } from '../../controls/menu';
import { tell } from '../../controls/toast';
import type { Panel } from '../model/dashboard';
import type { Editing } from './editing-context';
import { unlinkPanel } from './library/unlink-panel';
import { duplicatePanel, removePanel } from './operations/panels';
import { placesFor } from './operations/rows';
import { copyPanel } from './panel-clipboard';

/** What can be done with each panel while its dashboard is edited. */
export function panelMenu(
  { dashboard, change, announce }: Editing,
  onOpen: (kind: 'move' | 'share', name: string) => void,
) {
  const hasPlaces = placesFor(dashboard.layout).length > 1;
  return (panel: Panel, key: string): readonly MenuItem[] => {
    const name = Object.keys(dashboard.panels).find((one) => dashboard.panels[one]!.id === panel.id) ?? key;
    const title = panel.title || 'Panel';
    return [
      { label: 'Edit', icon: Pencil, onSelect: () => updateUrl({ editPanel: String(panel.id), editview: undefined }) },
      {
        label: 'Duplicate',
        icon: CopyPlus,
        onSelect: () => {
          change((before) => duplicatePanel(before, name).dashboard);
          announce(`${title} was duplicated`);
        },
      },
      {
        label: 'Copy',
        icon: Copy,
        onSelect: () => {
          copyPanel(dashboard, name);
          tell(`${title} was copied`, 'success', 'Add, then Paste puts it into this or another dashboard.');
        },
      },
      ...(hasPlaces ? [{ label: 'Move to …', icon: FolderInput, onSelect: () => onOpen('move', name) }] : []),
      panel.libraryPanel === undefined
        ? { label: 'Put into the library', icon: Library, onSelect: () => onOpen('share', name) }
        : { label: 'Unlink from the library', icon: Unlink, onSelect: () => void unlinkPanel(panel, name, change) },
      {
        label: 'Remove',
        icon: Trash2,
        onSelect: () => {
          change((before) => removePanel(before, name));
          announce(`${title} was removed`);
        },
      },
    ];
  };
}
