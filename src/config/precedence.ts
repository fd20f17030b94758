import { isDeepStrictEqual } from 'node:util';
import type { Config, ConfigPatch } from './config.js';
import { effectiveText, type GivenSetting, SETTINGS, type Setting } from './settings.js';

/** The value at `path` of a configuration or a part of one. */
export function valueAt(config: Config | ConfigPatch, path: readonly string[]): unknown {
  let value: unknown = config;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function setAt(config: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let object = config;
  for (const key of path.slice(0, -1)) object = object[key] as Record<string, unknown>;
  object[path.at(-1)!] = value;
}

/** A part of a configuration as settings, all of one origin. */
export function givenByPatch(patch: ConfigPatch, origin: string): GivenSetting[] {
  return SETTINGS.flatMap((setting) => {
    const value = valueAt(patch, setting.path);
    return value === undefined ? [] : [{ setting, value, origin }];
  });
}

/**
 * Lays `sources`, the strongest first, over `defaults`. Where two sources give one setting different values, the weaker
 * one is told of in `conflicts`. `origins`: where the settings that some source gives come from, by their keys.
 */
export function applySources(
  defaults: Config,
  sources: readonly (readonly GivenSetting[])[],
): { config: Config; conflicts: string[]; origins: ReadonlyMap<string, string> } {
  const config = structuredClone(defaults) as unknown as Record<string, unknown>;
  const winners = new Map<Setting, GivenSetting>();
  const conflicts: string[] = [];
  for (const given of sources.flat()) {
    const { setting, value, origin } = given;
    const winner = winners.get(setting);
    if (winner === undefined) {
      winners.set(setting, given);
      setAt(config, setting.path, value);
    } else if (!isDeepStrictEqual(winner.value, value)) {
      const used = `${effectiveText(setting, winner.value)} of ${winner.origin}`;
      conflicts.push(`${setting.key}: ${used} is used, ${effectiveText(setting, value)} of ${origin} is not`);
    }
  }
  const origins = new Map([...winners.values()].map(({ setting, origin }) => [setting.key, origin]));
  return { config: config as unknown as Config, conflicts, origins };
}
