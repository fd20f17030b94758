import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';
import { stringify } from 'yaml';
import { requestError } from '../../ingest/request-error.js';
import { HTTP_STATUS } from '../../wire/http-status.js';
import { refuseForeignChanges } from '../foreign-pages.js';
import { refuseOtherMethods } from '../prometheus/other-methods.js';
import type { ReadContext } from '../read-context.js';
import { takeText } from '../ruler/body.js';
import { type AlertmanagerMembers, statusPage } from './status-page.js';
import type { TenantConfigs } from './tenant-configs.js';

export interface AlertmanagerConfigContext extends Pick<ReadContext, 'tenantOf'> {
  readonly configs: TenantConfigs;
  readonly members: AlertmanagerMembers;
}

/** Bytes of a configuration with its templates. */
export const MAX_CONFIG_BYTES = 1 << 20;

type Headers = Parameters<AlertmanagerConfigContext['tenantOf']>[0];

interface Called extends AlertmanagerConfigContext {
  readonly headers: Headers;
  readonly body: string;
  readonly reply: FastifyReply;
}

type Endpoint = (called: Called) => FastifyReply | Promise<FastifyReply>;

/** By path and method. */
const ENDPOINTS: Readonly<Record<string, Partial<Record<'GET' | 'POST' | 'DELETE', Endpoint>>>> = {
  '/api/v1/alerts': { GET: get, POST: set, DELETE: remove },
  '/multitenant_alertmanager/configs': { GET: list },
  '/multitenant_alertmanager/status': { GET: status },
  '/multitenant_alertmanager/delete_tenant_config': { POST: remove },
};

/**
 * The Alertmanager configuration of each tenant, as Mimir has it on its ports. Errors are lines of plain text.
 * https://grafana.com/docs/mimir/latest/references/http-api/#alertmanager
 */
export async function alertmanagerConfigApi(
  app: FastifyInstance,
  { context }: { readonly context: AlertmanagerConfigContext },
): Promise<void> {
  takeText(app, MAX_CONFIG_BYTES);
  refuseForeignChanges(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  for (const [url, endpoints] of Object.entries(ENDPOINTS)) {
    for (const [method, endpoint] of Object.entries(endpoints)) {
      app.route({
        url,
        method: method as HTTPMethods,
        exposeHeadRoute: false,
        handler: async ({ headers, body }, reply) =>
          endpoint({ ...context, headers, body: typeof body === 'string' ? body : '', reply }),
      });
    }
    refuseOtherMethods(app, url, Object.keys(endpoints) as HTTPMethods[]);
  }
}

function get({ configs, tenantOf, headers, reply }: Called): FastifyReply {
  return sendYaml(reply, configs.get(tenantOf(headers)));
}

async function set({ configs, tenantOf, headers, body, reply }: Called): Promise<FastifyReply> {
  await configs.set(tenantOf(headers), body);
  return reply.code(201).send('');
}

async function remove({ configs, tenantOf, headers, reply }: Called): Promise<FastifyReply> {
  await configs.remove(tenantOf(headers));
  return reply.code(200).send('');
}

function list({ configs, reply }: Called): FastifyReply {
  return sendYaml(reply, configs.shown());
}

function status({ configs, members, reply }: Called): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(statusPage(members, Object.keys(configs.shown())));
}

/** Long lines stay whole, texts of several lines are blocks. */
const sendYaml = (reply: FastifyReply, value: object): FastifyReply =>
  reply.type('application/yaml').send(stringify(value, { lineWidth: 0 }));

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const { code, message, retryAfter } = requestError(thrown);
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  return reply.code(HTTP_STATUS[code]).type('text/plain; charset=utf-8').send(`${message}\n`);
}
