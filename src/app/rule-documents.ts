import { basename, extname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../config/config-error.js';
import { YamlFile } from '../config/yaml-file.js';
import { LOGQL_RULES, promqlRules } from '../rules/rule-language.js';
import { type RuleGroupDocument, ruleGroupDocument } from '../rules/stored/rule-group-document.js';
import { readRuleFile } from './checking/read-rule-file.js';

/** Groups by namespace, as the ruler APIs take and tell them. Groups of a namespace differ in their names. */
export type RuleNamespaces = ReadonlyMap<string, readonly RuleGroupDocument[]>;

export type { RuleGroupDocument };

const LANGUAGES = { promql: promqlRules(new Set()), logql: LOGQL_RULES };

/**
 * The groups of rule files. A file's namespace is `namespace` where it is given, else what the file says, else its name
 * without its extension, as mimirtool has it. Throws `ConfigError` for the first mistake in any of them.
 */
export function readRuleNamespaces(
  paths: readonly string[],
  language: keyof typeof LANGUAGES,
  namespace?: string,
): RuleNamespaces {
  const found = new Map<string, RuleGroupDocument[]>();
  for (const path of paths) {
    const file = YamlFile.read(resolve(path));
    readRuleFile(file, LANGUAGES[language]);
    const said = (file.value(file.root) ?? {}) as { namespace?: string | null; groups?: readonly unknown[] | null };
    const name = namespace ?? said.namespace ?? basename(path, extname(path));
    const groups = found.get(name) ?? [];
    found.set(name, groups);
    for (const group of (said.groups ?? []).map(ruleGroupDocument)) {
      if (groups.some((one) => one.name === group.name))
        throw new ConfigError(`${file.name}: namespace ${name} has group ${JSON.stringify(group.name)} twice`);
      groups.push(group);
    }
  }
  return found;
}

const answerSchema = z.record(
  z.string(),
  z.array(z.object({ name: z.string(), rules: z.array(z.object({}).loose()) }).loose()),
);

/** What a ruler's list of groups (YAML) says. Throws where it is none. */
export function parseRuleNamespaces(text: string): RuleNamespaces {
  const groups = answerSchema.parse(parse(text) ?? {});
  return new Map(Object.entries(groups).map(([name, list]) => [name, list.map(ruleGroupDocument)]));
}
