import type { Config } from '../config/config.js';
import { SETTINGS } from '../config/settings.js';

/** The effective settings by their flags' names without the dashes, as the status APIs show them; no secrets. */
export function shownSettings(config: Config): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const { flag, path, meta } of SETTINGS) {
    const value = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], config);
    if (value === undefined) continue;
    shown[flag.slice(2)] = meta.isSecret ? '<secret>' : Array.isArray(value) ? value.join(',') : String(value);
  }
  return shown;
}
