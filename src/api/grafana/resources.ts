import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { DashboardModel, ModelSchema, StoredDashboard } from '../../dashboards/dashboard.js';
import { DashboardsError } from '../../dashboards/errors.js';
import { requestError } from '../../ingest/request-error.js';
import { HTTP_STATUS } from '../../wire/http-status.js';
import { isoTime } from './addresses.js';
import { bodyOf, numberParameter, optional, record } from './body.js';
import { type GrafanaContext, USER } from './context.js';

const GROUP = 'dashboard.grafana.app';
/** The versions of the resource, and the schema of dashboards that each has. */
const VERSIONS: Readonly<Record<string, ModelSchema>> = {
  v0alpha1: 'v1',
  v1alpha1: 'v1',
  v1beta1: 'v1',
  v1: 'v1',
  v2alpha1: 'v2',
  v2beta1: 'v2',
  v2: 'v2',
};
/** The version under which each schema is kept. */
const STORED_AS: Readonly<Record<ModelSchema, string>> = { v1: 'v1beta1', v2: 'v2beta1' };

const RESOURCE = z.looseObject({
  metadata: optional(
    z.looseObject({
      name: optional(z.string()),
      generateName: optional(z.string()),
      resourceVersion: optional(z.string()),
      annotations: optional(z.record(z.string(), z.string())),
    }),
  ),
  spec: record,
});

/** Dashboards of one list, where it names no number. */
const MAX_LISTED = 500;

const FOLDER = 'grafana.app/folder';
const MESSAGE = 'grafana.app/message';

type OfName = { readonly Params: { readonly name: string; readonly namespace: string } };

/** Statuses of Kubernetes' API for what can be wrong: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const REASONS: Readonly<Record<string, readonly [number, string]>> = {
  not_found: [404, 'NotFound'],
  version_mismatch: [409, 'Conflict'],
  name_exists: [409, 'AlreadyExists'],
  provisioned: [403, 'Forbidden'],
  too_large: [413, 'RequestEntityTooLarge'],
};

/** Dashboards as resources: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/dashboard/ */
export async function resourceRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store } = context;
  const { dashboards } = store;
  app.setErrorHandler((thrown, _request, reply) => sendStatus(reply, thrown));
  app.get('/apis', async () => ({
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [
      {
        name: GROUP,
        versions: Object.keys(VERSIONS).map((version) => ({ groupVersion: `${GROUP}/${version}`, version })),
      },
    ],
  }));
  for (const [version, schema] of Object.entries(VERSIONS)) {
    const path = `/apis/${GROUP}/${version}/namespaces/:namespace/dashboards`;
    const shown = (dashboard: StoredDashboard) => resourceJson(dashboard, version, schema);
    app.get<OfName>(path, async (request) => {
      const from = numberParameter(request, 'continue') ?? 0;
      const to = from + (numberParameter(request, 'limit') || MAX_LISTED);
      const all = dashboards.all();
      const { length } = all;
      return {
        kind: 'DashboardList',
        apiVersion: `${GROUP}/${version}`,
        metadata: {
          resourceVersion: String(context.now()),
          ...(to < length && { continue: String(to), remainingItemCount: length - to }),
        },
        items: all.slice(from, to).map(shown),
      };
    });
    app.get<OfName>(`${path}/:name`, async ({ params }) => shown(dashboards.existing(params.name)));
    app.get<OfName>(`${path}/:name/dto`, async ({ params }) => shown(dashboards.existing(params.name)));
    app.post<OfName>(path, async (request, reply) => {
      const { metadata, spec } = bodyOf(request, RESOURCE);
      const uid = metadata?.name ?? '';
      if (uid !== '' && dashboards.get(uid) !== undefined) {
        throw new DashboardsError('name_exists', `dashboards.${GROUP} ${JSON.stringify(uid)} already exists`);
      }
      const { [FOLDER]: folderUid = '', [MESSAGE]: message } = metadata?.annotations ?? {};
      const model: DashboardModel = { ...spec, uid, id: null };
      return reply.code(201).send(shown(await dashboards.save({ model, folderUid, message, by: USER })));
    });
    app.put<OfName>(`${path}/:name`, async (request, reply) => {
      const { metadata, spec } = bodyOf(request, RESOURCE);
      const uid = request.params.name;
      const before = dashboards.get(uid);
      const expected = metadata?.resourceVersion;
      const { [FOLDER]: folderUid = '', [MESSAGE]: message } = metadata?.annotations ?? {};
      const isRead = expected !== undefined && expected !== '';
      const model: DashboardModel = { ...spec, uid, version: isRead ? versionOf(expected) : before?.version };
      const saved = await dashboards.save({ model, folderUid, message, by: USER });
      return reply.code(before === undefined ? 201 : 200).send(shown(saved));
    });
    app.delete<OfName>(`${path}/:name`, async ({ params }) => {
      await store.removeDashboard(params.name);
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
    });
  }
}

/** The version of a dashboard within what a client has read; of other texts none. */
const versionOf = (resourceVersion: string): number =>
  /^\d{1,9}$/.test(resourceVersion) ? Number(resourceVersion) : -1;

/** What a resource says in its metadata is not repeated in its spec. */
const OF_METADATA = new Set(['id', 'uid', 'version']);

function resourceJson(dashboard: StoredDashboard, version: string, asked: ModelSchema) {
  const { schema, model, folderUid, uid, provenance } = dashboard;
  const spec = Object.fromEntries(Object.entries(model).filter(([key]) => !OF_METADATA.has(key)));
  return {
    kind: 'Dashboard',
    apiVersion: `${GROUP}/${version}`,
    metadata: {
      name: uid,
      namespace: 'default',
      uid,
      resourceVersion: String(dashboard.version),
      generation: dashboard.version,
      creationTimestamp: isoTime(dashboard.createdMs),
      labels: { 'grafana.app/deprecatedInternalID': String(dashboard.id) },
      annotations: {
        'grafana.app/createdBy': dashboard.createdBy,
        'grafana.app/updatedBy': dashboard.updatedBy,
        'grafana.app/updatedTimestamp': isoTime(dashboard.updatedMs),
        ...(folderUid !== '' && { [FOLDER]: folderUid }),
        ...(provenance !== undefined && {
          'grafana.app/managedBy': 'classic-file-provisioning',
          'grafana.app/managerId': provenance.provider,
          'grafana.app/sourcePath': provenance.shownFile,
        }),
      },
    },
    spec,
    status: schema === asked ? {} : notConverted(schema),
  };
}

/** A dashboard of the other schema is given as it is, and so told, as where Grafana cannot convert one. */
const notConverted = (schema: ModelSchema) => ({
  conversion: {
    failed: true,
    storedVersion: STORED_AS[schema],
    error: `the dashboard is kept in ${STORED_AS[schema]} and is not converted`,
  },
});

function sendStatus(reply: FastifyReply, thrown: unknown): FastifyReply {
  const known = thrown instanceof DashboardsError ? (REASONS[thrown.code] ?? [400, 'BadRequest']) : undefined;
  const error = known === undefined ? requestError(thrown) : undefined;
  const [code, reason] = known ?? [HTTP_STATUS[error!.code], 'InternalError'];
  const { message } = error ?? (thrown as Error);
  return reply
    .code(code)
    .send({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code });
}
