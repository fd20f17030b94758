import type { FastifyInstance } from 'fastify';

/** Pages of the machine itself, which is where web apps are developed. */
const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** Seconds for which a browser may remember the answer to a preflight. */
const MAX_AGE = 7200;

/**
 * Lets web apps send telemetry from the browser: pages from `allowedOrigins` (exact origins, or `*` for every page) and
 * from loopback. Answers preflights on `paths`.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowBrowsers(app: FastifyInstance, paths: readonly string[], allowedOrigins: readonly string[]): void {
  const allowed = (origin: string): boolean =>
    LOOPBACK.test(origin) || allowedOrigins.includes('*') || allowedOrigins.includes(origin);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !allowed(origin)) return;
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'Retry-After');
  });

  for (const path of paths) {
    app.options(path, async (request, reply) => {
      if (reply.hasHeader('access-control-allow-origin')) {
        const wanted = request.headers['access-control-request-headers'] ?? 'content-type';
        reply.header('access-control-allow-methods', 'POST').header('access-control-allow-headers', wanted);
        reply.header('access-control-max-age', MAX_AGE);
      }
      return reply.code(204).send();
    });
  }
}
