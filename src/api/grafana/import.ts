import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DashboardModel } from '../../dashboards/dashboard.js';
import { slugOf } from '../../dashboards/slug.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { dashboardUrl } from './addresses.js';
import { bodyOf, optional, record } from './body.js';
import { USER } from './context.js';
import { folderOf } from './named-folder.js';

const INPUT = z.looseObject({
  name: z.string(),
  type: optional(z.string()),
  pluginId: optional(z.string()),
  value: optional(z.string()),
});

const IMPORT = z.looseObject({
  dashboard: record,
  overwrite: optional(z.boolean()),
  inputs: optional(z.array(INPUT)),
  folderUid: optional(z.string()),
  folderId: optional(z.number()),
});

/** Saves a dashboard that was exported to be shared: what it leaves open is filled in by the inputs. */
export async function importDashboard(store: DashboardStore, request: FastifyRequest) {
  const { dashboard, overwrite, inputs = [], ...folder } = bodyOf(request, IMPORT);
  const values = new Map<string, string>();
  const declared = z.array(INPUT).safeParse(dashboard.__inputs);
  for (const { name, pluginId, value } of [...(declared.success ? declared.data : []), ...inputs]) {
    const filled = value ?? (pluginId === undefined ? undefined : store.dataSources.find(pluginId)?.uid);
    if (filled !== undefined) values.set(name, filled);
  }
  const saved = await store.dashboards.save({
    model: { ...withInputs(dashboard, values), id: null },
    folderUid: folderOf(store, folder) ?? '',
    overwrite,
    by: USER,
  });
  return {
    uid: saved.uid,
    pluginId: '',
    title: saved.title,
    imported: true,
    importedUri: `db/${slugOf(saved.title)}`,
    importedUrl: dashboardUrl(saved),
    slug: slugOf(saved.title),
    dashboardId: saved.id,
    folderUid: saved.folderUid,
    importedRevision: 1,
    revision: 1,
    description: '',
    path: '',
    removed: false,
  };
}

/** The model with `${NAME}` replaced wherever a text has it, and without what only an import needs. */
function withInputs(
  { __inputs, __requires, __elements, ...model }: DashboardModel,
  values: ReadonlyMap<string, string>,
) {
  if (values.size === 0) return model;
  const text = JSON.stringify(model, (_key, value) =>
    typeof value === 'string' ? value.replace(/\$\{(\w+)\}/g, (whole, name) => values.get(name) ?? whole) : value,
  );
  return JSON.parse(text) as DashboardModel;
}
