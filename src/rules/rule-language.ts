import { parse as parseLogql } from '../logql/parser.js';
import { printExpression as printLogql } from '../logql/print.js';
import { QuartetError } from '../model/errors.js';
import type { Features } from '../promql/features.js';
import { parse as parsePromql } from '../promql/parser.js';
import { printExpression as printPromql } from '../promql/print.js';
import { type ContributorsQuery, logqlContributors, promqlContributors } from './contributors-query.js';
import { metricsReadBy } from './metrics-read.js';
import type { RuleLanguageName } from './rule-group.js';

/** What rules must know of a language. */
export interface RuleLanguage {
  readonly name: RuleLanguageName;
  /** Throws `invalid_argument` where the expression is none, or none that a rule can have. */
  check(expression: string): void;
  /** The expression in the language's own style. */
  print(expression: string): string;
  /** Names of the metrics that it reads; undefined where they cannot be told. */
  metricsOf(expression: string): ReadonlySet<string> | undefined;
  /** What finds the series that count most for an alert; undefined where the expression does not allow it. */
  contributorsOf(expression: string): ContributorsQuery | undefined;
}

/** PromQL under the features of its engine. */
export const promqlRules = (features: Features): RuleLanguage => ({
  name: 'promql',
  check: (expression) => void parsePromql(expression, features),
  print: (expression) => printPromql(parsePromql(expression, features)),
  metricsOf: (expression) => metricsReadBy(parsePromql(expression, features)),
  contributorsOf: (expression) => promqlContributors(parsePromql(expression, features)),
});

export const LOGQL_RULES: RuleLanguage = {
  name: 'logql',
  check: (expression) => {
    if (parseLogql(expression).kind !== 'log') return;
    throw new QuartetError(
      'invalid_argument',
      'a log query has no values to compare; a rule needs a metric query such as count_over_time({…}[5m]) > 0',
    );
  },
  print: (expression) => printLogql(parseLogql(expression)),
  metricsOf: () => new Set(),
  contributorsOf: (expression) => logqlContributors(parseLogql(expression)),
};
