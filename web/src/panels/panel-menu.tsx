import { EllipsisVertical } from 'lucide-react';
import { IconButton } from '../controls/button';
import { Menu, type MenuItem } from '../controls/menu';

/** The "⋮" of a panel. */
export function PanelMenu({ name, items }: { name: string; items: readonly MenuItem[] }) {
  return <Menu trigger={<IconButton icon={EllipsisVertical} label={`Menu of ${name}`} size="small" />} items={items} />;
}
