import { context, trace } from '@opentelemetry/api';
import { getRPCMetadata, type RPCMetadata } from '@opentelemetry/core';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { activeCaller, type Caller } from './caller.js';
import { toServiceError } from './errors.js';
import { Peers } from './peers.js';
import type { Settings } from './settings.js';
import { contextWithFault } from './simulated/fault-injection.js';
import { observe } from './telemetry/observe.js';
import { counter, gauge, histogram, registry } from './telemetry/registry.js';
import { recordFailure } from './telemetry/spans.js';

const requests = counter('http_requests_total', 'HTTP requests answered', [
  'service',
  'method',
  'endpoint',
  'status',
  'tenant',
]);
const duration = histogram(
  'http_request_duration_seconds',
  'Time from the request to the end of its answer',
  ['service', 'method', 'endpoint'],
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
);
const connections = gauge('active_connections', 'Open client connections', ['service']);

/** What a route's handler gets to see of a request. */
export interface ServiceRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In find-my-way's form, such as `/runs/:run`; also the `endpoint` label and `http.route`. */
  readonly path: string;
  /** Status of a successful answer; 200 unless named. */
  readonly status?: number;
  /** Media type of an answer that is not JSON. */
  readonly type?: string;
  readonly handle: (request: ServiceRequest) => Promise<unknown>;
}

/** What a service is built from. */
export interface ServiceContext {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly peers: Peers;
}

export type DefineService = (service: ServiceContext) => Route[];

/** Builds the HTTP server of a service from its table of routes, with metrics, logs and tracing around each of them. */
export function buildService(settings: Settings, logger: Logger, define: DefineService): FastifyInstance {
  const service = settings.service;
  const loggerInstance: FastifyBaseLogger = logger;
  // Requests are logged in observeRequests, one line each.
  const logController = new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' });
  const app = Fastify({ loggerInstance, logController, bodyLimit: 262_144 });
  for (const route of define({ settings, logger, peers: new Peers(settings.ports) })) {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => {
        reply.status(route.status ?? 200);
        if (route.type !== undefined) reply.type(route.type);
        return context.with(contextWithFault(service), () => route.handle(toServiceRequest(request)));
      },
    });
  }
  addProbes(app, service);
  observeRequests(app, service);
  app.setErrorHandler((thrown, request, reply) => {
    const error = toServiceError(thrown);
    const span = trace.getActiveSpan();
    if (span !== undefined && error.status >= 500) recordFailure(span, error);
    request.log[error.status >= 500 ? 'error' : 'warn']({ err: error, code: error.code }, error.message);
    return reply.status(error.status).send({ code: error.code, message: error.message });
  });
  return app;
}

function toServiceRequest(request: FastifyRequest): ServiceRequest {
  return {
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
    body: (request.body ?? {}) as Record<string, unknown>,
    headers: request.headers as Record<string, string>,
    caller: activeCaller(),
  };
}

function addProbes(app: FastifyInstance, service: string): void {
  app.get('/health', async () => ({
    status: 'ok',
    service,
    pid: process.pid,
    uptimeSeconds: Math.round(process.uptime()),
  }));
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

function observeRequests(app: FastifyInstance, service: string): void {
  connections.set({ service }, 0);
  app.server.on('connection', (socket) => {
    connections.inc({ service });
    socket.on('close', () => connections.dec({ service }));
  });
  app.addHook('onRequest', async (request) => {
    const metadata: RPCMetadata | undefined = getRPCMetadata(context.active());
    if (metadata !== undefined) metadata.route = endpointOf(request);
    const { tenant, userId } = activeCaller();
    trace.getActiveSpan()?.setAttributes({ 'tenant.id': tenant, 'user.id': userId });
  });
  app.addHook('onResponse', async (request, reply) => {
    const endpoint = endpointOf(request);
    const { tenant, userId } = activeCaller();
    const status = reply.statusCode;
    const labels = { service, method: request.method, endpoint };
    requests.inc({ ...labels, status, tenant });
    observe(duration, labels, reply.elapsedTime / 1_000);
    const level = endpoint === '/health' || endpoint === '/metrics' ? 'debug' : 'info';
    const line = {
      method: request.method,
      endpoint,
      status,
      duration_ms: Math.round(reply.elapsedTime),
      tenant,
      user_id: userId,
    };
    request.log[level](line, `${request.method} ${endpoint} ${status}`);
  });
}

function endpointOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}
