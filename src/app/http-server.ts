import Fastify, { type FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.js';
import type { Tracer } from '../telemetry/tracer.js';

export interface HttpServerOptions {
  /** The dialect that listens here, as metrics and traces name it. */
  readonly dialect: string;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** Bytes that one body may have. */
  readonly maxBodyBytes: number;
}

/** Requests whose time a client may take to send them, ms: slow bodies end here. */
const REQUEST_TIMEOUT = 60_000;

/** The one way to make an HTTP server: limits, request figures, and traces of what is asked. Routes come from plugins. */
export function createHttpServer({ dialect, metrics, tracer, maxBodyBytes }: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 0,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 4096, ignoreDuplicateSlashes: false },
    logger: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (route === '/metrics' || route.endsWith('ready')) return;
    const end = tracer.start(`${request.method} ${route}`, 2, header(request.headers.traceparent));
    if (end === undefined) return;
    reply.raw.once('close', () => {
      const status = reply.statusCode;
      end({
        failed: status >= 500,
        attributes: {
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': status,
          'quartet.dialect': dialect,
        },
      });
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.request(
      dialect,
      request.method,
      request.routeOptions.url ?? 'unknown',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  return app;
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
