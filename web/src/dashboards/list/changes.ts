import { callJson } from '../../api/http';
import type { Json } from '../model/json';
import type { Hit } from './hits';

const path = (kind: string, uid: string): string => `${kind}/${encodeURIComponent(uid)}`;

export const createFolder = ({ title, parentUid }: { title: string; parentUid: string }): Promise<Hit> =>
  callJson('/api/folders', { body: { title, ...(parentUid !== '' && { parentUid }) } });

export const renameFolder = ({ uid, title }: { uid: string; title: string }): Promise<unknown> =>
  callJson(path('/api/folders', uid), { method: 'PUT', body: { title, overwrite: true } });

export const setStar = ({ uid, isStarred }: { uid: string; isStarred: boolean }): Promise<unknown> =>
  callJson(path('/api/user/stars/dashboard/uid', uid), { method: isStarred ? 'POST' : 'DELETE' });

/** Each into `folderUid`, one after another; throws at the first that cannot be moved, naming it. */
export async function moveAll({ hits, folderUid }: { hits: readonly Hit[]; folderUid: string }): Promise<void> {
  for (const hit of hits) await named(hit, moveOne(hit, folderUid));
}

async function moveOne({ uid, type }: Hit, folderUid: string): Promise<void> {
  if (type === 'dash-folder') {
    await callJson(`${path('/api/folders', uid)}/move`, { body: { parentUid: folderUid } });
    return;
  }
  const { dashboard } = await callJson<{ dashboard: Json }>(path('/api/dashboards/uid', uid));
  const message = 'Moved to another folder';
  // A folder of the root is named by its id: without one a dashboard stays where it is.
  await callJson('/api/dashboards/db', {
    body: { dashboard, message, ...(folderUid === '' ? { folderId: 0 } : { folderUid }) },
  });
}

/** A folder goes with all that it holds. */
export async function deleteAll(hits: readonly Hit[]): Promise<void> {
  for (const hit of hits) {
    const kind = hit.type === 'dash-folder' ? '/api/folders' : '/api/dashboards/uid';
    await named(hit, callJson(path(kind, hit.uid), { method: 'DELETE' }));
  }
}

async function named({ title }: Hit, done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    throw new Error(`"${title}": ${error instanceof Error ? error.message : String(error)}`);
  }
}
