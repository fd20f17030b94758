import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mergePatch } from '../../lib/merge-patch.js';
import type { Tenant } from '../../model/tenant.js';
import { first, parametersOf } from '../form-parameters.js';
import { invalid } from './parameters.js';

/** What a tenant has set, as JSON in Tempo's names. The version changes with every change. */
export interface VersionedOverrides {
  readonly overrides: object;
  readonly version: string;
}

/** What tenants set of themselves over the API. May be called at any time and by many at once. */
export interface UserOverrides {
  get(tenant: Tenant): VersionedOverrides | undefined;
  /** What holds for the tenant, whoever has said it, in the same form. */
  merged(tenant: Tenant): object;
  /**
   * Stores `overrides` where the version is still `expected` (`NO_VERSION`: nothing is set). Resolves with the new version
   * once they are stored and in force, or with undefined where the version is another. Rejects with `invalid_argument`, `too_large`
   * or `limit_exceeded`.
   */
  set(tenant: Tenant, overrides: unknown, expected: string): Promise<string | undefined>;
  /** Resolves with false where the version is another. */
  remove(tenant: Tenant, expected: string): Promise<boolean>;
}

/** The version of a tenant that has set nothing. */
export const NO_VERSION = '0';

const PATH = '/api/overrides';
const TEXT = 'text/plain; charset=utf-8';

interface OverridesContext {
  readonly userOverrides?: UserOverrides | undefined;
  readonly tenantOf: (headers: FastifyRequest['headers']) => Tenant;
}

/**
 * Reads and changes what a tenant has set of itself; not there where tenants may not.
 * https://grafana.com/docs/tempo/latest/operations/manage-advanced-systems/user-configurable-overrides/#api
 */
export function userOverridesRoutes(app: FastifyInstance, { userOverrides, tenantOf }: OverridesContext): void {
  if (userOverrides === undefined) return;
  app.get(PATH, async (request, reply) => {
    const tenant = tenantOf(request.headers);
    const scope = first(parametersOf(request), 'scope') || 'api';
    if (scope !== 'api' && scope !== 'merged') {
      throw invalid(`unknown scope ${JSON.stringify(scope)}, valid options are api and merged`);
    }
    const own = userOverrides.get(tenant);
    if (scope === 'merged') return answer(reply, userOverrides.merged(tenant), own?.version ?? NO_VERSION);
    return own === undefined ? notSet(reply, tenant) : answer(reply, own.overrides, own.version);
  });
  app.post(PATH, async (request, reply) => {
    const expected = ifMatch(request);
    if (expected === undefined) return noVersion(reply);
    const version = await userOverrides.set(tenantOf(request.headers), bodyOf(request), expected);
    return version === undefined ? otherVersion(reply) : reply.header('Etag', version).send();
  });
  app.patch(PATH, async (request, reply) => {
    const tenant = tenantOf(request.headers);
    const own = userOverrides.get(tenant);
    const patched = mergePatch(own?.overrides ?? {}, bodyOf(request));
    const version = await userOverrides.set(tenant, patched, ifMatch(request) ?? own?.version ?? NO_VERSION);
    return version === undefined ? otherVersion(reply) : answer(reply, patched as object, version);
  });
  app.delete(PATH, async (request, reply) => {
    const expected = ifMatch(request);
    const tenant = tenantOf(request.headers);
    if (expected === undefined) return noVersion(reply);
    if (userOverrides.get(tenant) === undefined) return notSet(reply, tenant);
    return (await userOverrides.remove(tenant, expected)) ? reply.send() : otherVersion(reply);
  });
}

const answer = (reply: FastifyReply, overrides: object, version: string): FastifyReply =>
  reply.header('Etag', version).send(overrides);

/** The version that a client has seen; quotes, as HTTP has them, are left out. */
function ifMatch({ headers }: FastifyRequest): string | undefined {
  const text = headers['if-match']?.replace(/^"(.*)"$/, '$1');
  return text === '' ? undefined : text;
}

/** JSON, whatever its type is said to be: curl's `--data` says it were a form. */
function bodyOf(request: FastifyRequest): unknown {
  const body = request.body as string | { readonly json?: string } | undefined;
  const text = typeof body === 'string' ? body : (body?.json ?? '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`the body is no JSON: ${(error as Error).message}`);
  }
}

const refused = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).type(TEXT).send(message);

const notSet = (reply: FastifyReply, tenant: Tenant): FastifyReply =>
  refused(reply, 404, `tenant ${tenant} has set no overrides\n`);

const noVersion = (reply: FastifyReply): FastifyReply =>
  refused(
    reply,
    428,
    `must specify If-Match header: the version (Etag) of the overrides, ${NO_VERSION} for new ones\n`,
  );

const otherVersion = (reply: FastifyReply): FastifyReply =>
  refused(reply, 412, 'version does not match: the overrides were changed meanwhile\n');
