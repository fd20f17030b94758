import type { FastifyPluginAsync } from 'fastify';
import { refuseForeignChanges } from '../foreign-pages.js';

/** `/-/reload`, by POST or PUT: reads the configuration again; 500 with what is wrong where it stays as it was. */
export function reloadRoute(reload: () => Promise<void>): FastifyPluginAsync {
  return async (app) => {
    refuseForeignChanges(app);
    app.route({
      method: ['POST', 'PUT'],
      url: '/-/reload',
      handler: async (_request, reply) => {
        try {
          await reload();
          return reply.send();
        } catch (error) {
          const text = `failed to reload config: ${(error as Error).message}\n`;
          return reply.code(500).type('text/plain; charset=utf-8').send(text);
        }
      },
    });
  };
}
