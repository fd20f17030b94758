import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { QuartetError } from '../../model/errors.js';
import { tempoStatus } from '../../wire/tempo/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { queryLimits } from '../read-context.js';
import { sendBytes, sendText } from '../send-in-chunks.js';
import { ENDPOINTS, type Endpoint } from './endpoints.js';
import type { TempoContext } from './request.js';
import { statusRoutes } from './status.js';
import { userOverridesRoutes } from './user-overrides.js';

/** Tempo's HTTP API. https://grafana.com/docs/tempo/latest/api_docs/ */
export async function tempoApi(app: FastifyInstance, { context }: { context: TempoContext }): Promise<void> {
  acceptForms(app);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, json, done) => done(null, { json }));
  app.setErrorHandler((thrown, _request, reply) => sendError(reply, thrown));
  statusRoutes(app, context);
  userOverridesRoutes(app, context);
  for (const endpoint of ENDPOINTS) mount(app, endpoint, context);
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TEXT = 'application/json; charset=utf-8';
const PROTOBUF = 'application/protobuf';

function mount(app: FastifyInstance, { path, methods, answer }: Endpoint, context: TempoContext): void {
  app.route<{ Params: { name?: string }; Body?: { json?: string } | string }>({
    url: path,
    method: [...methods],
    handler: async (request, reply) => {
      const { name = '' } = request.params;
      if (name === '' && path.includes(':name')) throw new QuartetError('not_found', '404 page not found\n');
      const tenant = context.tenantOf(request.headers);
      const answered = await answer({
        context,
        tenant,
        name,
        parameters: parametersOf(request),
        json: typeof request.body === 'object' ? request.body?.json : undefined,
        limits: queryLimits(context, reply),
        allowed: context.tempoLimitsOf(tenant),
      });
      const wantsProtobuf = (request.headers.accept ?? '').includes(PROTOBUF);
      if (wantsProtobuf && answered.protobuf !== undefined) {
        const protobuf = await answered.protobuf();
        reply.type(PROTOBUF);
        return Buffer.isBuffer(protobuf) ? reply.send(protobuf) : sendBytes(reply, protobuf);
      }
      const json = answered.json();
      return Symbol.iterator in json ? sendText(reply.type(JSON_TEXT), json) : reply.send(json);
    },
  });
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = requestError(thrown);
  if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
  return reply.code(tempoStatus(error)).type(TEXT).send(error.message);
}
