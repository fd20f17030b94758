import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StoredDashboard } from '../../dashboards/dashboard.js';
import { DashboardsError } from '../../dashboards/errors.js';
import { writeBack } from '../../dashboards/files/write-back.js';
import { slugOf } from '../../dashboards/slug.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { dashboardUrl } from './addresses.js';
import { bodyOf, optional, record } from './body.js';
import { type GrafanaContext, USER } from './context.js';
import { metaOf, savedJson } from './dashboard-json.js';
import { answerErrors } from './errors.js';
import { importDashboard } from './import.js';
import { folderOf } from './named-folder.js';
import { versionRoutes } from './versions.js';

const SAVE = z.looseObject({
  dashboard: record,
  folderUid: optional(z.string()),
  folderId: optional(z.number()),
  message: optional(z.string()),
  overwrite: optional(z.boolean()),
});

type OfUid = { readonly Params: { readonly uid: string } };

/**
 * https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/. Our own is `PUT /api/quartet/v1/dashboards/{uid}/file`,
 * which writes what was saved to the file that the dashboard comes from.
 */
export async function dashboardRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store } = context;
  const { dashboards } = store;
  answerErrors(app);
  app.post('/api/dashboards/db', async (request) => {
    const { dashboard, message, overwrite, ...folder } = bodyOf(request, SAVE);
    const folderUid = folderOf(store, folder);
    return savedJson(await dashboards.save({ model: dashboard, folderUid, message, overwrite, by: USER }));
  });
  app.get<OfUid>('/api/dashboards/uid/:uid', async ({ params }) => shown(store, dashboards.existing(params.uid)));
  app.delete<OfUid>('/api/dashboards/uid/:uid', async ({ params }) => {
    const { title, id } = await store.removeDashboard(params.uid);
    return { title, message: `Dashboard ${title} deleted`, id };
  });
  app.get<{ Params: { slug: string } }>('/api/dashboards/db/:slug', async ({ params }) => {
    const found = dashboards.all().find(({ title }) => slugOf(title) === params.slug);
    if (found === undefined) throw new DashboardsError('not_found', 'Dashboard not found');
    return shown(store, found);
  });
  app.get('/api/dashboards/home', async () => home(store));
  app.get('/api/dashboards/tags', async () => dashboards.tags());
  app.post('/api/dashboards/import', async (request) => importDashboard(store, request));
  app.get<OfUid>('/api/dashboards/uid/:uid/permissions', async ({ params }) => {
    dashboards.existing(params.uid);
    return [];
  });
  app.put<OfUid>('/api/quartet/v1/dashboards/:uid/file', async ({ params }) => ({
    file: await writeBack(store, context.provisioning, params.uid),
  }));
  versionRoutes(app, context);
}

function shown(store: DashboardStore, dashboard: StoredDashboard) {
  return { dashboard: dashboard.model, meta: { ...metaOf(store, dashboard), schema: dashboard.schema } };
}

/** The dashboard that people chose to begin with; without a choice an empty one. */
function home({ choices, dashboards }: DashboardStore) {
  const uid = choices.preferences('user').homeDashboardUID ?? choices.preferences('org').homeDashboardUID;
  const chosen = typeof uid === 'string' ? dashboards.get(uid) : undefined;
  if (chosen !== undefined) return { redirectUri: dashboardUrl(chosen) };
  return {
    dashboard: { title: 'Home', uid: '', panels: [], schemaVersion: 41, time: { from: 'now-6h', to: 'now' } },
    meta: { canSave: false, canEdit: false, canStar: false, slug: '', url: '/', isHome: true, folderId: 0 },
  };
}
