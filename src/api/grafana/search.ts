import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Hit, type SearchQuery, type SearchSort, SORTS, search } from '../../dashboards/search.js';
import { slugOf } from '../../dashboards/slug.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { dashboardUrl, folderUidOf, folderUrl } from './addresses.js';
import { listParameter, numberParameter, textParameter } from './body.js';
import type { GrafanaContext } from './context.js';
import { answerErrors } from './errors.js';

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 5_000;

const TYPES: Readonly<Record<string, Hit['type']>> = { 'dash-folder': 'folder', 'dash-db': 'dashboard' };

/** https://grafana.com/docs/grafana/latest/developers/http_api/folder_dashboard_search/ */
export async function searchRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store } = context;
  answerErrors(app);
  for (const path of ['/api/search', '/api/search/']) {
    app.get(path, async (request) =>
      search(store.dashboards, store.folders, queryOf(request, store)).map((hit) => hitJson(store, hit)),
    );
  }
  app.get('/api/search/sorting', async () => ({
    sortOptions: SORTS.map((name) => ({ name, displayName: name, description: '', meta: '' })),
  }));
}

function queryOf(request: FastifyRequest, { choices }: DashboardStore): SearchQuery {
  const sort = textParameter(request, 'sort') as SearchSort | undefined;
  const numbers = (name: string) => listParameter(request, name).map(Number);
  return {
    text: textParameter(request, 'query') ?? '',
    tags: listParameter(request, 'tag').filter((tag) => tag !== ''),
    type: TYPES[textParameter(request, 'type') ?? ''],
    uids: [...listParameter(request, 'dashboardUIDs'), ...listParameter(request, 'dashboardUID')].flatMap(parts),
    ids: numbers('dashboardIds'),
    folderUids: listParameter(request, 'folderUIDs').flatMap(parts).map(folderUidOf),
    folderIds: numbers('folderIds'),
    starred: textParameter(request, 'starred') === 'true' ? choices.starred() : undefined,
    sort: sort !== undefined && SORTS.includes(sort) ? sort : 'alpha-asc',
    limit: Math.min(numberParameter(request, 'limit') || DEFAULT_LIMIT, MAX_LIMIT),
    page: numberParameter(request, 'page') || 1,
  };
}

const parts = (text: string): string[] => text.split(',');

function hitJson({ folders, choices }: DashboardStore, hit: Hit) {
  const folder = folders.get(hit.folderUid);
  const slug = slugOf(hit.title);
  return {
    id: hit.id,
    uid: hit.uid,
    orgId: 1,
    title: hit.title,
    uri: `db/${slug}`,
    url: hit.type === 'folder' ? folderUrl(hit) : dashboardUrl(hit),
    slug: '',
    type: hit.type === 'folder' ? 'dash-folder' : 'dash-db',
    tags: hit.tags,
    isStarred: choices.starred().has(hit.uid),
    ...(folder !== undefined && {
      folderId: folder.id,
      folderUid: folder.uid,
      folderTitle: folder.title,
      folderUrl: folderUrl(folder),
    }),
    sortMeta: 0,
    isDeleted: false,
  };
}
