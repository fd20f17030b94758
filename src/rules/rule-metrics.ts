import { Counter, Gauge, type Registry } from 'prom-client';
import type { RuleEvaluator } from './rule-evaluator.js';

interface Figure {
  readonly kind: typeof Counter<'rule_group'> | typeof Gauge<'rule_group'>;
  readonly help: string;
  readonly read: (evaluator: RuleEvaluator) => number;
}

/** Under Prometheus' own names, which dashboards use. */
const FIGURES: Readonly<Record<string, Figure>> = {
  prometheus_rule_evaluations_total: {
    kind: Counter,
    help: 'Evaluations of rules.',
    read: ({ counts }) => counts.evaluations,
  },
  prometheus_rule_evaluation_failures_total: {
    kind: Counter,
    help: 'Evaluations of rules that failed.',
    read: ({ counts }) => counts.failures,
  },
  prometheus_rule_group_iterations_total: {
    kind: Counter,
    help: 'Evaluations of groups that were due, missed ones among them.',
    read: ({ counts }) => counts.iterations,
  },
  prometheus_rule_group_iterations_missed_total: {
    kind: Counter,
    help: 'Evaluations of groups that did not take place at their time.',
    read: ({ counts }) => counts.missed,
  },
  prometheus_rule_group_last_duration_seconds: {
    kind: Gauge,
    help: 'How long the last evaluation of a group took.',
    read: ({ durationMs }) => durationMs / 1000,
  },
  prometheus_rule_group_last_evaluation_timestamp_seconds: {
    kind: Gauge,
    help: 'Time of the last evaluation of a group.',
    read: ({ lastEvaluationMs = 0 }) => lastEvaluationMs / 1000,
  },
  prometheus_rule_group_last_evaluation_samples: {
    kind: Gauge,
    help: 'Samples that the last evaluation of a group made.',
    read: ({ samples }) => samples,
  },
  prometheus_rule_group_interval_seconds: {
    kind: Gauge,
    help: 'Interval of a group.',
    read: ({ group }) => group.intervalMs / 1000,
  },
  prometheus_rule_group_rules: {
    kind: Gauge,
    help: 'Rules of a group.',
    read: ({ rules }) => rules.length,
  },
};

/** Makes the figures of rules known, by group (`file;name`). */
export function describeRules(
  rules: { readonly evaluators: readonly RuleEvaluator[] },
  { registry }: { readonly registry: Registry },
): void {
  for (const [name, { kind: Kind, help, read }] of Object.entries(FIGURES)) {
    new Kind({
      name,
      help,
      labelNames: ['rule_group'],
      registers: [registry],
      collect() {
        this.reset();
        for (const evaluator of rules.evaluators)
          this.inc({ rule_group: `${evaluator.group.file};${evaluator.group.name}` }, read(evaluator));
      },
    });
  }
}
