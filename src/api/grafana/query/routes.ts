import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SourceKind } from '../../../dashboards/data-sources.js';
import { DashboardsError } from '../../../dashboards/errors.js';
import { neededBy } from '../../../expressions/needed.js';
import { requestError } from '../../../ingest/request-error.js';
import { HTTP_STATUS } from '../../../wire/http-status.js';
import { queryLimits } from '../../read-context.js';
import { sendText } from '../../send-in-chunks.js';
import { bodyOf } from '../body.js';
import type { GrafanaContext } from '../context.js';
import { answerErrors } from '../errors.js';
import { expressionResults, isExpression, type NamedQuery } from './expressions.js';
import { type Frame, frameJson } from './frame.js';
import { lokiFrames } from './loki.js';
import { prometheusFrames } from './prometheus.js';
import { QUERY, type QueryModel } from './query-model.js';
import type { Result } from './result.js';
import { tempoFrames } from './tempo.js';
import { readRange, type TimeRange } from './time-range.js';

const MAX_QUERIES = 100;

const BODY = z.looseObject({
  queries: z.array(QUERY).min(1).max(MAX_QUERIES),
  from: z.union([z.string(), z.number()]).default('now-1h').transform(String),
  to: z.union([z.string(), z.number()]).default('now').transform(String),
});

interface Asker {
  readonly context: GrafanaContext;
  readonly request: FastifyRequest;
  readonly limits: ReturnType<typeof queryLimits>;
}

type Answerer = (asker: Asker, model: QueryModel, range: TimeRange) => Promise<Frame[]>;

const ANSWERERS: Readonly<Record<SourceKind, Answerer>> = {
  prometheus: ({ context, request, limits }, model, range) => {
    const tenant = context.prometheus.readTenantOf(request.headers);
    return prometheusFrames({ context: context.prometheus, tenant, limits }, model, range);
  },
  loki: ({ context, request, limits }, model, range) => {
    const tenant = context.loki.tenantOf(request.headers);
    return lokiFrames({ context: context.loki, tenant, limits }, model, range);
  },
  tempo: ({ context, request, limits }, model, range) => {
    const { tempo } = context;
    const tenant = tempo.tenantOf(request.headers);
    return tempoFrames({ context: tempo, tenant, limits, allowed: tempo.tempoLimitsOf(tenant) }, model, range);
  },
  alertmanager: async () => {
    throw new DashboardsError(
      'bad_request',
      'the Alertmanager has no queries; its alerts are at /api/alertmanager/grafana',
    );
  },
};

/**
 * `POST /api/ds/query`: queries of a panel, at once, each answered by frames or by its own error. 400 where all fail, 207
 * where some do. https://grafana.com/docs/grafana/latest/developers/http_api/data_source/#query-a-data-source
 */
export async function queryRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  answerErrors(app);
  app.post('/api/ds/query', async (request, reply) => answer(context, request, reply));
}

async function answer(context: GrafanaContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { queries, from, to } = bodyOf(request, BODY);
  const asker = { context, request, limits: queryLimits(context.prometheus, reply) };
  const byRefId = await resultsOf(asker, queries, from, to);
  const results = [...byRefId.values()];
  const failed = results.filter(({ status }) => status !== 200).length;
  const status = failed === 0 ? 200 : failed === results.length ? 400 : 207;
  return sendText(reply.code(status).type('application/json; charset=utf-8'), resultsText(byRefId));
}

/** The results of what is shown, in the order of the request: hidden queries are asked where an expression needs them. */
async function resultsOf(
  asker: Asker,
  queries: readonly QueryModel[],
  from: string,
  to: string,
): Promise<ReadonlyMap<string, Result>> {
  const named = queries.map((model): NamedQuery => ({ ...model, refId: model.refId ?? 'A' }));
  const needed = neededBy(named, isExpression);
  const used = named.filter(({ hide, refId }) => hide !== true || needed.has(refId));
  const asked = used.filter((model) => !isExpression(model));
  const answers = await Promise.all(asked.map((model) => resultOf(asker, model, from, to)));
  const answered = new Map(answers.map((result, i) => [asked[i]!.refId, result]));
  const expressions = used.filter(isExpression);
  const calculated =
    expressions.length === 0
      ? new Map<string, Result>()
      : await expressionResults(expressions, answered, readRange(from, to, asker.context.now()));
  return new Map(
    used
      .filter(({ hide }) => hide !== true)
      .map((model) => [model.refId, (isExpression(model) ? calculated : answered).get(model.refId)!]),
  );
}

/** The answer in pieces, a frame each, so that a long one lets others have their turn. */
function* resultsText(results: ReadonlyMap<string, Result>): Generator<string> {
  let mark = '{"results":{';
  for (const [refId, { status, frames, error }] of results) {
    yield `${mark}${JSON.stringify(refId)}:{"status":${status},"frames":[`;
    mark = ',';
    for (const [i, frame] of frames.entries()) yield (i === 0 ? '' : ',') + JSON.stringify(frameJson(frame, refId));
    yield error === undefined ? ']}' : `],"error":${JSON.stringify(error)},"errorSource":"downstream"}`;
  }
  yield results.size === 0 ? '{"results":{}}' : '}}';
}

async function resultOf(asker: Asker, model: QueryModel, from: string, to: string): Promise<Result> {
  try {
    const { timeRange } = model;
    const range = readRange(timeRange?.from ?? from, timeRange?.to ?? to, asker.context.now());
    return { status: 200, frames: await ANSWERERS[kindOf(asker.context, model)](asker, model, range) };
  } catch (error) {
    if (error instanceof DashboardsError) {
      return { status: error.code === 'not_found' ? 404 : 400, error: error.message, frames: [] };
    }
    const { code, message } = requestError(error);
    return { status: HTTP_STATUS[code], error: message, frames: [] };
  }
}

function kindOf({ store }: GrafanaContext, { datasource, datasourceId }: QueryModel): SourceKind {
  const keys = typeof datasource === 'string' ? [datasource] : [datasource?.uid, datasource?.type];
  if (datasourceId !== undefined) keys.push(String(datasourceId));
  const given = keys.filter((key): key is string => key !== undefined && key !== '' && key !== 'default');
  for (const key of given) {
    const source = store.dataSources.find(key);
    if (source !== undefined) return source.kind;
  }
  if (given.length === 0) return store.dataSources.existing(({ isDefault }) => isDefault).kind;
  throw new DashboardsError('bad_request', `there is no data source ${JSON.stringify(given[0])} here`);
}
