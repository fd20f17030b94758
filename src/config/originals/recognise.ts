import { basename } from 'node:path';
import { ConfigError } from '../config-error.js';
import { SETTINGS } from '../settings.js';
import { YamlFile } from '../yaml-file.js';
import { lokiTenantLimits } from './loki-limits.js';
import { mimirLimits } from './mimir-limits.js';
import { ANY_OTHER, type SettingsTable } from './rules.js';
import { LOKI_RUNTIME, MIMIR_RUNTIME, ORIGINAL_SYSTEMS, type OriginalSystem, TEMPO_RUNTIME } from './systems.js';
import { tempoTenantOverrides } from './tempo-overrides.js';

const OUR_KEYS = new Set(SETTINGS.map((setting) => setting.path[0]!));

const topKeys = (path: string): string[] => {
  const file = YamlFile.read(path);
  return (file.entries(file.root) ?? []).map(({ key }) => key);
};

/** Whether a file is a `quartet.yaml`: by its name, else because only we have one of its keys. */
export function isQuartetFile(path: string): boolean {
  if (/^quartet\b.*\.ya?ml$/.test(basename(path))) return true;
  const known = new Set(ORIGINAL_SYSTEMS.flatMap(({ table }) => Object.keys(table)));
  return topKeys(path).some((key) => OUR_KEYS.has(key) && !known.has(key));
}

/** Of systems that know as many of a file's limits the earlier one counts. */
const RUNTIME_SYSTEMS = [
  { system: MIMIR_RUNTIME, limits: mimirLimits },
  { system: LOKI_RUNTIME, limits: lokiTenantLimits },
  { system: TEMPO_RUNTIME, limits: tempoTenantOverrides },
];

/**
 * Files of overrides all begin alike: the system of which most of what stands below the tenants are limits, and more than
 * of the others. Undefined where that is none.
 */
function runtimeSystem(path: string): OriginalSystem | undefined {
  const file = YamlFile.read(path);
  const { value } = file.entries(file.root)?.find(({ key }) => key === 'overrides') ?? {};
  const tenants = file.entries(value) ?? [];
  // Tempo's main file says there what holds for all.
  if (tenants.some(({ key }) => key === 'defaults')) return undefined;
  const names = tenants.flatMap((tenant) => file.entries(tenant.value) ?? []);
  const count = (table: SettingsTable) => names.filter(({ key }) => Object.hasOwn(table, key)).length;
  const [best] = RUNTIME_SYSTEMS.map(({ system, limits }) => ({ system, known: count(limits) })).sort(
    (a, b) => b.known - a.known,
  );
  return best!.known * 2 <= names.length ? undefined : best!.system;
}

/** The system to which most of a file's top-level keys belong. Throws `ConfigError` where none has any. */
export function systemOf(path: string): OriginalSystem {
  const keys = topKeys(path);
  const count = (table: SettingsTable) =>
    keys.filter((key) => key !== ANY_OTHER && Object.hasOwn(table, key) && table[key]!.kind !== 'gone').length;
  const runtime = runtimeSystem(path);
  if (runtime !== undefined) return runtime;
  const scored = ORIGINAL_SYSTEMS.map((system) => ({ system, score: count(system.table) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.system;
  const names = ORIGINAL_SYSTEMS.map(({ title }) => title).join(', ');
  throw new ConfigError(`${path}: not a file of any system known here (quartet.yaml, ${names})`);
}
