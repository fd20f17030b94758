import type { Node } from 'yaml';
import type { z } from 'zod';
import type { ExpressionTest, RuleTest, RuleTestFile } from '../../rules/unit-test/rule-test.js';
import { readStrict } from '../strict-yaml.js';
import type { YamlFile } from '../yaml-file.js';
import { type RuleTestNotations, ruleTestSchema } from './rule-test-schema.js';
import { entriesOf } from './rule-test-streams.js';

type Given = z.output<ReturnType<typeof ruleTestSchema>>;
type GivenTest = Given['tests'][number];

/** A file of unit tests of rules. Throws `ConfigError` for the first mistake: `file:line:column: path: what is wrong`. */
export function readRuleTestFile(file: YamlFile, notations: RuleTestNotations): RuleTestFile {
  const given = readStrict(file, ruleTestSchema(notations));
  const nodes = file.items(valueUnder(file, file.root, 'tests')) ?? [];
  return {
    ruleFiles: given.rule_files,
    logRuleFiles: given.log_rule_files,
    evaluationIntervalMs: given.evaluation_interval,
    groupOrder: given.group_eval_order,
    isFuzzy: given.fuzzy_compare,
    tests: given.tests.map((test, i) => toTest(test, i, given.evaluation_interval, placesIn(file, nodes[i]))),
  };
}

/** Where the items of a test's lists stand. */
type Places = (list: string, i: number) => string;

const placesIn =
  (file: YamlFile, test: Node | undefined): Places =>
  (list, i) =>
    file.where(file.items(valueUnder(file, test, list))?.[i] ?? test);

const valueUnder = (file: YamlFile, map: Node | undefined, key: string): Node | undefined =>
  file.entries(map)?.findLast((entry) => entry.key === key)?.value;

function toTest(given: GivenTest, i: number, evaluationIntervalMs: number, places: Places): RuleTest {
  const intervalMs = given.interval ?? evaluationIntervalMs;
  const startMs = given.start_timestamp;
  const expressions = (language: ExpressionTest['language'], list: 'promql_expr_test' | 'logql_expr_test') =>
    given[list].map(
      (one, at): ExpressionTest => ({
        place: places(list, at),
        language,
        expression: one.expr,
        evalMs: one.eval_time,
        expected: one.exp_samples,
      }),
    );
  return {
    name: given.name || `test ${i + 1}`,
    startMs,
    intervalMs,
    series: given.input_series.map(({ series, values }) => ({ labels: series, values })),
    entries: given.input_streams.flatMap((stream) => entriesOf(stream, startMs, intervalMs)),
    alerts: given.alert_rule_test.map((one, at) => ({
      place: places('alert_rule_test', at),
      evalMs: one.eval_time,
      alertName: one.alertname,
      expected: one.exp_alerts.map(({ exp_labels: labels, exp_annotations: annotations }) => ({ labels, annotations })),
    })),
    expressions: [...expressions('promql', 'promql_expr_test'), ...expressions('logql', 'logql_expr_test')],
    externalLabels: given.external_labels,
    externalUrl: given.external_url ?? '',
  };
}
