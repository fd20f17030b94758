import type { ReceiverContext } from '../ingest/receiver.js';
import { QuartetError } from '../model/errors.js';
import { DEFAULT_TENANT, type Tenant, tenantNamed } from '../model/tenant.js';

/** What Mimir and Loki allow in a tenant's name: https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/ */
const TENANT = /^[A-Za-z0-9!\-_.*'()]{1,150}$/;

/**
 * Who a request belongs to. With tenancy off the header is ignored and everything belongs to one tenant; with it on,
 * `X-Scope-OrgID` names the tenant and must be there.
 */
export function tenantResolver(multitenancy: boolean): TenantResolver {
  return multitenancy ? (headers) => checkedTenant(orgId(headers)) : () => DEFAULT_TENANT;
}

/** Tenants that one request may read. */
const MAX_TENANTS = 100;

/**
 * The tenants that a request reads: `X-Scope-OrgID` may name several, `a|b`. They come each once, sorted, joined by `|`,
 * which no tenant's name has.
 */
export function readTenantResolver(multitenancy: boolean): TenantResolver {
  if (!multitenancy) return () => DEFAULT_TENANT;
  return (headers) => {
    const names = orgId(headers).split('|');
    if (names.length > MAX_TENANTS) {
      throw new QuartetError('invalid_argument', `${names.length} tenants in X-Scope-OrgID; at most ${MAX_TENANTS}`);
    }
    return [...new Set(names.map(checkedTenant))].sort().join('|');
  };
}

type TenantResolver = ReceiverContext['tenantOf'];

function orgId(headers: Parameters<TenantResolver>[0]): string {
  const value = headers['x-scope-orgid'];
  const text = (Array.isArray(value) ? value[0] : value) ?? '';
  if (text === '') throw new QuartetError('unauthenticated', 'no org id: send the header X-Scope-OrgID');
  return text;
}

function checkedTenant(tenant: string): Tenant {
  if (!TENANT.test(tenant) || tenant === '.' || tenant === '..') {
    throw new QuartetError(
      'invalid_argument',
      `tenant ID ${JSON.stringify(tenant.slice(0, 200))} contains unsupported characters or is longer than 150`,
    );
  }
  return tenantNamed(tenant);
}
