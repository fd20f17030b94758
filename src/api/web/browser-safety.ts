import type { FastifyPluginAsync } from 'fastify';
import { isForeignChange } from '../foreign-pages.js';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
} as const;

/**
 * For every answer of a port that people open in browsers: headers that keep a browser from guessing, and no changes on
 * behalf of another site's page.
 */
export function browserSafety(): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      if (isForeignChange(request)) {
        return reply
          .code(403)
          .send({ message: `origin not allowed: a page of ${request.headers.origin} may not do this` });
      }
    });
  };
  // The hook is for the whole port, not for the routes of this plugin alone.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
