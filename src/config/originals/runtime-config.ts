import { readFileSync } from 'node:fs';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { MetricLimits } from '../../model/metric-limits.js';
import { type Tenant, tenantNamed } from '../../model/tenant.js';
import { ConfigError } from '../config-error.js';
import { defaultConfig } from '../defaults.js';
import type { Setting } from '../settings.js';
import { YamlFile } from '../yaml-file.js';
import { lokiTenantLimits } from './loki-limits.js';
import { mimirLimits } from './mimir-limits.js';
import { readOriginal } from './read-original.js';
import type { SettingsTable } from './rules.js';
import { LOKI_RUNTIME, MIMIR_RUNTIME, type OriginalSystem, TEMPO_RUNTIME } from './systems.js';
import { tempoTenantOverrides } from './tempo-overrides.js';

/** What is said for single tenants. */
export type Overrides<L> = ReadonlyMap<Tenant, Partial<L>>;

/** What override files came to. */
export interface RuntimeConfig<L> {
  readonly overrides: Overrides<L>;
  /** Paths that have no use here. */
  readonly unneeded: readonly string[];
  /** Paths that are known, and on which nothing acts, or nothing for single tenants. */
  readonly waiting: readonly string[];
  /** What the system would not take: `file:line: …`, or the whole file where it is none. */
  readonly problems: readonly string[];
}

/** The override files of one system. */
export interface OverridesKind<L> {
  readonly system: OriginalSystem;
  /** What stands below each tenant. */
  readonly limits: SettingsTable;
  /** The limit that a setting of ours fills for one tenant; undefined where it holds for all tenants only. */
  readonly limitOf: (setting: Setting) => (keyof L & string) | undefined;
}

export const MIMIR_OVERRIDES: OverridesKind<MetricLimits> = {
  system: MIMIR_RUNTIME,
  limits: mimirLimits,
  limitOf: ({ path }) => (path[0] === 'mimir' ? (path[1] as keyof MetricLimits) : undefined),
};

export const LOKI_OVERRIDES: OverridesKind<LokiLimits> = {
  system: LOKI_RUNTIME,
  limits: lokiTenantLimits,
  limitOf: ({ path, key }) => {
    if (key === 'retention.logs') return 'retentionPeriod';
    return path[0] === 'loki' ? (path[1] as keyof LokiLimits) : undefined;
  },
};

/** What Tempo's files say for one tenant: values by the keys of our settings (`traces.spanMetrics.dimensions`). */
export type TempoTenantValues = Readonly<Record<string, unknown>>;

export const tempoTenantKey = ({ path, key }: Setting): string | undefined =>
  path[0] === 'tempo' || path[0] === 'traces' ? key : undefined;

export const TEMPO_OVERRIDES: OverridesKind<TempoTenantValues> = {
  system: TEMPO_RUNTIME,
  limits: tempoTenantOverrides,
  limitOf: tempoTenantKey,
};

/**
 * Reads `files` one after another; of a limit that two give for a tenant the later file's counts. Where something is
 * wrong, `problems` tells it and the rest is taken. Never throws.
 * https://grafana.com/docs/mimir/latest/configure/about-runtime-configuration/
 * https://grafana.com/docs/loki/latest/configure/#runtime-configuration-file
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export function readRuntimeConfig<L>(files: readonly string[], kind: OverridesKind<L>): RuntimeConfig<L> {
  const overrides = new Map<Tenant, Partial<L>>();
  const found = { overrides, unneeded: [] as string[], waiting: [] as string[], problems: [] as string[] };
  for (const path of files) {
    try {
      readInto(found, kind, new YamlFile(path, readFileSync(path, 'utf8')));
    } catch (error) {
      const { message } = error as Error;
      found.problems.push(error instanceof ConfigError ? message : `cannot read ${path}: ${message}`);
    }
  }
  return found;
}

interface Found<L> {
  readonly overrides: Map<Tenant, Partial<L>>;
  readonly unneeded: string[];
  readonly waiting: string[];
  readonly problems: string[];
}

function readInto<L>(
  { overrides, unneeded, waiting, problems }: Found<L>,
  { system: { table, title }, limits: tenantTable, limitOf }: OverridesKind<L>,
  file: YamlFile,
): void {
  const defaults = defaultConfig();
  const whole = readOriginal(file, title, table, { defaults });
  unneeded.push(...whole.unneeded);
  waiting.push(...whole.waiting);
  problems.push(...whole.problems);
  const { value: tenants } = file.entries(file.root)?.find(({ key }) => key === 'overrides') ?? {};
  for (const { key, value: node } of file.entries(tenants) ?? []) {
    const at = { node, path: ['overrides', key] };
    const { given } = readOriginal(file, title, tenantTable, { defaults, at });
    const tenant = tenantNamed(key);
    const limits: Partial<Record<keyof L, unknown>> = { ...overrides.get(tenant) };
    for (const { setting, value, origin } of given) {
      const limit = limitOf(setting);
      if (limit !== undefined) limits[limit] = value;
      else waiting.push(`overrides.${key} (${origin}: ${setting.key} holds for all tenants only)`);
    }
    overrides.set(tenant, limits as Partial<L>);
  }
}
