import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { SourceKind } from '../../dashboards/data-sources.js';
import type { AlertmanagerContext } from '../alertmanager/context.js';
import { alertmanagerApi } from '../alertmanager/plugin.js';
import { lokiApi } from '../loki/plugin.js';
import type { LokiContext } from '../loki/request.js';
import type { PrometheusContext } from '../prometheus/context.js';
import { cardinalityApi, prometheusApi } from '../prometheus/plugin.js';
import { LOKI_RULER, MIMIR_RULER } from '../ruler/dialects.js';
import { logRulesApi } from '../ruler/log-rules.js';
import { type RulerContext, rulerApi } from '../ruler/plugin.js';
import { tempoApi } from '../tempo/plugin.js';
import type { TempoContext } from '../tempo/request.js';
import { SOURCES_PREFIX } from './source-urls.js';

/** The dialects that are data sources. */
export interface SourcesContext {
  readonly prometheus: PrometheusContext;
  readonly loki: LokiContext;
  readonly tempo: TempoContext;
  readonly alertmanager: AlertmanagerContext;
  readonly ruler: RulerContext;
}

/** As a client writes rule groups whose data source ends with Mimir's `/prometheus`. */
const RULER_OF_SOURCE = { ...MIMIR_RULER, paths: ['/config/v1/rules'] };

/** What stands below each source's prefix: what can be asked, rules and silences; nothing that pushes or administers. */
const SOURCES: Readonly<Record<SourceKind, (app: FastifyInstance, context: SourcesContext) => void>> = {
  prometheus: (app, { prometheus, ruler }) => {
    const context = { ...prometheus, admin: undefined };
    app.register(prometheusApi, { context, prefix: '/api/v1' });
    app.register(cardinalityApi, { context, prefix: '/api/v1' });
    app.register(rulerApi, { context: ruler, dialect: RULER_OF_SOURCE });
  },
  loki: (app, { loki, prometheus, ruler }) => {
    app.register(lokiApi, { context: { ...loki, deletion: undefined } });
    app.register(rulerApi, { context: ruler, dialect: LOKI_RULER });
    app.register(logRulesApi, { context: prometheus });
  },
  tempo: (app, { tempo }) => {
    app.register(tempoApi, { context: tempo });
  },
  alertmanager: (app, { alertmanager }) => {
    app.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST' || !request.routeOptions.url?.endsWith('/alerts')) return;
      return reply.code(403).send('alerts are posted to the port of the Alertmanager, not to its data source');
    });
    app.register(alertmanagerApi, { context: alertmanager });
  },
};

/** The dialects as data sources of the UI, each below `/api/datasources/proxy/uid/` and its kind. */
export function sources(context: SourcesContext): FastifyPluginAsync {
  return async (app) => {
    for (const [kind, mount] of Object.entries(SOURCES)) {
      app.register(async (source) => mount(source, context), { prefix: `${SOURCES_PREFIX}/${kind}` });
    }
  };
}
