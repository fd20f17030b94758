import type { StatusContext } from '../api/quartet/status/context.js';
import { INGESTION_COUNTERS } from '../api/quartet/status/ingestion.js';
import type { Config } from '../config/config.js';
import { DIALECTS, type Dialect } from '../config/dialects.js';
import { valueAt } from '../config/precedence.js';
import { effectiveText, SETTINGS } from '../config/settings.js';
import { diskSpaceOf } from '../storage/disk-watermark.js';
import type { Engine } from '../storage/engine/engine.js';
import { storageUsage } from '../storage/storage-usage.js';
import { CounterWindow } from '../telemetry/counter-window.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { QueryLog } from '../telemetry/query-log.js';
import { inTableOrder } from './listeners-table.js';
import type { MemoryPlan } from './memory-plan.js';
import type { OpenListener } from './running-app.js';

export interface StatusOptions {
  readonly config: Config;
  /** Where settings were given, by their keys; the others have their defaults. */
  readonly origins: ReadonlyMap<string, string>;
  readonly version: string;
  readonly engineVersion: string;
  readonly startedMs: number;
  readonly engine: Engine;
  readonly memory: MemoryPlan;
  readonly metrics: Metrics;
  readonly queries: QueryLog;
  readonly listeners: () => readonly OpenListener[];
  readonly problem: () => string | undefined;
}

/** What the status pages are made of; its counters are to be started and stopped. */
export function statusContext(options: StatusOptions): StatusContext & { readonly counters: CounterWindow } {
  const { config, engine, memory, metrics, version, startedMs, queries, problem } = options;
  const { database, cluster, diskFree } = config.storage;
  const topology = { database, ...(cluster !== undefined && { cluster }) };
  return {
    version,
    now: Date.now,
    startedMs,
    listeners: () =>
      inTableOrder(options.listeners()).map(({ dialect, address, port }) => ({
        dialect,
        title: DIALECTS[dialect as Dialect]?.title ?? dialect,
        address,
        port,
      })),
    memory: { ...memory },
    memoryLimit: config.memoryLimit,
    engine: { kind: config.storage.engine, version: options.engineVersion, dataDir: config.dataDir },
    parts: {
      engine: () => (engine.ready ? undefined : 'the storage engine is not there; it is being restarted'),
      program: problem,
    },
    usage: () => storageUsage(engine, topology),
    disk: diskSpaceOf(config.dataDir),
    watermark: diskFree,
    retention: config.retention,
    counters: new CounterWindow(metrics.registry, INGESTION_COUNTERS, Date.now),
    queries,
    settings: () => settingsOf(config, options.origins),
  };
}

const settingsOf = (config: Config, origins: ReadonlyMap<string, string>) =>
  SETTINGS.map((setting) => {
    const value = valueAt(config, setting.path);
    return {
      key: setting.key,
      flag: setting.flag,
      description: setting.meta.description,
      value: value === undefined ? undefined : effectiveText(setting, value),
      source: origins.get(setting.key) ?? 'default',
    };
  });
