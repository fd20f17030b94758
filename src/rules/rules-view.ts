import type { Labels } from '../model/labels.js';
import { tenantsOf } from '../model/tenant.js';
import { ALERT_STATES, type AlertState } from './active-alert.js';
import type { RuleEvaluation, RuleHealth } from './rule-evaluation.js';
import type { RuleEvaluator } from './rule-evaluator.js';
import type { RuleLanguageName } from './rule-group.js';

/** An alert that is pending or firing. Times in ms since 1970. */
export interface ViewedAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: AlertState;
  readonly activeAtMs: number;
  readonly keepFiringSinceMs: number | undefined;
  readonly value: number;
}

/** A rule as it stands. */
export interface ViewedRule {
  readonly name: string;
  /** The expression in its language's own style. */
  readonly query: string;
  readonly labels: Labels;
  readonly health: RuleHealth;
  readonly lastError: string | undefined;
  readonly lastEvaluationMs: number | undefined;
  readonly durationMs: number;
  /** Of rules that alert. */
  readonly alerting?: {
    readonly state: AlertState;
    readonly forMs: number;
    readonly keepFiringForMs: number;
    readonly annotations: Labels;
    readonly alerts: readonly ViewedAlert[];
  };
}

export interface ViewedGroup {
  readonly file: string;
  readonly name: string;
  readonly intervalMs: number;
  readonly limit: number;
  readonly lastEvaluationMs: number | undefined;
  readonly durationMs: number;
  readonly rules: readonly ViewedRule[];
}

/** What the query APIs tell of rules. */
export interface RulesView {
  /** The groups of one language and of a tenant, or several (`a|b`), by file and name. */
  groups(tenant: string, language: RuleLanguageName): ViewedGroup[];
}

/** What `rules` are now. */
export const viewOf = (rules: { readonly evaluators: readonly RuleEvaluator[] }): RulesView => ({
  groups(tenant, language) {
    const tenants = tenantsOf(tenant);
    return rules.evaluators
      .filter(({ group }) => group.language === language && tenants.includes(group.tenant))
      .map(viewedGroup)
      .sort((a, b) => compareText(a.file, b.file) || compareText(a.name, b.name));
  },
});

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const viewedGroup = ({ group, rules, lastEvaluationMs, durationMs }: RuleEvaluator): ViewedGroup => ({
  file: group.file,
  name: group.name,
  intervalMs: group.intervalMs,
  limit: group.limit,
  lastEvaluationMs,
  durationMs,
  rules: rules.map(viewedRule),
});

function viewedRule({
  rule,
  query,
  alerting,
  health,
  lastError,
  lastEvaluationMs,
  durationMs,
}: RuleEvaluation): ViewedRule {
  const seen = { name: rule.name, query, labels: rule.labels, health, lastError, lastEvaluationMs, durationMs };
  if (alerting === undefined) return seen;
  const { forMs, keepFiringForMs, annotations } = alerting.rule;
  const alerts = alerting.states.all
    .filter(({ state }) => state !== 'inactive')
    .map((alert): ViewedAlert => ({ ...alert, annotations: alerting.annotationsOf(alert) }));
  const state = ALERT_STATES[Math.max(0, ...alerts.map((alert) => ALERT_STATES.indexOf(alert.state)))]!;
  return { ...seen, alerting: { state, forMs, keepFiringForMs, annotations, alerts } };
}
