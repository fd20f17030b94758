import { nearest } from '../lib/nearest.js';
import { ConfigError } from './config-error.js';
import { badValue } from './quartet-file.js';
import { type GivenSetting, SETTINGS, type Setting, withPaths } from './settings.js';

function parseText(setting: Setting, raw: string, origin: string): GivenSetting {
  const parsed = setting.schema.safeParse(raw);
  if (!parsed.success) throw new ConfigError(`${origin}: ${badValue(setting, raw, parsed.error)}`);
  return { setting, value: withPaths(setting, parsed.data), origin };
}

/** The settings given as flags; `flags` has the text of each by its flag's name (`--listen`). */
export function readFlags(flags: ReadonlyMap<string, string>): GivenSetting[] {
  return SETTINGS.flatMap((setting) => {
    const raw = flags.get(setting.flag);
    return raw === undefined ? [] : [parseText(setting, raw, setting.flag)];
  });
}

/** Names the variable that names `quartet.yaml`. */
export const CONFIG_VARIABLE = 'QUARTET_CONFIG';

/** Variables that are no settings: the server that commands speak to is one. */
const OTHER_VARIABLES = [CONFIG_VARIABLE, 'QUARTET_URL'];

/** The project's own test switches. */
const isTestSwitch = (name: string) => name.startsWith('QUARTET_TEST_');

/** The settings given as `QUARTET_*`. An empty variable counts as not set; unknown ones become warnings. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): {
  given: GivenSetting[];
  warnings: string[];
} {
  const byName = new Map(SETTINGS.map((setting) => [setting.variable, setting]));
  const given: GivenSetting[] = [];
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(environment)) {
    if (!name.startsWith('QUARTET_') || raw === undefined || raw === '') continue;
    const setting = byName.get(name);
    if (setting !== undefined) given.push(parseText(setting, raw, name));
    else if (!OTHER_VARIABLES.includes(name) && !isTestSwitch(name)) {
      const close = nearest(name, [...byName.keys(), ...OTHER_VARIABLES]);
      warnings.push(`${name} names no setting${close === undefined ? '' : `; did you mean ${close}?`}`);
    }
  }
  return { given, warnings };
}
