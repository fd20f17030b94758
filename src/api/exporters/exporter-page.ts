import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Exporter } from '../../collect/exporters/metric-family.js';
import type { RedisExporter } from '../../collect/exporters/redis/redis-exporter.js';
import { EXPOSITION_TYPE, writeExposition } from '../../wire/exposition/write-exposition.js';

/** `/metrics` of an exporter within this program, on the port where its own process would listen. */
export function exporterPage(exporter: Pick<Exporter, 'collect'>): FastifyPluginAsync {
  return async (app) => {
    app.get('/metrics', async (_request, reply) => {
      const families = await exporter.collect(whileConnected(reply));
      return reply.type(EXPOSITION_TYPE).send(writeExposition(families));
    });
  };
}

/** Aborted when the client goes away before its answer. */
export function whileConnected(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** `/scrape?target=`: one Redis server, as redis_exporter answers it. https://github.com/oliver006/redis_exporter */
export function redisTargetPage(exporter: Pick<RedisExporter, 'collectTarget'>): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Querystring: { target?: string } }>('/scrape', async ({ query: { target } }, reply) => {
      if (target === undefined || target === '') {
        return reply.code(400).type('text/plain; charset=utf-8').send("'target' parameter must be specified\n");
      }
      try {
        const families = await exporter.collectTarget(target, whileConnected(reply));
        return reply.type(EXPOSITION_TYPE).send(writeExposition(families));
      } catch (error) {
        return reply
          .code(400)
          .type('text/plain; charset=utf-8')
          .send(`${(error as Error).message}\n`);
      }
    });
  };
}
