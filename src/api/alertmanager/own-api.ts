import type { FastifyInstance } from 'fastify';
import { requestError } from '../../ingest/request-error.js';
import { HTTP_STATUS } from '../../wire/http-status.js';
import { parametersOf } from '../form-parameters.js';
import { explanationJson, readQuestion } from './explanation.js';
import type { AlertmanagerApiOptions } from './plugin.js';
import { routingJson } from './routing.js';
import { auditJson } from './silence-audit.js';

const PREFIX = '/api/quartet/v1';

/**
 * What no other Alertmanager has, on its port and on that of the web UI. Errors are `{"error": {"code", "message"}}`.
 * - `GET alerts/explain?labels=`: whom an alert with these labels would reach, when, and why; nothing is sent;
 * - `GET alerts/routing`: the routing tree with the alerts in each route, and each receiver's newest notification;
 * - `GET silences/audit`: who silenced what and why, the newest change first.
 */
export async function ownAlertsApi(app: FastifyInstance, { context }: AlertmanagerApiOptions): Promise<void> {
  const { alertmanagerOf, tenantOf, now } = context;
  await app.register(
    async (own) => {
      own.setErrorHandler((thrown, _request, reply) => {
        const { code, message } = requestError(thrown);
        return reply.code(HTTP_STATUS[code]).send({ error: { code, message } });
      });
      own.get('/alerts/explain', async (request) => {
        const alertmanager = await alertmanagerOf(tenantOf(request.headers));
        const { labels, atMs } = readQuestion(parametersOf(request), now());
        return explanationJson(alertmanager, labels, atMs, now());
      });
      own.get('/alerts/routing', async (request) => routingJson(await alertmanagerOf(tenantOf(request.headers))));
      own.get('/silences/audit', async (request) => {
        const alertmanager = await alertmanagerOf(tenantOf(request.headers));
        return auditJson(await alertmanager.silenceRecords.list(), parametersOf(request));
      });
    },
    { prefix: PREFIX },
  );
}
