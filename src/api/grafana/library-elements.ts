import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type LibraryElement, usersByElement } from '../../dashboards/library-elements.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { folderUidOf, isoTime } from './addresses.js';
import { bodyOf, listParameter, numberParameter, optional, record, textParameter } from './body.js';
import { type GrafanaContext, USER } from './context.js';
import { answerErrors } from './errors.js';
import { folderOf } from './named-folder.js';

const SAVE = z.looseObject({
  uid: optional(z.string()),
  name: optional(z.string()),
  kind: optional(z.number()),
  folderUid: optional(z.string()),
  folderId: optional(z.number()),
  model: optional(record),
  version: optional(z.number()),
});

const DEFAULT_PAGE = 100;

type OfUid = { readonly Params: { readonly uid: string } };

/** https://grafana.com/docs/grafana/latest/developers/http_api/library_element/ */
export async function libraryElementRoutes(
  app: FastifyInstance,
  { context }: { context: GrafanaContext },
): Promise<void> {
  const { store } = context;
  const { libraryElements, dashboards } = store;
  answerErrors(app, { name_exists: 400 });
  const users = () => usersByElement(dashboards.all());
  const shown = (element: LibraryElement) => ({ result: elementJson(store, element, users()) });
  const saveOf = (request: FastifyRequest) => {
    const { folderId, folderUid, ...asked } = bodyOf(request, SAVE);
    return { ...asked, folderUid: folderOf(store, { folderId, folderUid }) };
  };
  app.get('/api/library-elements', async (request) => {
    const perPage = numberParameter(request, 'perPage') || DEFAULT_PAGE;
    const page = numberParameter(request, 'page') || 1;
    const found = wanted(request, libraryElements.all());
    const used = users();
    const elements = found.slice((page - 1) * perPage, page * perPage).map((one) => elementJson(store, one, used));
    return { result: { totalCount: found.length, elements, page, perPage } };
  });
  app.post('/api/library-elements', async (request) => shown(await libraryElements.create(saveOf(request), USER)));
  app.get<OfUid>('/api/library-elements/:uid', async ({ params }) => shown(libraryElements.existing(params.uid)));
  app.get<{ Params: { name: string } }>('/api/library-elements/name/:name', async ({ params }) => ({
    result: libraryElements
      .all()
      .filter(({ name }) => name === params.name)
      .map((one) => elementJson(store, one, users())),
  }));
  app.get<OfUid>('/api/library-elements/:uid/connections', async ({ params }) => {
    const { id, kind } = libraryElements.existing(params.uid);
    return {
      result: (users().get(params.uid) ?? []).map((user) => ({
        id: user.id,
        kind,
        elementId: id,
        connectionId: user.id,
        connectionUid: user.uid,
        created: isoTime(user.updatedMs),
      })),
    };
  });
  app.patch<OfUid>('/api/library-elements/:uid', async (request) =>
    shown(await libraryElements.change(request.params.uid, saveOf(request), USER)),
  );
  app.delete<OfUid>('/api/library-elements/:uid', async ({ params }) => {
    const { id } = await libraryElements.remove(params.uid, users().get(params.uid) ?? []);
    return { message: 'Library element deleted', id };
  });
}

function wanted(request: FastifyRequest, all: readonly LibraryElement[]): LibraryElement[] {
  const text = (textParameter(request, 'searchString') ?? '').toLowerCase();
  const kind = numberParameter(request, 'kind');
  const folders = listParameter(request, 'folderFilterUIDs').flatMap((part) => part.split(',').map(folderUidOf));
  const types = listParameter(request, 'typeFilter').flatMap((part) => part.split(','));
  const excluded = textParameter(request, 'excludeUid');
  const found = all.filter(
    (one) =>
      one.name.toLowerCase().includes(text) &&
      (kind === undefined || one.kind === kind) &&
      (folders.length === 0 || folders.includes(one.folderUid)) &&
      (types.length === 0 || types.includes(String(one.model.type))) &&
      one.uid !== excluded,
  );
  return textParameter(request, 'sortDirection') === 'alpha-desc' ? found.reverse() : found;
}

function elementJson({ folders }: DashboardStore, element: LibraryElement, users: ReturnType<typeof usersByElement>) {
  const { id, uid, name, kind, folderUid, model, version } = element;
  const folder = folders.get(folderUid);
  return {
    id,
    uid,
    orgId: 1,
    folderId: folder?.id ?? 0,
    folderUid,
    name,
    kind,
    type: String(model.type ?? ''),
    description: String(model.description ?? ''),
    model,
    version,
    meta: {
      folderName: folder?.title ?? 'General',
      folderUid,
      connectedDashboards: users.get(uid)?.length ?? 0,
      created: isoTime(element.createdMs),
      updated: isoTime(element.updatedMs),
      createdBy: { id: 1, name: element.createdBy, avatarUrl: '' },
      updatedBy: { id: 1, name: element.updatedBy, avatarUrl: '' },
    },
  };
}
