import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { defaultConfig } from './defaults.js';
import { CONFIG_VARIABLE, readEnvironment, readFlags } from './flags-and-environment.js';
import { expandEnvironment } from './originals/expand-environment.js';
import { type OriginalFile, readOriginal } from './originals/read-original.js';
import {
  LOKI_OVERRIDES,
  MIMIR_OVERRIDES,
  type OverridesKind,
  readRuntimeConfig,
  TEMPO_OVERRIDES,
} from './originals/runtime-config.js';
import { ORIGINAL_SYSTEMS, type OriginalSystem } from './originals/systems.js';
import { withPasswordFile } from './password-file.js';
import { applySources } from './precedence.js';
import { readQuartetFile } from './quartet-file.js';
import type { GivenSetting } from './settings.js';
import { validate } from './validate.js';
import { YamlFile } from './yaml-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigSources {
  /** Text of each flag by its name (`--listen`); `--config` among them. */
  readonly flags: ReadonlyMap<string, string>;
  readonly environment: Environment;
  /** What a command wants otherwise than `defaultConfig` has it. */
  readonly defaults?: Partial<Config>;
}

export interface LoadedConfig {
  readonly config: Config;
  /** Files that were read. */
  readonly files: readonly string[];
  /** What is good to know: conflicts between sources, settings without use here. */
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
  /** Where settings were given, by their keys; the others have their defaults. */
  readonly origins: ReadonlyMap<string, string>;
  /** Unknown or bad settings in other systems' files, by system; each is among `warnings`. */
  readonly unknownSettings: ReadonlyMap<OriginalSystem['name'], number>;
}

/** Is read when no file is named and it exists. */
const USUAL_FILE = 'quartet.yaml';

/**
 * The effective configuration. A flag counts before a variable, this before `quartet.yaml`, this before another
 * system's file, this before the default. Throws `ConfigError` for what is wrong in ours; what is wrong in the files of
 * other systems becomes a warning.
 */
export function loadConfig({ flags, environment, defaults: wanted }: ConfigSources): LoadedConfig {
  const defaults = { ...defaultConfig(), ...wanted };
  const named = flags.get('--config') ?? environment[CONFIG_VARIABLE];
  const file = named !== undefined || existsSync(USUAL_FILE) ? resolve(named ?? USUAL_FILE) : undefined;
  const variables = readEnvironment(environment);
  const ours = [readFlags(flags), variables.given, file === undefined ? [] : readQuartetFile(file)];
  const first = applySources(defaults, ours).config;

  const originals: GivenSetting[][] = [];
  const files = file === undefined ? [] : [file];
  const notices: string[] = [];
  const warnings = [...variables.warnings];
  const unknownSettings = new Map<OriginalSystem['name'], number>();
  for (const system of ORIGINAL_SYSTEMS) {
    const path = system.setting && first[system.setting];
    if (path === undefined) continue;
    const original = loadOriginal(system, path, { defaults, expandEnv: first.expandEnv, environment });
    files.push(path);
    originals.push(original.given);
    notices.push(...describe(system, original));
    warnings.push(...original.problems);
    unknownSettings.set(system.name, original.problems.length);
  }
  if (originals.length > 0) notices.push('listen addresses and storage paths of these files are not taken over');

  const { config, conflicts, origins } = applySources(defaults, [...ours, ...originals]);
  validate(config);
  const readOverrides = <L>(paths: readonly string[], kind: OverridesKind<L>) => {
    if (paths.length === 0) return;
    const runtime = readRuntimeConfig(paths, kind);
    files.push(...paths);
    notices.push(...describe(kind.system, runtime));
    warnings.push(...runtime.problems);
    unknownSettings.set(kind.system.name, runtime.problems.length);
  };
  readOverrides(config.mimirOverrides.files, MIMIR_OVERRIDES);
  readOverrides(config.lokiOverrides.files, LOKI_OVERRIDES);
  readOverrides(config.tempoOverrides.files, TEMPO_OVERRIDES);
  return {
    config: withPasswordFile(config),
    files,
    notices: [...conflicts, ...notices],
    warnings,
    origins,
    unknownSettings,
  };
}

/** `strictConfig`: throws `ConfigError` where another system's file has unknown or bad settings. */
export function refuseUnknownSettings({ config, warnings, unknownSettings }: LoadedConfig): void {
  const count = [...unknownSettings.values()].reduce((sum, problems) => sum + problems, 0);
  if (!config.strictConfig || count === 0) return;
  throw new ConfigError(`strictConfig: ${count} unknown or bad settings\n  ${warnings.slice(-count).join('\n  ')}`);
}

/** Reads one file of `system`. Throws `ConfigError` only where it cannot be read or is not YAML. */
export function loadOriginal(
  system: OriginalSystem,
  path: string,
  { defaults, expandEnv, environment }: { defaults: Config; expandEnv: boolean; environment: Environment },
): OriginalFile {
  const expand = expandEnv && system.expandsEnvironment;
  const file = YamlFile.read(path, (text) => (expand ? expandEnvironment(text, environment) : text));
  return readOriginal(file, system.title, system.table, { defaults, environment });
}

/** Top-level parts and, of those that are known in part, the single paths. */
function describe(
  system: OriginalSystem,
  { unneeded, waiting }: Readonly<Record<'unneeded' | 'waiting', readonly string[]>>,
): string[] {
  const lines: string[] = [];
  if (unneeded.length > 0) lines.push(`${system.title}: not needed here: ${unneeded.join(', ')}`);
  const parts = [...new Set(waiting.map((path) => path.replace(/\[\d+\].*$/, '')))];
  if (parts.length > 0) lines.push(`${system.title}: known, but nothing acts on it yet: ${parts.join(', ')}`);
  return lines;
}
