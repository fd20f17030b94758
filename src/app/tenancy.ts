import type { ReceiverContext } from '../ingest/receiver.js';
import { QuartetError } from '../model/errors.js';
import { DEFAULT_TENANT, SINGLE_TENANT_ALIASES, type Tenant } from '../model/tenant.js';

/** What Mimir and Loki allow in a tenant's name: https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/ */
const TENANT = /^[A-Za-z0-9!\-_.*'()]{1,150}$/;

/**
 * Who a request belongs to. With tenancy off the header is ignored and everything belongs to one tenant; with it on,
 * `X-Scope-OrgID` names the tenant and must be there.
 */
export function tenantResolver(multitenancy: boolean): ReceiverContext['tenantOf'] {
  if (!multitenancy) return () => DEFAULT_TENANT;
  return (headers) => {
    const value = headers['x-scope-orgid'];
    const tenant: Tenant = (Array.isArray(value) ? value[0] : value) ?? '';
    if (tenant === '') throw new QuartetError('unauthenticated', 'no org id: send the header X-Scope-OrgID');
    if (!TENANT.test(tenant) || tenant === '.' || tenant === '..') {
      throw new QuartetError(
        'invalid_argument',
        `tenant ID ${JSON.stringify(tenant.slice(0, 200))} contains unsupported characters or is longer than 150`,
      );
    }
    return SINGLE_TENANT_ALIASES.includes(tenant) ? DEFAULT_TENANT : tenant;
  };
}
