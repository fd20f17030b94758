import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const TESTS = join(ROOT, 'rules/tests');
export const RUNBOOKS = join(ROOT, 'docs/runbooks');

/** A rule as its file has it. */
export interface ShippedRule {
  /** Relative to the root. */
  readonly file: string;
  readonly group: string;
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly ShippedRule[] }[];
}

/** All rules of all files. */
export const RULES: readonly ShippedRule[] = ['rules', 'rules/logs'].flatMap((directory) =>
  yamlFiles(directory).flatMap((file) =>
    (parse(readFileSync(join(ROOT, file), 'utf8')) as RuleFile).groups.flatMap(({ name, rules }) =>
      rules.map((rule) => ({ ...rule, file, group: name })),
    ),
  ),
);

/** Those that make alerts. */
export const ALERTS = RULES.filter((rule): rule is ShippedRule & Required<ShippedRule> => rule.alert !== undefined);

function yamlFiles(directory: string): string[] {
  return readdirSync(join(ROOT, directory))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${directory}/${name}`);
}
