import { FolderPlus, LayoutDashboard, Plus, Upload } from 'lucide-react';
import { Button } from '../../controls/button';
import { Menu } from '../../controls/menu';

interface NewMenuProps {
  /** Where new ones go; empty for the root. */
  readonly folderUid: string;
  readonly onFolder: () => void;
  readonly onImport: () => void;
}

export const newDashboardUrl = (folderUid: string): string =>
  folderUid === '' ? '/dashboard/new' : `/dashboard/new?folderUid=${encodeURIComponent(folderUid)}`;

/** What can be made here. */
export function NewMenu({ folderUid, onFolder, onImport }: NewMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="primary" icon={Plus}>
          New
        </Button>
      }
      items={[
        { label: 'New dashboard', icon: LayoutDashboard, href: newDashboardUrl(folderUid) },
        { label: 'New folder', icon: FolderPlus, onSelect: onFolder },
        { label: 'Import', icon: Upload, onSelect: onImport },
      ]}
    />
  );
}
