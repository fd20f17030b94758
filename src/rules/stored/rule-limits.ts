import type { RuleLanguageName } from '../rule-group.js';

/** How many rules a tenant may store in one language; 0 for any number. */
export interface RuleLimits {
  /** `ruler_max_rule_groups_per_tenant` */
  readonly maxGroups: number;
  /** `ruler_max_rules_per_rule_group` */
  readonly maxRulesPerGroup: number;
}

/**
 * Mimir's of metric rules, Loki's of log rules. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits
 * https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export const DEFAULT_RULE_LIMITS: Readonly<Record<RuleLanguageName, RuleLimits>> = {
  promql: { maxGroups: 70, maxRulesPerGroup: 20 },
  logql: { maxGroups: 0, maxRulesPerGroup: 0 },
};
