import { context } from '@opentelemetry/api';
import { activeCaller, type Caller, contextFor } from '../caller.js';
import type { ServiceName } from '../catalog.js';
import { ServiceError } from '../errors.js';
import { fillPath } from '../path.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { meetFault } from '../simulated/fault-injection.js';
import { counter, histogram, runningCount } from '../telemetry/registry.js';

const userActions = counter('user_actions_total', 'Requests by signed-in users', ['user_id']);
const perTenant = runningCount('api_requests_per_tenant', 'Requests since the start', ['tenant_id', 'endpoint']);
const perUser = histogram('api_calls_per_user', 'Calls of one user within one minute', [], [1, 2, 5, 10, 20, 50, 100]);

interface Proxied {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly upstream: ServiceName;
  readonly to: string;
  /** Needs no sign-in. */
  readonly open?: true;
  readonly timeoutMs?: number;
}

const proxied: readonly Proxied[] = [
  { method: 'POST', path: '/api/auth/signup', upstream: 'platform-services', to: '/auth/signup', open: true },
  { method: 'POST', path: '/api/auth/login', upstream: 'platform-services', to: '/auth/login', open: true },
  { method: 'GET', path: '/api/users/me', upstream: 'platform-services', to: '/users/me' },
  { method: 'GET', path: '/api/workspaces', upstream: 'platform-services', to: '/workspaces' },
  { method: 'POST', path: '/api/workspaces', upstream: 'platform-services', to: '/workspaces' },
  { method: 'GET', path: '/api/workspaces/:workspace', upstream: 'platform-services', to: '/workspaces/:workspace' },
  { method: 'GET', path: '/api/tables/:table/records', upstream: 'airtable-gateway', to: '/tables/:table/records' },
  { method: 'POST', path: '/api/chat', upstream: 'llm-orchestrator', to: '/chat', timeoutMs: 18_000 },
  { method: 'POST', path: '/api/files', upstream: 'automation-services', to: '/files' },
  {
    method: 'POST',
    path: '/api/workflows/:workflow/runs',
    upstream: 'automation-services',
    to: '/workflows/:workflow/runs',
  },
  { method: 'GET', path: '/api/runs/:run', upstream: 'automation-services', to: '/runs/:run' },
  { method: 'POST', path: '/api/orders', upstream: 'saga-orchestrator', to: '/sagas/order', timeoutMs: 18_000 },
  { method: 'GET', path: '/api/orders/:order', upstream: 'saga-orchestrator', to: '/sagas/:order' },
];

export function define({ peers }: ServiceContext): Route[] {
  countCallsPerUser();
  return proxied.map((route) => ({
    method: route.method,
    path: route.path,
    handle: (request) => serve(route, request),
  }));

  async function serve(route: Proxied, request: ServiceRequest): Promise<unknown> {
    await meetFault('rate limiter');
    const caller = route.open ? activeCaller() : await authenticate(request);
    perTenant.inc({ tenant_id: caller.tenant, endpoint: route.path });
    if (!route.open) {
      userActions.inc({ user_id: caller.userId });
      calls.set(caller.userId, (calls.get(caller.userId) ?? 0) + 1);
    }
    const call = {
      method: route.method,
      path: fillPath(route.to, request.params),
      ...(route.method === 'POST' ? { body: request.body } : {}),
      timeoutMs: route.timeoutMs ?? 8_000,
    };
    return context.with(contextFor(caller), () => peers.call(route.upstream, call));
  }

  async function authenticate({ headers }: ServiceRequest): Promise<Caller> {
    const token = headers.authorization?.replace(/^Bearer /, '');
    if (token === undefined) throw new ServiceError(401, 'not_signed_in', 'the authorization header is missing');
    return peers.call<Caller>('platform-services', {
      method: 'POST',
      path: '/auth/verify',
      body: { token },
      timeoutMs: 5_000,
    });
  }
}

const calls = new Map<string, number>();

function countCallsPerUser(): void {
  setInterval(() => {
    for (const count of calls.values()) perUser.observe({ value: count });
    calls.clear();
  }, 60_000).unref();
}
