import { type RuleFileOptions, readRules } from '../../config/prometheus/rule-files.js';
import type { YamlFile } from '../../config/yaml-file.js';
import { DEFAULT_TENANT } from '../../model/tenant.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import type { RuleLanguage } from '../../rules/rule-language.js';
import { checkTemplate } from '../../rules/template/check-template.js';

/** The groups of a rule file. Throws `ConfigError` for the first mistake. */
export function readRuleFile(file: YamlFile, language: RuleLanguage, intervalMs = 60_000): RuleGroup[] {
  const options: RuleFileOptions = {
    language: language.name,
    tenant: DEFAULT_TENANT,
    intervalMs,
    queryOffsetMs: 0,
    checkExpression: (expression) => language.check(expression),
    checkTemplate,
  };
  return readRules(file, options);
}
