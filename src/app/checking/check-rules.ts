import type { Node } from 'yaml';
import type { YamlFile } from '../../config/yaml-file.js';
import { labelsKey } from '../../model/labels-key.js';
import type { Features } from '../../promql/features.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import type { RuleLanguage } from '../../rules/rule-language.js';
import { shownLabels } from '../../rules/unit-test/shown.js';
import { type CheckedFile, counted } from './checked-file.js';
import { readRuleFile } from './read-rule-file.js';
import { languageOfRules } from './rule-file-language.js';

/** Checks a rule file, as `promtool check rules` does. Throws `ConfigError` for the first mistake. */
export function checkRules(file: YamlFile, features: Features, language?: RuleLanguage): CheckedFile {
  const spoken = language ?? languageOfRules(file, features);
  const groups = readRuleFile(file, spoken);
  const rules = groups.flatMap((group) => group.rules);
  const kind = spoken.name === 'logql' ? ' (LogQL)' : '';
  return {
    found: [`SUCCESS: ${counted(rules.length, 'rule')} found${kind}`],
    warnings: [...duplicates(groups, file.name), ...functionsOfOurs(file)],
    problems: [],
  };
}

/** Rules of one name and the same labels overwrite each other's series. */
function duplicates(groups: readonly RuleGroup[], name: string): string[] {
  const seen = new Set<string>();
  const warned = new Map<string, string>();
  for (const { rules } of groups) {
    for (const rule of rules) {
      const key = `${rule.name} ${labelsKey(rule.labels)}`;
      if (seen.has(key)) warned.set(key, `${name}: duplicate rule: ${rule.name}${shownLabels(rule.labels)}`);
      seen.add(key);
    }
  }
  return [...warned.values()].map((text) => `${text}; might cause inconsistency while recording expressions`);
}

/** Functions of templates that Prometheus lacks: it would refuse the file. */
function functionsOfOurs(file: YamlFile): string[] {
  const warnings: string[] = [];
  const look = (node: Node | undefined) => {
    for (const { value } of file.entries(node) ?? [])
      if (/\{\{[^}]*\bhumanizeBytes\b/.test(String(file.value(value))))
        warnings.push(`${file.where(value)}: humanizeBytes is not in Prometheus; there write {{ … | humanize1024 }}B`);
  };
  for (const group of itemsUnder(file, file.root, 'groups'))
    for (const rule of itemsUnder(file, group, 'rules'))
      for (const { key, value } of file.entries(rule) ?? []) if (key === 'labels' || key === 'annotations') look(value);
  return warnings;
}

const itemsUnder = (file: YamlFile, node: Node | undefined, key: string): Node[] =>
  (file.entries(node) ?? []).filter((entry) => entry.key === key).flatMap(({ value }) => file.items(value) ?? []);
