import type { FastifyInstance } from 'fastify';

const HEADERS = {
  'access-control-allow-headers': 'Accept, Authorization, Content-Type, Origin',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'Date',
  'access-control-allow-origin': '*',
  vary: 'Origin',
} as const;

/**
 * Lets pages of any origin read, as Prometheus does by default (its flag web.cors.origin is `.*`), and answers every
 * preflight.
 */
export function allowPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin !== undefined) reply.headers(HEADERS);
  });
  app.options('/*', async (_request, reply) => reply.code(204).send());
}
