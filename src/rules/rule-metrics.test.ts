import { expect, it } from 'vitest';
import { groupsOf, MINUTE, RuleBench, T0 } from '../../test/rules/rule-bench.js';
import { Metrics } from '../telemetry/metrics.js';
import { describeRules } from './rule-metrics.js';

it('counts evaluations by group', async () => {
  const bench = new RuleBench();
  const metrics = new Metrics('1.2.3');
  describeRules(bench.rules, metrics);
  const rules = '[{record: r, expr: vector(1)}, {record: s, expr: \'"x"\'}]';
  const group = `groups: [{name: g, align_evaluation_time_on_interval: true, rules: ${rules}}]`;
  await bench.rules.apply(groupsOf(group), []);
  await bench.rules.start();
  await bench.clock.advance(2 * MINUTE);
  const page = await metrics.registry.metrics();
  for (const line of [
    'prometheus_rule_evaluations_total{rule_group="/etc/rules.yml;g"} 4',
    'prometheus_rule_evaluation_failures_total{rule_group="/etc/rules.yml;g"} 2',
    'prometheus_rule_group_iterations_total{rule_group="/etc/rules.yml;g"} 2',
    'prometheus_rule_group_iterations_missed_total{rule_group="/etc/rules.yml;g"} 0',
    `prometheus_rule_group_last_evaluation_timestamp_seconds{rule_group="/etc/rules.yml;g"} ${T0 / 1000 + 120}`,
    'prometheus_rule_group_last_evaluation_samples{rule_group="/etc/rules.yml;g"} 1',
    'prometheus_rule_group_interval_seconds{rule_group="/etc/rules.yml;g"} 60',
    'prometheus_rule_group_rules{rule_group="/etc/rules.yml;g"} 2',
  ])
    expect(page).toContain(line);
});
