import { useEditing } from '../editing-context';
import { isSamePath } from '../operations/layouts';
import { movePanelTo } from '../operations/panels';
import { placesFor } from '../operations/rows';
import type { Drop } from './drop-target';

/** Takes a panel into the row or tab in which it was let go. */
export function useDropped(): (panel: string, drop: Drop) => void {
  const { dashboard, change, announce } = useEditing();
  return (panel, { path, spot }) => {
    change((before) => movePanelTo(before, panel, path, spot));
    const place = placesFor(dashboard.layout).find((one) => isSamePath(one.path, path));
    announce(`Moved to ${place?.title ?? 'another place'}`);
  };
}
