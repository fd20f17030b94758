import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import type { RuleGroupOwner } from '../../rules/stored/rule-group-reader.js';
import type { StoredRuleGroups } from '../../rules/stored/stored-rule-groups.js';
import { rulerErrorText, rulerStatus } from '../../wire/ruler/errors.js';
import { refuseForeignChanges } from '../foreign-pages.js';
import { refuseOtherMethods } from '../prometheus/other-methods.js';
import type { ReadContext } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';
import { takeText } from './body.js';
import type { RulerDialect } from './dialects.js';
import { groupYaml, namespacesYaml } from './rule-group-yaml.js';

/** What the API is built with. */
export interface RulerContext {
  readonly groups: Pick<
    StoredRuleGroups,
    'list' | 'get' | 'set' | 'remove' | 'removeNamespace' | 'protectedNamespaces'
  >;
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
  /** Protected namespaces that may be changed all the same. */
  readonly overridden: ReadonlySet<string>;
  readonly reply: FastifyReply;
}

type Endpoint = (called: Called) => FastifyReply | Promise<FastifyReply>;

/** https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits (ruler_protected_namespaces) */
const PROTECTED_HEADER = 'x-mimir-ruler-protected-namespaces';
const OVERRIDE_HEADER = 'x-mimir-ruler-override-namespace-protection';

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
  refuseForeignChanges(app);
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
              overridden: new Set(listOf(request.headers[OVERRIDE_HEADER])),
              reply,
            }),
        });
      }
      refuseOtherMethods(app, path + rest, Object.keys(endpoints) as HTTPMethods[]);
    }
  }
}

function list(called: Called): FastifyReply {
  const { context, dialect, owner, namespace, reply } = called;
  const found = context.groups.list(owner, namespace === '' ? undefined : namespace);
  tellProtected(called, new Set(found.map((one) => one.namespace)));
  if (found.length === 0 && dialect.refusesEmptyLists) throw new QuartetError('not_found', 'no rule groups found');
  return sendText(reply.type('application/yaml'), namespacesYaml(found));
}

function get(called: Called): FastifyReply {
  const { context, owner, namespace, group, reply } = called;
  tellProtected(called, new Set([namespace]));
  return reply.type('application/yaml').send(groupYaml(context.groups.get(owner, namespace, group).document));
}

async function set(called: Called): Promise<FastifyReply> {
  const { context, owner, namespace, body, reply } = called;
  refuseProtected(called);
  await context.groups.set(owner, namespace, body);
  return accepted(reply);
}

async function removeNamespace(called: Called): Promise<FastifyReply> {
  const { context, owner, namespace, reply } = called;
  refuseProtected(called);
  await context.groups.removeNamespace(owner, namespace);
  return accepted(reply);
}

async function remove(called: Called): Promise<FastifyReply> {
  const { context, owner, namespace, group, reply } = called;
  refuseProtected(called);
  await context.groups.remove(owner, namespace, group);
  return accepted(reply);
}

/** Which of the namespaces of an answer are protected. */
function tellProtected({ context, owner, reply }: Called, shown: ReadonlySet<string>): void {
  const names = context.groups.protectedNamespaces(owner).filter((name) => shown.has(name));
  if (names.length > 0) reply.header(PROTECTED_HEADER, names.map(headerText).join(','));
}

function refuseProtected({ context, owner, namespace, overridden }: Called): void {
  if (!context.groups.protectedNamespaces(owner).includes(namespace) || overridden.has(namespace)) return;
  throw new QuartetError('permission_denied', `namespace ${namespace} is protected, no modification allowed`);
}

const listOf = (header: string | string[] | undefined): string[] =>
  [header ?? []]
    .flat()
    .flatMap((text) => text.split(','))
    .map((name) => name.trim());

/** A header takes no control characters and nothing beyond Latin-1. */
const headerText = (name: string): string => name.replace(/[^\x20-\x7e]/g, encodeURIComponent);

const accepted = (reply: FastifyReply): FastifyReply =>
  reply.code(202).type('application/json').send('{"status":"success","data":null,"errorType":"","error":""}');

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(rulerStatus(error)).type('text/plain; charset=utf-8').send(rulerErrorText(error));
}
