/** Who owns the data. Without `--multitenancy` everything belongs to one. */
export type Tenant = string;

/** The tenants that a read over several (`a|b`) is about. */
export const tenantsOf = (tenant: Tenant): Tenant[] => tenant.split('|');

export const DEFAULT_TENANT: Tenant = 'default';

/** Names under which the original systems keep the data of a single tenant; in their override files they mean ours. */
const SINGLE_TENANT_ALIASES: readonly string[] = ['fake', 'single-tenant', 'anonymous'];

/** The tenant that files of the original systems call `name`. */
export const tenantNamed = (name: string): Tenant => (SINGLE_TENANT_ALIASES.includes(name) ? DEFAULT_TENANT : name);
