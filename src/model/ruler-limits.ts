/**
 * What one tenant may set over the rulers' APIs, under the names of Mimir's and Loki's limits; `Infinity` where there is no
 * limit. https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export interface RuleCountLimits {
  readonly rulerMaxRulesPerRuleGroup: number;
  readonly rulerMaxRuleGroupsPerTenant: number;
}

/**
 * What Mimir has besides of a tenant's metric rules, also of those in files.
 * https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits
 */
export interface RulerLimits extends RuleCountLimits {
  /** Of single namespaces, in the place of the limit of all: `namespace=20` each. */
  readonly rulerMaxRulesPerRuleGroupByNamespace: readonly string[];
  /** Groups within one namespace: `namespace=70` each. */
  readonly rulerMaxRuleGroupsPerTenantByNamespace: readonly string[];
  /** Namespaces that the API does not change. */
  readonly rulerProtectedNamespaces: readonly string[];
  /** ms; how far before its time an evaluation looks, of groups that do not say. */
  readonly rulerEvaluationDelayDuration: number;
  /** ms; groups that name a shorter interval are evaluated this often. */
  readonly rulerMinRuleEvaluationInterval: number;
  readonly rulerRecordingRulesEvaluationEnabled: boolean;
  readonly rulerAlertingRulesEvaluationEnabled: boolean;
}

/** Mimir's, but for the delay: what is acknowledged here can be read. */
export const DEFAULT_RULER_LIMITS: RulerLimits = {
  rulerMaxRulesPerRuleGroup: 20,
  rulerMaxRuleGroupsPerTenant: 70,
  rulerMaxRulesPerRuleGroupByNamespace: [],
  rulerMaxRuleGroupsPerTenantByNamespace: [],
  rulerProtectedNamespaces: [],
  rulerEvaluationDelayDuration: 0,
  rulerMinRuleEvaluationInterval: 0,
  rulerRecordingRulesEvaluationEnabled: true,
  rulerAlertingRulesEvaluationEnabled: true,
};
