import { exponentDigits } from '../../lib/gotemplate/float-digits.js';
import { labelsToObject } from '../../model/labels.js';
import type { ViewedAlert, ViewedGroup, ViewedRule } from '../../rules/rules-view.js';

/** As Go writes the time before all others. */
const NEVER = '0001-01-01T00:00:00Z';

/** Times as Go's JSON has them: without zeros at the end of the fraction. */
const time = (ms: number | undefined): string =>
  ms === undefined ? NEVER : new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');

const seconds = (ms: number): number => ms / 1000;

/** A group with these of its rules, as `/api/v1/rules` shows it. */
export const groupJson = (group: ViewedGroup, rules: readonly ViewedRule[], hasAlerts: boolean) => ({
  name: group.name,
  file: group.file,
  rules: rules.map((rule) => ruleJson(rule, hasAlerts)),
  interval: seconds(group.intervalMs),
  limit: group.limit,
  evaluationTime: seconds(group.durationMs),
  lastEvaluation: time(group.lastEvaluationMs),
});

function ruleJson({ alerting, ...rule }: ViewedRule, hasAlerts: boolean) {
  const last = {
    health: rule.health,
    ...(rule.lastError !== undefined && { lastError: rule.lastError }),
    evaluationTime: seconds(rule.durationMs),
    lastEvaluation: time(rule.lastEvaluationMs),
  };
  const labels = labelsToObject(rule.labels);
  if (alerting === undefined) {
    const shown = rule.labels.length > 0 ? { labels } : {};
    return { name: rule.name, query: rule.query, ...shown, ...last, type: 'recording' };
  }
  return {
    state: alerting.state,
    name: rule.name,
    query: rule.query,
    duration: seconds(alerting.forMs),
    keepFiringFor: seconds(alerting.keepFiringForMs),
    labels,
    annotations: labelsToObject(alerting.annotations),
    alerts: hasAlerts ? alerting.alerts.map(alertJson) : null,
    ...last,
    type: 'alerting',
  };
}

/** An alert as `/api/v1/alerts` shows it. */
export const alertJson = (alert: ViewedAlert) => ({
  labels: labelsToObject(alert.labels),
  annotations: labelsToObject(alert.annotations),
  state: alert.state,
  activeAt: time(alert.activeAtMs),
  ...(alert.keepFiringSinceMs !== undefined && { keepFiringSince: time(alert.keepFiringSinceMs) }),
  value: valueText(alert.value),
});

function valueText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return exponentDigits(value, undefined);
}
