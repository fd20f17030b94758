import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DashboardsError } from '../../dashboards/errors.js';
import type { Folder } from '../../dashboards/folders.js';
import { folderUidOf, folderUrl, isoTime } from './addresses.js';
import { bodyOf, numberOfPath, numberParameter, optional, textParameter } from './body.js';
import { type GrafanaContext, USER } from './context.js';
import { answerErrors } from './errors.js';

const CREATE = z.looseObject({
  uid: optional(z.string()),
  title: optional(z.string()),
  description: optional(z.string()),
  parentUid: optional(z.string()),
});
const CHANGE = z.looseObject({
  title: optional(z.string()),
  description: optional(z.string()),
  version: optional(z.number()),
  overwrite: optional(z.boolean()),
});
const MOVE = z.looseObject({ parentUid: optional(z.string()) });

const DEFAULT_LIMIT = 1_000;

type OfUid = { readonly Params: { readonly uid: string } };

/** https://grafana.com/docs/grafana/latest/developers/http_api/folder/ */
export async function folderRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store } = context;
  const { folders } = store;
  answerErrors(app, { name_exists: 409 });
  const shown = (folder: Folder) => folderJson(folder, folders.above(folder));
  app.get('/api/folders', async (request) => {
    const limit = numberParameter(request, 'limit') || DEFAULT_LIMIT;
    const from = ((numberParameter(request, 'page') || 1) - 1) * limit;
    const below = folders.within(folderUidOf(textParameter(request, 'parentUid') ?? ''));
    return below.slice(from, from + limit).map(({ id, uid, title, parentUid }) => ({
      id,
      uid,
      title,
      ...(parentUid !== '' && { parentUid }),
    }));
  });
  app.post('/api/folders', async (request) => {
    const { title = '', ...asked } = bodyOf(request, CREATE);
    return shown(await folders.create({ ...asked, title }, USER));
  });
  app.get<OfUid>('/api/folders/:uid', async ({ params }) =>
    params.uid === 'general' ? ROOT : shown(folders.existing(params.uid)),
  );
  app.get<{ Params: { id: string } }>('/api/folders/id/:id', async ({ params }) => {
    const folder = folders.byId(numberOfPath(params.id, 'id'));
    if (folder === undefined) throw new DashboardsError('not_found', 'folder not found');
    return shown(folder);
  });
  app.put<OfUid>('/api/folders/:uid', async (request) =>
    shown(await folders.change(request.params.uid, bodyOf(request, CHANGE), USER)),
  );
  app.post<OfUid>('/api/folders/:uid/move', async (request) => {
    const { parentUid = '' } = bodyOf(request, MOVE);
    return shown(await folders.move(request.params.uid, folderUidOf(parentUid), USER));
  });
  app.delete<OfUid>('/api/folders/:uid', async ({ params }) => {
    const { id, title } = await store.removeFolder(params.uid);
    return { message: 'Folder deleted', id, title };
  });
  app.get<OfUid>('/api/folders/:uid/counts', async ({ params }) => {
    const below = folders.subtree(params.uid);
    const uids = new Set(below.map(({ uid }) => uid));
    return {
      folder: below.length - 1,
      dashboard: below.reduce((sum, { uid }) => sum + store.dashboards.within(uid).length, 0),
      librarypanel: store.libraryElements.all().filter(({ folderUid }) => uids.has(folderUid)).length,
      alertrule: 0,
    };
  });
  app.get<OfUid>('/api/folders/:uid/permissions', async ({ params }) => {
    folders.existing(params.uid);
    return [];
  });
}

/** What stands at the root, for clients that ask for it as a folder. */
const ROOT = {
  id: 0,
  uid: 'general',
  title: 'Dashboards',
  url: '/dashboards',
  hasAcl: false,
  canSave: true,
  canEdit: true,
};

interface FolderJson {
  readonly uid: string;
  readonly parents?: readonly FolderJson[];
}

function folderJson(folder: Folder, above: readonly Folder[]): FolderJson {
  const { id, uid, title, description, parentUid, version } = folder;
  const shown = {
    id,
    uid,
    orgId: 1,
    title,
    url: folderUrl(folder),
    ...(description !== '' && { description }),
    hasAcl: false,
    canSave: true,
    canEdit: true,
    canAdmin: true,
    canDelete: true,
    createdBy: folder.createdBy,
    created: isoTime(folder.createdMs),
    updatedBy: folder.updatedBy,
    updated: isoTime(folder.updatedMs),
    version,
    ...(parentUid !== '' && { parentUid }),
  };
  return above.length === 0 ? shown : { ...shown, parents: above.map((one) => folderJson(one, [])) };
}
