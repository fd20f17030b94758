import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import type { AnsweredEntry } from '../../../logql/answer.js';
import { QuartetError } from '../../../model/errors.js';
import type { Tenant } from '../../../model/tenant.js';
import { instant } from '../../../vector/step-grid.js';
import { parametersOf } from '../../form-parameters.js';
import type { LokiContext } from '../request.js';
import { EntryEncoder } from './encoded-entry.js';
import { type TailParameters, tailParameters } from './parameters.js';
import { TailSession } from './tail-session.js';

/** Clients have nothing to say. */
const MAX_MESSAGE = 4096;
/** How far in the future entries may lie, ms: clocks differ. */
const FUTURE_MS = 600_000;
const NS_PER_MS = 1_000_000n;

/**
 * `/loki/api/v1/tail` over WebSocket. What is wrong with a request is told before the upgrade, as everywhere.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs
 */
export function tailRoute(app: FastifyInstance, context: LokiContext): void {
  const { tails } = context;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    clientTracking: false,
    autoPong: false,
  });
  const encoders = { plain: new EntryEncoder(false), categorized: new EntryEncoder(true) };

  app.get('/loki/api/v1/tail', (request, reply) => {
    const tenant = context.tenantOf(request.headers);
    const parameters = tailParameters(parametersOf(request), context.now());
    checkUpgrade(request);
    tails.check(tenant);
    const encoder = wantsCategories(request) ? encoders.categorized : encoders.plain;
    const { socket } = request.raw;
    reply.hijack();
    reply.raw.detachSocket(socket);
    server.handleUpgrade(request.raw, socket, Buffer.alloc(0), (client) => {
      tails.start(
        tenant,
        (onEnd) =>
          new TailSession(client, {
            source: tails.source,
            tenant,
            parameters,
            encoder,
            history: (signal) => history(context, tenant, parameters, signal),
            maxBufferSize: tails.maxBufferSize,
            onEnd,
          }),
      );
    });
  });
}

const wantsCategories = ({ headers }: FastifyRequest): boolean =>
  String(headers['x-loki-response-encoding-flags'] ?? '')
    .split(',')
    .some((flag) => flag.trim() === 'categorize-labels');

/** Pages of other sites may not read answers of the API; browsers do not keep them from WebSockets. */
function checkUpgrade({ raw }: FastifyRequest): void {
  // Node tells so, but its types do not.
  const { upgrade } = raw as { readonly upgrade?: boolean };
  if (upgrade !== true) throw new QuartetError('invalid_argument', 'tail is spoken over WebSocket: ask for an upgrade');
  const { origin, host } = raw.headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return;
  throw new QuartetError('permission_denied', `a page of ${origin} may not tail`);
}

/** The newest entries that are there, oldest first. */
async function history(
  { logql, limits, now }: LokiContext,
  tenant: Tenant,
  { query, limit, start }: TailParameters,
  signal: AbortSignal,
): Promise<readonly AnsweredEntry[]> {
  const end = BigInt(now() + FUTURE_MS) * NS_PER_MS;
  if (start >= end) return [];
  const { value } = await logql.range({
    tenant,
    limits: { ...limits, signal },
    query: query.text,
    range: { start, end },
    grid: instant(0),
    limit,
    direction: 'backward',
    interval: 0n,
  });
  return value.type === 'entries' ? [...value.entries].reverse() : [];
}
