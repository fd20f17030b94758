import { readFileSync } from 'node:fs';
import type { MetricLimits } from '../../model/metric-limits.js';
import { DEFAULT_TENANT, SINGLE_TENANT_ALIASES, type Tenant } from '../../model/tenant.js';
import { ConfigError } from '../config-error.js';
import { defaultConfig } from '../defaults.js';
import { YamlFile } from '../yaml-file.js';
import { mimirLimits } from './mimir-limits.js';
import { readOriginal } from './read-original.js';
import { MIMIR_RUNTIME } from './systems.js';

/** What is said for single tenants. */
export type Overrides = ReadonlyMap<Tenant, Partial<MetricLimits>>;

/** What Mimir's override files came to. */
export interface RuntimeConfig {
  readonly overrides: Overrides;
  /** Paths that have no use here. */
  readonly unneeded: readonly string[];
  /** Paths that are known, and on which nothing acts, or nothing for single tenants. */
  readonly waiting: readonly string[];
  /** What Mimir would not take: `file:line: …`, or the whole file where it is none. */
  readonly problems: readonly string[];
}

/**
 * Reads `files` one after another; of a limit that two give for a tenant the later file's counts. Where something is
 * wrong, `problems` tells it and the rest is taken. Never throws.
 * https://grafana.com/docs/mimir/latest/configure/about-runtime-configuration/
 */
export function readRuntimeConfig(files: readonly string[]): RuntimeConfig {
  const overrides = new Map<Tenant, Partial<MetricLimits>>();
  const found = { overrides, unneeded: [] as string[], waiting: [] as string[], problems: [] as string[] };
  for (const path of files) {
    try {
      readInto(found, new YamlFile(path, readFileSync(path, 'utf8')));
    } catch (error) {
      const { message } = error as Error;
      found.problems.push(error instanceof ConfigError ? message : `cannot read ${path}: ${message}`);
    }
  }
  return found;
}

interface Found {
  readonly overrides: Map<Tenant, Partial<MetricLimits>>;
  readonly unneeded: string[];
  readonly waiting: string[];
  readonly problems: string[];
}

function readInto({ overrides, unneeded, waiting, problems }: Found, file: YamlFile): void {
  const { table, title } = MIMIR_RUNTIME;
  const defaults = defaultConfig();
  const whole = readOriginal(file, title, table, { defaults });
  unneeded.push(...whole.unneeded);
  waiting.push(...whole.waiting);
  problems.push(...whole.problems);
  const { value: tenants } = file.entries(file.root)?.find(({ key }) => key === 'overrides') ?? {};
  for (const { key, value: node } of file.entries(tenants) ?? []) {
    const at = { node, path: ['overrides', key] };
    const { given } = readOriginal(file, title, mimirLimits, { defaults, at });
    const tenant = SINGLE_TENANT_ALIASES.includes(key) ? DEFAULT_TENANT : key;
    const limits: Record<string, unknown> = { ...overrides.get(tenant) };
    for (const { setting, value, origin } of given) {
      if (setting.path[0] === 'mimir') limits[setting.path[1]!] = value;
      else waiting.push(`overrides.${key} (${origin}: ${setting.key} holds for all tenants only)`);
    }
    overrides.set(tenant, limits);
  }
}
