import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Metrics } from '../telemetry/metrics.js';
import type { Tracer } from '../telemetry/tracer.js';
import { compressAnswers } from './compression.js';

export interface HttpServerOptions {
  /** The dialect that listens here, as metrics and traces name it. */
  readonly dialect: string;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** Bytes that one body may have. */
  readonly maxBodyBytes: number;
  /** Another address that a request's stands for. */
  readonly rewriteUrl?: ((url: string) => string) | undefined;
}

/** The one way to make an HTTP server: limits, compression, request figures and traces. Routes come from plugins. */
export function createHttpServer(
  { dialect, metrics, tracer, maxBodyBytes, rewriteUrl }: HttpServerOptions,
  plugins: readonly FastifyPluginAsync[],
): FastifyInstance {
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: 4096 },
    logger: false,
    rewriteUrl: ({ url = '/' }: IncomingMessage) => rewriteUrl?.(url) ?? url,
  });
  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (isProbe(route)) return;
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
  // Fastify would hang up on a body that is too large, and who still sends would see a broken pipe and no reason. What is
  // left of the body is read and dropped instead.
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 413) reply.removeHeader('connection');
  });
  compressAnswers(app);
  for (const plugin of plugins) app.register(plugin);
  return app;
}

/** Asked every few seconds by whoever watches the program; not worth a trace. */
const isProbe = (route: string): boolean =>
  route === '/metrics' || route.endsWith('ready') || route.endsWith('healthy');

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
