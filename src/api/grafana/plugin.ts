import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { annotationRoutes } from './annotations.js';
import { acceptJson } from './body.js';
import type { GrafanaContext } from './context.js';
import { dashboardRoutes } from './dashboards.js';
import { dataSourceRoutes } from './data-sources.js';
import { folderRoutes } from './folders.js';
import { libraryElementRoutes } from './library-elements.js';
import { queryRoutes } from './query/routes.js';
import { resourceRoutes } from './resources.js';
import { searchRoutes } from './search.js';
import { sessionRoutes } from './session.js';

const PARTS: readonly FastifyPluginAsync<{ context: GrafanaContext }>[] = [
  dashboardRoutes,
  searchRoutes,
  folderRoutes,
  annotationRoutes,
  libraryElementRoutes,
  dataSourceRoutes,
  sessionRoutes,
  queryRoutes,
  resourceRoutes,
];

/**
 * Grafana's HTTP API, as far as dashboards need it; docs/grafana-api.md says what is answered and what not. Credentials are
 * accepted and passed over.
 */
export async function grafanaApi(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  acceptJson(app);
  for (const part of PARTS) await app.register(part, { context });
}
