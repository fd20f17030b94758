import type { FastifyInstance, HTTPMethods } from 'fastify';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Answers 405 at a path to every method that it does not take; OPTIONS is answered for all paths elsewhere. */
export function refuseOtherMethods(app: FastifyInstance, url: string, taken: readonly HTTPMethods[]): void {
  app.route({
    url,
    method: METHODS.filter((method) => !taken.includes(method)),
    handler: async (_request, reply) =>
      reply
        .code(405)
        .header('allow', [...taken, 'OPTIONS'].join(', '))
        .type('text/plain; charset=utf-8')
        .send('Method Not Allowed\n'),
  });
}
