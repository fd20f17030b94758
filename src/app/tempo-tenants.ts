import type { Config } from '../config/config.js';
import { readRuntimeConfig, TEMPO_OVERRIDES, type TempoTenantValues } from '../config/originals/runtime-config.js';
import type { TempoLimits } from '../model/tempo-limits.js';
import type { Tenant } from '../model/tenant.js';
import type { TraceMetricsSettings } from '../model/trace-metric-settings.js';
import { TenantLimits, type TenantLimitsOptions } from './tenant-limits.js';

/** What holds for one tenant. */
interface TempoTenant {
  readonly tempo: TempoLimits;
  readonly traces: TraceMetricsSettings;
}

/** In Tempo's files: every tenant that has no part of its own. */
const EVERY_OTHER = '*';

/** What Tempo's files say of single tenants. */
export const tempoTenantValues = (
  { tempoOverrides }: Pick<Config, 'tempoOverrides'>,
  logger: TenantLimitsOptions<TempoTenantValues>['logger'],
): Promise<TenantLimits<TempoTenantValues>> =>
  TenantLimits.open<TempoTenantValues>({
    ...tempoOverrides,
    common: {},
    everyOther: EVERY_OTHER,
    read: (files) => readRuntimeConfig(files, TEMPO_OVERRIDES),
    logger,
  });

/**
 * What each tenant may send and ask of traces and which metrics its spans make: what it has set over the API, before what
 * the files say of it, before what holds for all.
 */
export class TempoTenants {
  /** By what the tenant has set, or by what the files say where it has set nothing: any name may be asked for. */
  private readonly known = new WeakMap<
    TempoTenantValues,
    { readonly ofFiles: TempoTenantValues; readonly settings: TempoTenant }
  >();

  constructor(
    private readonly common: Pick<Config, 'tempo' | 'traces'>,
    private readonly ofFiles: (tenant: Tenant) => TempoTenantValues,
    private readonly ofUser: (tenant: Tenant) => TempoTenantValues | undefined,
  ) {}

  readonly limitsOf = (tenant: Tenant): TempoLimits => this.of(tenant).tempo;

  /** The same object until anything changes. */
  readonly traceMetricsOf = (tenant: Tenant): TraceMetricsSettings => this.of(tenant).traces;

  /** Everything that holds for a tenant now. */
  of(tenant: Tenant): TempoTenant {
    const [ofFiles, ofUser] = [this.ofFiles(tenant), this.ofUser(tenant)];
    if (ofUser === undefined && Object.keys(ofFiles).length === 0) return this.common;
    const key = ofUser ?? ofFiles;
    const known = this.known.get(key);
    if (known?.ofFiles === ofFiles) return known.settings;
    const settings = withValues(this.common, { ...ofFiles, ...(ofUser && withProcessors(ofFiles, ofUser)) });
    this.known.set(key, { ofFiles, settings });
    return settings;
  }
}

const ENABLED = ['traces.spanMetrics.enabled', 'traces.serviceGraph.enabled'] as const;
const PARTS = 'traces.spanMetrics.parts';

/** The processors that run are those that either names: the one setting where the API's does not win. */
function withProcessors(ofFiles: TempoTenantValues, ofUser: TempoTenantValues): TempoTenantValues {
  if (ofUser[ENABLED[0]] === undefined || ofFiles[ENABLED[0]] === undefined) return ofUser;
  const enabled = ENABLED.map((key) => [key, ofFiles[key] === true || ofUser[key] === true]);
  const parts = [ofFiles, ofUser].flatMap((values) => (values[PARTS] as readonly string[] | undefined) ?? []);
  return { ...ofUser, ...Object.fromEntries(enabled), ...(parts.length > 0 && { [PARTS]: [...new Set(parts)] }) };
}

/** `common` with `values`, which are named by the keys of settings, in their places. */
function withValues({ tempo, traces }: TempoTenant, values: TempoTenantValues): TempoTenant {
  const settings = structuredClone({ tempo, traces });
  for (const [key, value] of Object.entries(values)) {
    const path = key.split('.');
    const last = path.pop()!;
    let at: Record<string, unknown> = settings as unknown as Record<string, unknown>;
    for (const name of path) at = at[name] as Record<string, unknown>;
    at[last] = value;
  }
  return settings;
}
