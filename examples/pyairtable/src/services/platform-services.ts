import { LRUCache } from 'lru-cache';
import { activeCaller, type Caller } from '../caller.js';
import { ServiceError } from '../errors.js';
import { people, workspacesOf } from '../people.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { waitAbout } from '../simulated/latency.js';
import { query } from '../simulated/postgres.js';
import { cached, forget, remember } from '../simulated/redis.js';
import { counter, runningCount } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';

const authAttempts = counter('auth_attempts_total', 'Sign-ins, sign-ups and token checks by outcome', ['status']);
const userOperations = runningCount('user_operations', 'Operations on users', ['operation', 'tenant']);
const workspaceOperations = runningCount('workspace_operations', 'Operations on workspaces', [
  'operation',
  'workspace_id',
]);

const sessions = new LRUCache<string, Caller>({ max: 2_000 });

export function define({ logger }: ServiceContext): Route[] {
  return [
    { method: 'POST', path: '/auth/signup', status: 201, handle: signUp },
    { method: 'POST', path: '/auth/login', handle: login },
    { method: 'POST', path: '/auth/verify', handle: verify },
    { method: 'GET', path: '/users/me', handle: readUser },
    { method: 'GET', path: '/workspaces', handle: listWorkspaces },
    { method: 'POST', path: '/workspaces', status: 201, handle: createWorkspace },
    { method: 'GET', path: '/workspaces/:workspace', handle: readWorkspace },
    { method: 'POST', path: '/quotas/reservations', status: 201, handle: reserveQuota },
    { method: 'DELETE', path: '/quotas/reservations/:reservation', handle: releaseQuota },
  ];

  async function signUp({ body }: ServiceRequest): Promise<object> {
    const person = personWith(body.email);
    if (person === undefined) throw new ServiceError(400, 'invalid_email', 'the e-mail address is not valid');
    await query('SELECT', 'users', 'SELECT id FROM users WHERE email = $1');
    await hashPassword();
    await query('INSERT', 'users', 'INSERT INTO users (email, password_hash, tenant_id) VALUES ($1, $2, $3)');
    await query('INSERT', 'workspaces', 'INSERT INTO workspaces (tenant_id, name) VALUES ($1, $2)');
    userOperations.inc({ operation: 'create', tenant: person.tenant });
    logger.info({ user_id: person.id, tenant: person.tenant }, 'user signed up');
    return openSession(person);
  }

  async function login({ body }: ServiceRequest): Promise<object> {
    const person = personWith(body.email);
    await query('SELECT', 'users', 'SELECT id, password_hash, tenant_id FROM users WHERE email = $1');
    await hashPassword();
    if (person === undefined || body.password !== 'correct') {
      authAttempts.inc({ status: 'failure' });
      logger.warn({ tenant: person?.tenant }, 'sign-in refused: wrong e-mail address or password');
      throw new ServiceError(401, 'wrong_credentials', 'wrong e-mail address or password');
    }
    return openSession(person);
  }

  async function openSession(person: { id: string; tenant: string }): Promise<object> {
    const token = crypto.randomUUID();
    const session = { tenant: person.tenant, userId: person.id };
    sessions.set(token, session);
    await remember(`session:${token}`, { found: session });
    await query('INSERT', 'sessions', 'INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, $3)');
    authAttempts.inc({ status: 'success' });
    return { token, userId: person.id, tenant: person.tenant };
  }
}

async function verify({ body }: ServiceRequest): Promise<object> {
  const token = String(body.token);
  const caller = await cached(`session:${token}`, async () => {
    await query('SELECT', 'sessions', 'SELECT user_id, tenant_id FROM sessions WHERE token_hash = $1');
    return { found: sessions.get(token) };
  });
  if (caller.found === undefined) {
    authAttempts.inc({ status: 'invalid_token' });
    throw new ServiceError(401, 'invalid_token', 'the session is unknown or has ended');
  }
  return caller.found;
}

async function readUser(): Promise<object> {
  const { tenant, userId } = activeCaller();
  userOperations.inc({ operation: 'read', tenant });
  return cached(`user:${userId}`, async () => {
    await query('SELECT', 'users', 'SELECT id, email, tenant_id FROM users WHERE id = $1');
    return { userId, tenant };
  });
}

async function listWorkspaces(): Promise<object> {
  const { tenant } = activeCaller();
  return cached(`workspaces:${tenant}`, async () => {
    await query('SELECT', 'workspaces', 'SELECT id, name FROM workspaces WHERE tenant_id = $1 ORDER BY name');
    const workspaces = workspacesOf(tenant);
    for (const workspace_id of workspaces) workspaceOperations.inc({ operation: 'list', workspace_id });
    return { workspaces };
  });
}

async function createWorkspace({ body }: ServiceRequest): Promise<object> {
  const { tenant } = activeCaller();
  if (typeof body.name !== 'string') throw new ServiceError(400, 'invalid_workspace', 'a workspace needs a name');
  await query('INSERT', 'workspaces', 'INSERT INTO workspaces (tenant_id, name) VALUES ($1, $2)');
  await forget(`workspaces:${tenant}`);
  const [workspace_id = ''] = workspacesOf(tenant);
  workspaceOperations.inc({ operation: 'create', workspace_id });
  return { workspace: workspace_id };
}

async function readWorkspace({ params }: ServiceRequest): Promise<object> {
  const { tenant } = activeCaller();
  const workspace = workspacesOf(tenant).find((id) => id === params.workspace);
  if (workspace === undefined) throw new ServiceError(404, 'workspace_not_found', `no workspace "${params.workspace}"`);
  workspaceOperations.inc({ operation: 'read', workspace_id: workspace });
  return cached(`workspace:${workspace}`, async () => {
    await query('SELECT', 'workspaces', 'SELECT id, name, base_id FROM workspaces WHERE id = $1');
    await query('SELECT', 'tables', 'SELECT id, name FROM tables WHERE workspace_id = $1 ORDER BY position');
    return { workspace };
  });
}

async function reserveQuota(): Promise<object> {
  await query('SELECT', 'quotas', 'SELECT remaining FROM quotas WHERE tenant_id = $1 FOR UPDATE');
  await query('UPDATE', 'quotas', 'UPDATE quotas SET remaining = remaining - $1 WHERE tenant_id = $2');
  return { reservation: crypto.randomUUID() };
}

async function releaseQuota(): Promise<object> {
  await query('UPDATE', 'quotas', 'UPDATE quotas SET remaining = remaining + $1 WHERE tenant_id = $2');
  return {};
}

function hashPassword(): Promise<void> {
  return inSpan('argon2id hash', 'INTERNAL', {}, () => waitAbout(45, 0.15));
}

function personWith(email: unknown) {
  return people.find((person) => person.email === email);
}
