import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DashboardModel, DashboardVersion, StoredDashboard } from '../../dashboards/dashboard.js';
import { type Difference, differences } from '../../dashboards/difference.js';
import { bodyOf, numberOfPath, numberParameter, optional, record } from './body.js';
import { type GrafanaContext, USER } from './context.js';
import { savedJson, versionJson } from './dashboard-json.js';

const RESTORE = z.looseObject({ version: z.number().int() });

const SIDE = z.looseObject({
  dashboardId: optional(z.number()),
  dashboardUid: optional(z.string()),
  version: optional(z.number()),
  unsavedDashboard: optional(record),
});
const COMPARE = z.looseObject({ base: SIDE, new: SIDE, diffType: optional(z.string()) });

type OfPath = { readonly Params: { readonly key: string; readonly version: string } };

const MAX_LISTED = 1_000;

/** https://grafana.com/docs/grafana/latest/developers/http_api/dashboard_versions/ */
export function versionRoutes(app: FastifyInstance, { store }: GrafanaContext): void {
  const { dashboards } = store;
  const byUid = (key: string) => dashboards.existing(key);
  const byId = (key: string) => dashboards.byId(numberOfPath(key, 'dashboardId'));
  const listed = async (request: FastifyRequest, dashboard: StoredDashboard) => {
    const limit = Math.min(numberParameter(request, 'limit') || MAX_LISTED, MAX_LISTED);
    const start = numberParameter(request, 'start') ?? 0;
    const all = await dashboards.versions.list(dashboard.uid);
    return all.slice(start, start + limit).map((version) => versionJson(dashboard, version, false));
  };
  // By id the answer is the list alone, as it was before dashboards had uids.
  app.get<OfPath>('/api/dashboards/id/:key/versions', async (request) => listed(request, byId(request.params.key)));
  app.get<OfPath>('/api/dashboards/uid/:key/versions', async (request) => ({
    continueToken: '',
    versions: await listed(request, byUid(request.params.key)),
  }));
  for (const [prefix, find] of [
    ['id', byId],
    ['uid', byUid],
  ] as const) {
    app.get<OfPath>(`/api/dashboards/${prefix}/:key/versions/:version`, async ({ params }) => {
      const dashboard = find(params.key);
      const version = await dashboards.existingVersion(dashboard.uid, numberOfPath(params.version, 'version'));
      return versionJson(dashboard, version, true);
    });
    app.post<OfPath>(`/api/dashboards/${prefix}/:key/restore`, async (request) => {
      const { version } = bodyOf(request, RESTORE);
      return savedJson(await dashboards.restore(find(request.params.key).uid, version, USER));
    });
  }
  app.post('/api/dashboards/calculate-diff', async (request, reply) => {
    const asked = bodyOf(request, COMPARE);
    const side = async (one: z.output<typeof SIDE>): Promise<DashboardModel> => {
      if (one.unsavedDashboard !== undefined) return one.unsavedDashboard;
      const { uid } = one.dashboardUid === undefined ? dashboards.byId(one.dashboardId ?? 0) : byUid(one.dashboardUid);
      const version: DashboardVersion = await dashboards.existingVersion(uid, one.version ?? 0);
      return version.model;
    };
    const found = differences(await side(asked.base), await side(asked.new));
    if (asked.diffType !== 'basic') return found;
    return reply.type('text/plain; charset=utf-8').send(found.map(line).join(''));
  });
}

const line = ({ op, path, from, value }: Difference): string =>
  `${op} ${path}${from === undefined ? '' : ` - ${JSON.stringify(from)}`}${value === undefined ? '' : ` + ${JSON.stringify(value)}`}\n`;
