import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
} as const;

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * For every answer of a port that people open in browsers: headers that keep a browser from guessing, and no changes on
 * behalf of another site's page. Who is no browser sends no Origin.
 */
export function browserSafety(): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      if (CHANGING.has(request.method) && isForeign(request)) {
        return reply
          .code(403)
          .send({ message: `origin not allowed: a page of ${request.headers.origin} may not do this` });
      }
    });
  };
  // The hook is for the whole port, not for the routes of this plugin alone.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

/** Behind a proxy `Host` may be another, which X-Forwarded-Host then tells; browsers let no page set it across origins. */
function isForeign({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  if (origin === undefined || headers['sec-fetch-site'] === 'same-origin') return false;
  if (!URL.canParse(origin)) return true;
  const here = new URL(origin).host;
  return here !== host && here !== headers['x-forwarded-host'];
}
