import type { FastifyPluginAsync } from 'fastify';
import type { BlackboxModule } from '../../collect/exporters/blackbox/blackbox-module.js';
import { answerProbe } from '../../collect/exporters/blackbox/probe-endpoint.js';
import { whileConnected } from './exporter-page.js';

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** `/probe` of the blackbox exporter. https://github.com/prometheus/blackbox_exporter */
export function probePage(modules: () => ReadonlyMap<string, BlackboxModule>): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Querystring: Query }>('/probe', async ({ query, headers }, reply) => {
      const { status, contentType, body } = await answerProbe(
        {
          target: first(query.target),
          module: first(query.module),
          isDebug: first(query.debug) === 'true',
          scrapeTimeout: first(headers['x-prometheus-scrape-timeout-seconds']),
        },
        modules(),
        whileConnected(reply),
      );
      return reply.code(status).type(contentType).send(body);
    });
  };
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
