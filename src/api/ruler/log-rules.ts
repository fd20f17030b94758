import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { prometheusError } from '../../wire/prometheus/errors.js';
import { acceptForms, parametersOf } from '../form-parameters.js';
import { envelope } from '../prometheus/answer.js';
import type { PrometheusContext } from '../prometheus/context.js';
import { refuseOtherMethods } from '../prometheus/other-methods.js';
import { alerts, rules } from '../prometheus/rules.js';
import { queryLimits } from '../read-context.js';
import { sendText } from '../send-in-chunks.js';

const ENDPOINTS = { '/prometheus/api/v1/rules': rules, '/prometheus/api/v1/alerts': alerts };

/**
 * How log rules stand, as Loki's ruler tells it; parameters are Prometheus'.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#list-rules
 */
export async function logRulesApi(
  app: FastifyInstance,
  { context }: { readonly context: PrometheusContext },
): Promise<void> {
  acceptForms(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  const { rules: view } = context;
  const logs: PrometheusContext = {
    ...context,
    ...(view !== undefined && { rules: { groups: (tenant) => view.groups(tenant, 'logql') } }),
  };
  for (const [url, answer] of Object.entries(ENDPOINTS)) {
    app.get(url, { exposeHeadRoute: false }, async (request, reply) => {
      const parameters = parametersOf(request);
      const tenant = context.readTenantOf(request.headers);
      const limits = queryLimits(context, reply);
      const text = envelope(await answer({ context: logs, parameters, tenant, limits, name: '' }));
      return sendText(reply.type('application/json'), text);
    });
    refuseOtherMethods(app, url, ['GET']);
  }
}

function sendError(reply: FastifyReply, thrown: unknown): FastifyReply {
  const { status, body } = prometheusError(requestError(thrown));
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}
