import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Annotation } from '../../dashboards/annotations.js';
import { DashboardsError } from '../../dashboards/errors.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { bodyOf, listParameter, numberOfPath, numberParameter, optional, record, textParameter } from './body.js';
import { type GrafanaContext, USER } from './context.js';
import { answerErrors } from './errors.js';

const CHANGE = z.looseObject({
  dashboardUID: optional(z.string()),
  dashboardId: optional(z.number()),
  panelId: optional(z.number()),
  time: optional(z.number()),
  timeEnd: optional(z.number()),
  tags: optional(z.array(z.string())),
  text: optional(z.string()),
  data: optional(record),
});

/** As Graphite's events are posted: tags as a list, or as words of one text. `when` in seconds. */
const GRAPHITE = z.looseObject({
  what: z.string(),
  when: optional(z.number()),
  tags: optional(z.union([z.array(z.string()), z.string()])),
  data: optional(z.string()),
});

const MASS_DELETE = z.looseObject({
  dashboardUID: optional(z.string()),
  dashboardId: optional(z.number()),
  panelId: optional(z.number()),
  annotationId: optional(z.number()),
});

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

type OfId = { readonly Params: { readonly id: string } };

/** https://grafana.com/docs/grafana/latest/developers/http_api/annotations/ */
export async function annotationRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store } = context;
  const { annotations } = store;
  answerErrors(app);
  const idOf = (text: string) => numberOfPath(text, 'annotationId');
  app.get('/api/annotations', async (request) => {
    const type = textParameter(request, 'type');
    // Those of alerts are told by the alerts' own API.
    if (type === 'alert') return [];
    const uid = textParameter(request, 'dashboardUID');
    const found = annotations.query({
      from: numberParameter(request, 'from'),
      to: numberParameter(request, 'to'),
      tags: listParameter(request, 'tags').filter((tag) => tag !== ''),
      matchAny: textParameter(request, 'matchAny') === 'true',
      dashboardUid: uid ?? uidOfId(store, numberParameter(request, 'dashboardId')),
      panelId: numberParameter(request, 'panelId'),
      limit: Math.min(numberParameter(request, 'limit') || DEFAULT_LIMIT, MAX_LIMIT),
    });
    return found.map((one) => annotationJson(store, one));
  });
  app.post('/api/annotations', async (request) => {
    const { text = '', ...asked } = changeOf(store, bodyOf(request, CHANGE));
    const { id } = await annotations.add({ ...asked, text }, USER);
    return { message: 'Annotation added', id };
  });
  app.post('/api/annotations/graphite', async (request) => {
    const { what, when, tags = [], data = '' } = bodyOf(request, GRAPHITE);
    const { id } = await annotations.add(
      {
        text: data === '' ? what : `${what}\n${data}`,
        tags: typeof tags === 'string' ? tags.split(' ').filter(Boolean) : tags,
        ...(when !== undefined && { time: when * 1000 }),
      },
      USER,
    );
    return { message: 'Graphite annotation added', id };
  });
  app.get('/api/annotations/tags', async (request) => {
    const limit = Math.min(numberParameter(request, 'limit') || DEFAULT_LIMIT, MAX_LIMIT);
    return { result: { tags: annotations.tags(textParameter(request, 'tag') ?? '', limit) } };
  });
  app.get<OfId>('/api/annotations/:id', async ({ params }) =>
    annotationJson(store, annotations.existing(idOf(params.id))),
  );
  app.put<OfId>('/api/annotations/:id', async (request) => {
    const asked = changeOf(store, bodyOf(request, CHANGE));
    if (asked.text === undefined) throw new DashboardsError('bad_request', 'text field should not be empty');
    const { id } = await annotations.change(idOf(request.params.id), asked);
    return { message: 'Annotation updated', id };
  });
  app.patch<OfId>('/api/annotations/:id', async (request) => {
    await annotations.change(idOf(request.params.id), changeOf(store, bodyOf(request, CHANGE)));
    return { message: 'Annotation patched' };
  });
  app.delete<OfId>('/api/annotations/:id', async ({ params }) => {
    await annotations.remove(idOf(params.id));
    return { message: 'Annotation deleted' };
  });
  app.post('/api/annotations/mass-delete', async (request) => {
    const asked = bodyOf(request, MASS_DELETE);
    const uid = asked.dashboardUID ?? uidOfId(store, asked.dashboardId);
    if (asked.annotationId !== undefined) await annotations.remove(asked.annotationId);
    else if (uid === undefined || asked.panelId === undefined) {
      throw new DashboardsError('bad_request', 'dashboardUID and panelId are required, or annotationId');
    } else await annotations.removeOf(uid, asked.panelId);
    return { message: 'Annotations deleted' };
  });
}

/** The members that were given, under our names. */
function changeOf(store: DashboardStore, { dashboardUID, dashboardId, ...asked }: z.output<typeof CHANGE>) {
  const dashboardUid = dashboardUID ?? uidOfId(store, dashboardId);
  const { panelId, time, timeEnd, tags, text, data } = asked;
  return {
    ...(dashboardUid !== undefined && { dashboardUid }),
    ...(panelId !== undefined && { panelId }),
    ...(time !== undefined && time > 0 && { time }),
    ...(timeEnd !== undefined && timeEnd > 0 && { timeEnd }),
    ...(tags !== undefined && { tags }),
    ...(text !== undefined && { text }),
    ...(data !== undefined && { data }),
  };
}

const uidOfId = ({ dashboards }: DashboardStore, id: number | undefined): string | undefined =>
  id === undefined || id === 0 ? undefined : dashboards.byId(id).uid;

const annotationJson = ({ dashboards }: DashboardStore, one: Annotation) => ({
  id: one.id,
  alertId: 0,
  alertName: '',
  dashboardId: dashboards.get(one.dashboardUid)?.id ?? 0,
  dashboardUID: one.dashboardUid,
  panelId: one.panelId,
  userId: 1,
  login: one.by,
  email: '',
  avatarUrl: '',
  newState: '',
  prevState: '',
  created: one.createdMs,
  updated: one.updatedMs,
  time: one.time,
  timeEnd: one.timeEnd,
  text: one.text,
  tags: one.tags,
  data: one.data,
});
