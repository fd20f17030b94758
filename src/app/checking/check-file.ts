import { readBlackboxModules } from '../../config/blackbox/blackbox.js';
import { ConfigError } from '../../config/config-error.js';
import { defaultConfig } from '../../config/defaults.js';
import { loadOriginal } from '../../config/load-config.js';
import { systemOf } from '../../config/originals/recognise.js';
import type { OriginalSystem } from '../../config/originals/systems.js';
import { YamlFile } from '../../config/yaml-file.js';
import type { Features } from '../../promql/features.js';
import { checkAlertmanager } from './check-alertmanager.js';
import { checkPrometheus } from './check-prometheus.js';
import { checkRules } from './check-rules.js';
import { type CheckedFile, counted } from './checked-file.js';
import { unreadableFiles } from './named-files.js';
import { checkRuleTests } from './test-rules.js';

/** What a file turned out to be, and what was found in it. */
export interface CheckedOriginal extends CheckedFile {
  /** The system whose file it is. */
  readonly title: string;
  /** Paths of settings that have no use here. */
  readonly unneeded: readonly string[];
}

type Check = (file: YamlFile, features: Features) => CheckedFile;

/** Kinds of files that only their strict readers know. */
const BY_KEY: Readonly<Record<string, { readonly title: string; readonly check: Check }>> = {
  modules: {
    title: 'Blackbox exporter',
    check: (file) => ({
      found: [`SUCCESS: ${counted(readBlackboxModules(file).size, 'module')} found`],
      warnings: unreadableFiles(file),
      problems: [],
    }),
  },
  tests: {
    title: 'unit tests of rules',
    check: (file) => ({
      found: [`SUCCESS: ${counted(checkRuleTests(file), 'test')} found; quartet test rules runs them`],
      warnings: [],
      problems: [],
    }),
  },
};

/** Of systems whose files are read strictly: as a whole, or only what the table of their settings leaves to it. */
const STRICT: Partial<Record<OriginalSystem['name'], { readonly check: Check; readonly isWhole: boolean }>> = {
  prometheus: { check: checkPrometheus, isWhole: false },
  prometheus_rules: { check: checkRules, isWhole: true },
  alertmanager: { check: checkAlertmanager, isWhole: true },
};

/** Checks a file of another system with all that it names. Throws `ConfigError` where it cannot be read, or is nothing known. */
export function checkOriginal(path: string, features: Features): CheckedOriginal {
  const keys = topKeys(path);
  for (const [key, { title, check }] of Object.entries(BY_KEY))
    if (keys.includes(key)) return { title, unneeded: [], ...strictly(() => check(YamlFile.read(path), features)) };
  const system = systemOf(path);
  const { check, isWhole } = STRICT[system.name] ?? { check: undefined, isWhole: false };
  const strict = check === undefined ? NOTHING : strictly(() => check(YamlFile.read(path), features));
  if (isWhole) return { title: system.title, unneeded: [], ...strict };
  const { problems, unneeded } = loadOriginal(system, path, {
    defaults: defaultConfig(),
    expandEnv: true,
    environment: process.env,
  });
  return { title: system.title, unneeded, ...strict, problems: [...problems, ...strict.problems] };
}

const NOTHING: CheckedFile = { found: [], warnings: [], problems: [] };

function topKeys(path: string): string[] {
  const file = YamlFile.read(path);
  return (file.entries(file.root) ?? []).map(({ key }) => key);
}

function strictly(check: () => CheckedFile): CheckedFile {
  try {
    return check();
  } catch (error) {
    if (error instanceof ConfigError) return { ...NOTHING, problems: [error.message] };
    throw error;
  }
}
