import type { Tenant } from '../../model/tenant.js';

/** A tenant's configuration as it was set: an `alertmanager.yml` and the texts of templates by name. */
export interface TenantConfigDocument {
  readonly template_files: Readonly<Record<string, string>>;
  readonly alertmanager_config: string;
}

/** The configurations that tenants set over the API. May be called at any time and by many at once. */
export interface TenantConfigs {
  /** Throws `not_found`. */
  get(tenant: Tenant): TenantConfigDocument;
  /**
   * Takes the YAML of a `TenantConfigDocument`. Resolves when it is stored and in force; rejects with `invalid_argument`,
   * `too_large` or `limit_exceeded`, with what is wrong.
   */
  set(tenant: Tenant, text: string): Promise<void>;
  /** Resolves when it is gone, also where there was none. */
  remove(tenant: Tenant): Promise<void>;
  /** Of all tenants, by their names; secrets are `<secret>`. */
  shown(): Readonly<Record<Tenant, TenantConfigDocument>>;
}
