import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Registry } from 'prom-client';
import type { Exporter } from '../../collect/exporters/metric-family.js';
import { writeExposition } from '../../wire/exposition/write-exposition.js';
import { whileConnected } from '../exporters/exporter-page.js';

export interface HealthContext {
  /** Why the program cannot do its work now, or undefined. */
  readonly problem: () => string | undefined;
  readonly registry: Registry;
  /** When the program started, ms since 1970. */
  readonly startedMs: number;
  readonly version: string;
}

/**
 * Paths that answer 200 with `text` while all is well and 503 with the reason while it is not; also `/metrics`, with what an
 * exporter says beside them.
 */
export function healthRoutes(
  context: HealthContext,
  paths: Readonly<Record<string, string>>,
  beside?: Pick<Exporter, 'collect'>,
): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    for (const [path, text] of Object.entries(paths)) {
      app.get(path, async (_request, reply) => {
        const problem = context.problem();
        if (problem !== undefined) reply.code(503).header('retry-after', 5);
        return reply.type('text/plain; charset=utf-8').send(`${problem ?? text}\n`);
      });
    }
    app.get('/metrics', async (_request, reply) => {
      const families = (await beside?.collect(whileConnected(reply))) ?? [];
      const own = await context.registry.metrics();
      return reply.type(context.registry.contentType).send(own + writeExposition(families));
    });
  };
}

/**
 * The Collector's health check: 200 or 503 with a JSON body, at `/` and, where people look for it too, `/health`.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/extension/healthcheckextension
 */
export function collectorHealth({ problem, startedMs }: HealthContext): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    for (const path of ['/', '/health', '/health/status']) {
      app.get(path, async (_request, reply) => {
        const reason = problem();
        if (reason !== undefined) return reply.code(503).send({ status: 'Server not available', reason });
        const upSince = new Date(startedMs);
        return reply.send({
          status: 'Server available',
          upSince: upSince.toISOString(),
          uptime: `${((Date.now() - startedMs) / 1000).toFixed(1)}s`,
        });
      });
    }
  };
}

/** What Grafana's own health endpoint answers. */
export function webHealth({ problem, version }: HealthContext): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    app.get('/api/health', async (_request, reply) => {
      const reason = problem();
      if (reason !== undefined) reply.code(503);
      return reply.send({ database: reason ?? 'ok', version });
    });
  };
}
