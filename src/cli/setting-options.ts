import { type Command, Option } from 'commander';
import { SETTINGS, type Setting } from '../config/settings.js';

const CONFIG = new Option('--config <PATH>', 'our configuration file; quartet.yaml is read when it exists');

const GROUPS: Readonly<Record<string, string>> = {
  ports: 'Ports (0 takes a free one, off turns the dialect off):',
  storage: 'Storage:',
  retention: 'Retention:',
  limits: 'Limits:',
  loki: 'Loki:',
  rules: 'Rules:',
  alerting: 'Alerting:',
  exporters: 'Exporters:',
  prometheus: 'Prometheus:',
  mimir: 'Mimir:',
  tempo: 'Tempo:',
};

function optionOf({ flag, meta, path }: Setting): Option {
  const option = new Option(meta.argument === undefined ? `${flag} [true|false]` : `${flag} <${meta.argument}>`);
  option.description = meta.description;
  option.helpGroup(path.length > 1 ? GROUPS[path[0]!]! : 'Settings:');
  if (meta.isList) option.argParser((value: string, before?: string) => (before ? `${before},${value}` : value));
  return option;
}

/** Gives `command` a flag for every setting. */
export function addSettingOptions(command: Command): Command {
  command.addOption(CONFIG);
  for (const setting of SETTINGS) command.addOption(optionOf(setting));
  return command.addHelpText(
    'after',
    '\nEvery flag is also a variable: --storage-engine is QUARTET_STORAGE_ENGINE. A flag counts before a variable, this\n' +
      "before quartet.yaml, this before another system's file. Keys of quartet.yaml: docs/configuration.md.",
  );
}

/** The text of the flags that were given, by name. */
export function givenFlags(command: Command): Map<string, string> {
  const flags = new Map<string, string>();
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (typeof value === 'string') flags.set(option.long!, value);
  }
  return flags;
}

const BOOLEAN_FLAGS = new Set(SETTINGS.filter(({ meta }) => meta.argument === undefined).map(({ flag }) => flag));

/** `--multitenancy` becomes `--multitenancy=true`, so that it does not take the next argument for its value. */
export function spellOutBooleans(args: readonly string[]): string[] {
  return args.map((arg) => (BOOLEAN_FLAGS.has(arg) ? `${arg}=true` : arg));
}
