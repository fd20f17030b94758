import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DataSource } from '../../dashboards/data-sources.js';
import { bodyOf, numberOfPath, optional, record } from './body.js';
import type { GrafanaContext } from './context.js';
import { answerErrors } from './errors.js';

const SAVE = z.looseObject({
  uid: optional(z.string()),
  name: z.string(),
  type: z.string(),
  isDefault: optional(z.boolean()),
  jsonData: optional(record),
});

type OfKey = { readonly Params: { readonly key: string } };

/** How a path names a data source. */
const KEYS: Readonly<Record<string, (source: DataSource, key: string) => boolean>> = {
  '/api/datasources/uid/:key': ({ uid }, key) => uid === key,
  '/api/datasources/name/:key': ({ name }, key) => name === key,
  '/api/datasources/:key': ({ id }, key) => id === numberOfPath(key, 'id'),
};

/**
 * https://grafana.com/docs/grafana/latest/developers/http_api/data_source/. What is added becomes one more name of our own
 * source of its type; the address it gives is not asked.
 */
export async function dataSourceRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { dataSources } = context.store;
  answerErrors(app, { name_exists: 409, provisioned: 403 });
  app.get('/api/datasources', async () => dataSources.all().map(sourceJson));
  app.post('/api/datasources', async (request) => {
    const source = await dataSources.add(bodyOf(request, SAVE));
    return { datasource: sourceJson(source), id: source.id, message: 'Datasource added', name: source.name };
  });
  for (const [path, names] of Object.entries(KEYS)) {
    const find = (key: string) => dataSources.existing((source) => names(source, key));
    app.get<OfKey>(path, async ({ params }) => sourceJson(find(params.key)));
    app.delete<OfKey>(path, async ({ params }) => {
      const { id, name } = await dataSources.remove(find(params.key).uid);
      return { id, name, message: 'Data source deleted' };
    });
    app.put<OfKey>(path, async (request) => {
      const source = await dataSources.change(find(request.params.key).uid, bodyOf(request, SAVE));
      return { datasource: sourceJson(source), id: source.id, message: 'Datasource updated', name: source.name };
    });
    app.get<OfKey>(`${path}/health`, async ({ params }, reply) => {
      const { name } = find(params.key);
      const problem = context.problem();
      if (problem !== undefined) return reply.code(400).send({ status: 'ERROR', message: problem });
      return { status: 'OK', message: `${name} answers: it is a part of this program` };
    });
  }
  app.get<OfKey>('/api/datasources/id/:key', async ({ params }) => ({
    id: dataSources.existing(({ name }) => name === params.key).id,
  }));
}

export const sourceJson = ({ id, uid, name, kind, isDefault, readOnly, jsonData, version }: DataSource) => ({
  id,
  uid,
  orgId: 1,
  name,
  type: kind,
  typeName: name,
  typeLogoUrl: '',
  access: 'proxy',
  url: `/api/datasources/proxy/uid/${uid}`,
  user: '',
  database: '',
  basicAuth: false,
  withCredentials: false,
  isDefault,
  jsonData,
  secureJsonFields: {},
  version,
  readOnly,
});
