import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { tempoStatus } from '../../wire/tempo/errors.js';
import { queryLimits, type ReadContext } from '../read-context.js';
import { traceV1, traceV2 } from './trace-by-id.js';

/** Tempo's API: https://grafana.com/docs/tempo/latest/api_docs/ */
export async function tempoApi(app: FastifyInstance, { context }: { context: ReadContext }): Promise<void> {
  app.setErrorHandler((thrown, _request, reply) => {
    const error = requestError(thrown);
    if (error.retryAfter !== undefined) reply.header('Retry-After', error.retryAfter);
    return reply.code(tempoStatus(error)).type('text/plain; charset=utf-8').send(`${error.message}\n`);
  });
  app.get('/api/echo', async (_request, reply) => reply.type('text/plain').send('echo'));
  app.get('/api/status/buildinfo', async (_request, reply) =>
    reply.send({ version: context.version, goVersion: 'none' }),
  );
  for (const [url, answer] of [
    ['/api/traces/:id', traceV1],
    ['/api/v2/traces/:id', traceV2],
  ] as const) {
    app.get(url, async (request: FastifyRequest<{ Params: { id: string } }>, reply): Promise<FastifyReply> => {
      const { traces } = context;
      const tenant = context.tenantOf(request.headers);
      const limits = queryLimits(context, reply);
      const protobuf = (request.headers.accept ?? '').includes('application/protobuf');
      return answer(reply, protobuf, (id) => traces.trace(tenant, id, limits), request.params.id);
    });
  }
}
