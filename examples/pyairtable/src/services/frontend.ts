import { context } from '@opentelemetry/api';
import { anonymous, contextFor } from '../caller.js';
import { ServiceError } from '../errors.js';
import { fillPath } from '../path.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { counter, histogram } from '../telemetry/registry.js';

const pageLoad = histogram(
  'page_load_seconds',
  'Time from navigation to the load event, as the browser measured it',
  ['page', 'device'],
  [0.25, 0.5, 1, 1.5, 2, 3, 5, 8],
);
const webVitals = histogram(
  'web_vitals',
  'Core web vitals: lcp and inp in seconds, cls as a score',
  ['name', 'device'],
  [0.01, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 1.8, 2.5, 4, 8],
);
const clientErrors = counter('client_errors_total', 'Errors that browsers reported', ['kind', 'page']);

/** What a browser may ask the API for; `/app/...` here is `/api/...` at the gateway. */
const actions: readonly (readonly ['GET' | 'POST', string])[] = [
  ['POST', '/auth/signup'],
  ['POST', '/auth/login'],
  ['GET', '/users/me'],
  ['GET', '/workspaces'],
  ['POST', '/workspaces'],
  ['GET', '/workspaces/:workspace'],
  ['GET', '/tables/:table/records'],
  ['POST', '/chat'],
  ['POST', '/files'],
  ['POST', '/workflows/:workflow/runs'],
  ['GET', '/runs/:run'],
  ['POST', '/orders'],
  ['GET', '/orders/:order'],
];

const pages = ['home', 'dashboard', 'workspace', 'chat', 'workflows', 'orders'] as const;

const vitalNames = ['lcp', 'inp', 'cls'] as const;

const errorKinds = ['TypeError', 'ChunkLoadError', 'NetworkError', 'UnhandledRejection'] as const;

export function define({ peers, logger }: ServiceContext): Route[] {
  return [
    { method: 'GET', path: '/', type: 'text/html; charset=utf-8', handle: async () => html('home') },
    {
      method: 'GET',
      path: '/pages/:page',
      type: 'text/html; charset=utf-8',
      handle: async ({ params }) => page(params),
    },
    ...actions.map(([method, path]): Route => ({ method, path: `/app${path}`, handle: callApi(method, path) })),
    { method: 'POST', path: '/telemetry/vitals', status: 202, handle: takeVitals },
    { method: 'POST', path: '/telemetry/errors', status: 202, handle: takeError },
  ];

  function callApi(method: 'GET' | 'POST', path: string) {
    return (request: ServiceRequest) => {
      const { authorization } = request.headers;
      const tenant = request.headers['x-tenant-id'] ?? anonymous.tenant;
      const userId = request.headers['x-user-id'] ?? anonymous.userId;
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const call = {
        method,
        path: `/api${fillPath(path, request.params)}`,
        ...(method === 'POST' ? { body: request.body } : {}),
        headers,
        timeoutMs: 20_000,
      };
      return context.with(contextFor({ tenant, userId }), () => peers.call('api-gateway', call));
    };
  }

  async function takeError({ body }: ServiceRequest): Promise<object> {
    const kind = oneOf(errorKinds, body.kind) ?? 'other';
    const where = oneOf(pages, body.page) ?? 'other';
    clientErrors.inc({ kind, page: where });
    logger.warn({ kind, page: where }, `browser reported ${kind} on ${where}`);
    return {};
  }
}

async function takeVitals({ body }: ServiceRequest): Promise<object> {
  const device = body.device === 'mobile' ? 'mobile' : 'desktop';
  const where = oneOf(pages, body.page) ?? 'other';
  if (Number.isFinite(body.load)) pageLoad.observe({ labels: { page: where, device }, value: Number(body.load) });
  for (const name of vitalNames) {
    if (Number.isFinite(body[name])) webVitals.observe({ labels: { name, device }, value: Number(body[name]) });
  }
  return {};
}

/** Labels come from this list only: a browser cannot invent series. */
function oneOf<Name extends string>(known: readonly Name[], value: unknown): Name | undefined {
  return known.find((name) => name === value);
}

async function page(params: Readonly<Record<string, string>>): Promise<string> {
  const known = oneOf(pages, params.page);
  if (known === undefined) throw new ServiceError(404, 'page_not_found', `no page "${params.page}"`);
  return html(known);
}

function html(name: string): string {
  return `<!doctype html><html lang="en"><title>PyAirtable: ${name}</title><h1>${name}</h1></html>`;
}
