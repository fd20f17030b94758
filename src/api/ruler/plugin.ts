import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import type { RuleGroupOwner } from '../../rules/stored/rule-group-reader.js';
import type { StoredRuleGroups } from '../../rules/stored/stored-rule-groups.js';
import { rulerErrorText, rulerStatus } from '../../wire/ruler/errors.js';
import { refuseOtherMethods } from '../prometheus/other-methods.js';
import type { ReadContext } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import { takeText } from './body.js';
import type { RulerDialect } from './dialects.js';
import { groupYaml, namespacesYaml } from './rule-group-yaml.js';

/** What the API is built with. */
export interface RulerContext {
  readonly groups: Pick<StoredRuleGroups, 'list' | 'get' | 'set' | 'remove' | 'removeNamespace'>;
  readonly tenantOf: ReadContext['tenantOf'];
}

type RulerRequest = FastifyRequest<{ Params: { namespace?: string; group?: string } }>;

interface Called {
  readonly context: RulerContext;
  readonly dialect: RulerDialect;
  readonly owner: RuleGroupOwner;
  readonly namespace: string;
  readonly group: string;
  readonly body: string;
  readonly reply: FastifyReply;
}

type Endpoint = (called: Called) => FastifyReply | Promise<FastifyReply>;

/** By the rest of the path and the method. */
const ENDPOINTS: Readonly<Record<string, Partial<Record<'GET' | 'POST' | 'DELETE', Endpoint>>>> = {
  '': { GET: list },
  '/:namespace': { GET: list, POST: set, DELETE: removeNamespace },
  '/:namespace/:group': { GET: get, DELETE: remove },
};

/** The configuration of rules by namespaces and groups, as `dialect` has it. Errors are lines of plain text. */
export async function rulerApi(
  app: FastifyInstance,
  { context, dialect }: { readonly context: RulerContext; readonly dialect: RulerDialect },
): Promise<void> {
  takeText(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  for (const path of dialect.paths) {
    for (const [rest, endpoints] of Object.entries(ENDPOINTS)) {
      for (const [method, endpoint] of Object.entries(endpoints)) {
        app.route({
          url: path + rest,
          method: method as HTTPMethods,
          exposeHeadRoute: false,
          handler: async (request: RulerRequest, reply) =>
            endpoint({
              context,
              dialect,
              owner: { tenant: context.tenantOf(request.headers), language: dialect.language },
              namespace: request.params.namespace ?? '',
              group: request.params.group ?? '',
              body: typeof request.body === 'string' ? request.body : '',
              reply,
            }),
        });
      }
      refuseOtherMethods(app, path + rest, Object.keys(endpoints) as HTTPMethods[]);
    }
  }
}

function list({ context, dialect, owner, namespace, reply }: Called): FastifyReply {
  const found = context.groups.list(owner, namespace === '' ? undefined : namespace);
  if (found.length === 0 && dialect.refusesEmptyLists) throw new QuartetError('not_found', 'no rule groups found');
  return sendText(reply.type('application/yaml'), namespacesYaml(found));
}

function get({ context, owner, namespace, group, reply }: Called): FastifyReply {
  return reply.type('application/yaml').send(groupYaml(context.groups.get(owner, namespace, group).document));
}

async function set({ context, owner, namespace, body, reply }: Called): Promise<FastifyReply> {
  await context.groups.set(owner, namespace, body);
  return accepted(reply);
}

async function removeNamespace({ context, owner, namespace, reply }: Called): Promise<FastifyReply> {
  await context.groups.removeNamespace(owner, namespace);
  return accepted(reply);
}

async function remove({ context, owner, namespace, group, reply }: Called): Promise<FastifyReply> {
  await context.groups.remove(owner, namespace, group);
  return accepted(reply);
}

const accepted = (reply: FastifyReply): FastifyReply =>
  reply.code(202).type('application/json').send('{"status":"success","data":null,"errorType":"","error":""}');

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(rulerStatus(error)).type('text/plain; charset=utf-8').send(rulerErrorText(error));
}
