import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Exporter } from '../../collect/exporters/metric-family.js';
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
