import type { Config } from '../config/config.js';
import { valueAt } from '../config/precedence.js';
import { effectiveText, SETTINGS } from '../config/settings.js';

/** The effective settings by their flags' names without the dashes, as the status APIs show them; no secrets. */
export function shownSettings(config: Config): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const setting of SETTINGS) {
    const value = valueAt(config, setting.path);
    if (value === undefined) continue;
    shown[setting.flag.slice(2)] = effectiveText(setting, value);
  }
  return shown;
}
