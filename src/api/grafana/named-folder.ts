import { DashboardsError } from '../../dashboards/errors.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { folderUidOf } from './addresses.js';

/** The folder that a save names by uid or by id; undefined where it names none. */
export function folderOf(
  { folders }: DashboardStore,
  { folderUid, folderId }: { folderUid?: string | undefined; folderId?: number | undefined },
): string | undefined {
  if (folderUid !== undefined && folderUid !== '') return folderUidOf(folderUid);
  if (folderId === undefined) return folderUid;
  if (folderId <= 0) return '';
  const folder = folders.byId(folderId);
  if (folder === undefined) throw new DashboardsError('bad_request', 'folder not found');
  return folder.uid;
}
