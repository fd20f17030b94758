/** The people of the demo: a fixed set, so that labels with a user or a tenant stay bounded. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly tenant: string;
  readonly workspaces: readonly string[];
}

const tenants = ['acme', 'globex', 'initech', 'umbrella'] as const;

/** Two workspaces for each tenant: `acme-sales`, `acme-operations` and so on. */
export function workspacesOf(tenant: string): string[] {
  return [`${tenant}-sales`, `${tenant}-operations`];
}

/** Forty accounts, ten for each tenant. */
export const people: readonly Person[] = Array.from({ length: 40 }, (_, index) => {
  const tenant = tenants[index % tenants.length] ?? tenants[0];
  const id = `user-${String(index + 1).padStart(3, '0')}`;
  return { id, tenant, email: `${id}@${tenant}.example`, workspaces: workspacesOf(tenant) };
});

export const tables = ['contacts', 'deals', 'invoices', 'projects', 'tickets'] as const;

export const tools = ['list_records', 'search_records', 'create_record', 'calculate_metrics'] as const;

export const workflows = ['invoice-import', 'weekly-report', 'lead-enrichment'] as const;
