import { countOf } from '../../model/counts-by-name.js';
import type { RuleCountLimits, RulerLimits } from '../../model/ruler-limits.js';

/** What an owner may store; of what is absent there is no limit. */
export type StoredRuleLimits = RuleCountLimits &
  Partial<
    Pick<
      RulerLimits,
      | 'rulerMaxRulesPerRuleGroupByNamespace'
      | 'rulerMaxRuleGroupsPerTenantByNamespace'
      | 'rulerProtectedNamespaces'
      | 'rulerMinRuleEvaluationInterval'
    >
  >;

export const mostRules = (limits: StoredRuleLimits, namespace: string): number =>
  countOf(limits.rulerMaxRulesPerRuleGroupByNamespace ?? [], namespace) ?? limits.rulerMaxRulesPerRuleGroup;

/** Of a namespace that has a limit of its own; undefined where the groups of all count together. */
export const mostGroupsOf = (limits: StoredRuleLimits, namespace: string): number | undefined =>
  countOf(limits.rulerMaxRuleGroupsPerTenantByNamespace ?? [], namespace);
