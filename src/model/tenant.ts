/** Who owns the data. Without `--multitenancy` everything belongs to one. */
export type Tenant = string;

export const DEFAULT_TENANT: Tenant = 'default';

/** Names under which the original systems keep the data of a single tenant; in their override files they mean ours. */
export const SINGLE_TENANT_ALIASES: readonly string[] = ['fake', 'single-tenant', 'anonymous'];
