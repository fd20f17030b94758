import type { YamlFile } from '../../config/yaml-file.js';
import { METRIC_NAME } from '../../model/labels.js';
import type { Features } from '../../promql/features.js';
import { parse } from '../../promql/parser.js';
import { selectorsOf } from '../../promql/selectors-of.js';
import { LOGQL_RULES, promqlRules, type RuleLanguage } from '../../rules/rule-language.js';

/**
 * The language that the expressions of a rule file are written in: the one that more of them are right in. What is right in
 * both is LogQL where no selector names a metric, as in `rate({app="shop"}[5m])`.
 */
export function languageOfRules(file: YamlFile, features: Features): RuleLanguage {
  const promql = promqlRules(features);
  const expressions = expressionsOf(file);
  const right = (language: RuleLanguage) => expressions.filter((one) => succeeds(() => language.check(one)));
  const [asMetrics, asLogs] = [right(promql), right(LOGQL_RULES)];
  if (asMetrics.length !== asLogs.length) return asMetrics.length > asLogs.length ? promql : LOGQL_RULES;
  return asLogs.length > 0 && asLogs.every((one) => namesNoMetric(one, features)) ? LOGQL_RULES : promql;
}

function expressionsOf(file: YamlFile): string[] {
  const under = (nodes: readonly ReturnType<typeof file.items>[], key: string) =>
    nodes.flatMap((items) =>
      (items ?? []).flatMap((item) => file.entries(item)?.filter((entry) => entry.key === key) ?? []),
    );
  const groups = file.entries(file.root)?.filter(({ key }) => key === 'groups') ?? [];
  const rules = under(
    groups.map(({ value }) => file.items(value)),
    'rules',
  );
  return under(
    rules.map(({ value }) => file.items(value)),
    'expr',
  ).map(({ value }) => String(file.value(value)));
}

function namesNoMetric(expression: string, features: Features): boolean {
  const selectors = [...selectorsOf(parse(expression, features))];
  return selectors.length > 0 && selectors.every(({ matchers }) => matchers.every(({ name }) => name !== METRIC_NAME));
}

function succeeds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
