import type { RulerLimits } from '../model/ruler-limits.js';
import type { RuleGroup } from './rule-group.js';

type EvaluationLimits = Pick<
  RulerLimits,
  | 'rulerEvaluationDelayDuration'
  | 'rulerMinRuleEvaluationInterval'
  | 'rulerRecordingRulesEvaluationEnabled'
  | 'rulerAlertingRulesEvaluationEnabled'
>;

/**
 * The groups as their tenants' limits let them be evaluated: without the kinds of rules that are off, and with the tenant's
 * delay where a group names none, and no more often than the tenant may. Limits are Mimir's, which know of metric rules only.
 */
export const limitedGroups = (
  groups: readonly RuleGroup[],
  limitsOf: (tenant: string) => EvaluationLimits,
): readonly RuleGroup[] =>
  groups.map((group) => (group.language === 'promql' ? limited(group, limitsOf(group.tenant)) : group));

/** Tells whether anything of the limits of these groups has changed. */
export const evaluationLimits = (
  groups: readonly RuleGroup[],
  limitsOf: (tenant: string) => EvaluationLimits,
): string =>
  JSON.stringify(
    [...new Set(groups.map(({ tenant }) => tenant))].map((tenant) => {
      const limits = limitsOf(tenant);
      return [
        tenant,
        limits.rulerEvaluationDelayDuration,
        limits.rulerMinRuleEvaluationInterval,
        limits.rulerRecordingRulesEvaluationEnabled,
        limits.rulerAlertingRulesEvaluationEnabled,
      ];
    }),
  );

function limited(group: RuleGroup, limits: EvaluationLimits): RuleGroup {
  const { rulerEvaluationDelayDuration, rulerRecordingRulesEvaluationEnabled, rulerAlertingRulesEvaluationEnabled } =
    limits;
  const isOn = { recording: rulerRecordingRulesEvaluationEnabled, alerting: rulerAlertingRulesEvaluationEnabled };
  const rules = group.rules.every(({ kind }) => isOn[kind])
    ? group.rules
    : group.rules.filter(({ kind }) => isOn[kind]);
  const least = group.hasCommonOffset ? rulerEvaluationDelayDuration : 0;
  const intervalMs = Math.max(group.intervalMs, limits.rulerMinRuleEvaluationInterval);
  return { ...group, rules, intervalMs, queryOffsetMs: Math.max(group.queryOffsetMs, least) };
}
