import { LogqlEngine } from '../../logql/engine.js';
import { DEFAULT_TENANT } from '../../model/tenant.js';
import { DEFAULT_ENGINE_OPTIONS, PromqlEngine } from '../../promql/engine.js';
import type { Features } from '../../promql/features.js';
import type { LogReader } from '../../storage/interface.js';
import { engineQueries } from '../engine-queries.js';
import { DEFAULT_ALERT_TIMES, type RuleEnvironment } from '../rule-environment.js';
import { RuleEvaluator } from '../rule-evaluator.js';
import type { RuleGroup } from '../rule-group.js';
import { LOGQL_RULES, promqlRules, type RuleLanguage } from '../rule-language.js';
import { compareAlerts } from './compare-alerts.js';
import { compareSamples } from './compare-samples.js';
import { MemoryLogReader } from './memory-log-reader.js';
import { MemoryMetrics } from './memory-metrics.js';
import type { AlertTest, ExpressionTest, RuleTest, RuleTestFile } from './rule-test.js';
import { shownTime } from './shown.js';

const LIMITS = { timeoutMs: 120_000, maxMemory: 1e9 };
const LOG_LIMITS = { maxPoints: 50_000_000, maxSeries: 10_000 };

/** Evaluations that one test may need. */
const MAX_EVALUATIONS = 1_000_000;

/** One check that did not hold. */
export interface RuleTestFailure {
  /** `file:line:column` of the check, or of nothing where rules failed. */
  readonly place: string;
  readonly what: string;
  /** `-` what was expected, `+` what came instead. */
  readonly differences: readonly string[];
}

/** What all tests of a file share. */
export interface RuleTestSuite extends Pick<RuleTestFile, 'evaluationIntervalMs' | 'groupOrder' | 'isFuzzy'> {
  readonly groups: readonly RuleGroup[];
  readonly features: Features;
}

/**
 * Evaluates the groups over the series and the entries of a test, from its start on once in each evaluation interval, and
 * looks at its checks. Gives those that did not hold; a rule that fails ends the test.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export async function runRuleTest(test: RuleTest, suite: RuleTestSuite): Promise<readonly RuleTestFailure[]> {
  return new RuleTestRun(test, suite).run();
}

class RuleTestRun {
  private readonly environment: RuleEnvironment;
  private readonly evaluators: readonly RuleEvaluator[];
  /** Of the last check, from the test's start. */
  private readonly lastMs: number;

  constructor(
    private readonly test: RuleTest,
    private readonly suite: RuleTestSuite,
  ) {
    const metrics = new MemoryMetrics();
    const { startMs, intervalMs } = test;
    this.lastMs = Math.max(0, ...[...test.alerts, ...test.expressions].map(({ evalMs }) => evalMs));
    // As in promtool, what comes after the last evaluation is not there.
    const lastEvaluation = Math.floor(this.lastMs / suite.evaluationIntervalMs) * suite.evaluationIntervalMs;
    const points = Math.floor(lastEvaluation / intervalMs) + 1;
    for (const { labels, values } of test.series)
      metrics.load({ labels, values: values.slice(0, points) }, startMs, intervalMs);
    this.environment = environmentOf(test, metrics, suite.features);
    this.evaluators = inOrder(suite.groups, suite.groupOrder).map(
      (group) => new RuleEvaluator(group, this.environment, false),
    );
  }

  async run(): Promise<readonly RuleTestFailure[]> {
    const { test, suite } = this;
    const interval = suite.evaluationIntervalMs;
    const last = this.lastMs;
    if (last / interval > MAX_EVALUATIONS)
      return [failure('', `${shownTime(last)} are more than ${MAX_EVALUATIONS} evaluations`)];
    const failures: RuleTestFailure[] = [];
    for (let ms = 0; ms <= last; ms += interval) {
      const failed = await this.evaluate(ms);
      if (failed.length > 0) return [...failures, ...failed];
      for (const check of test.alerts)
        if (check.evalMs >= ms && check.evalMs < ms + interval) failures.push(...this.checkAlerts(check));
    }
    for (const check of test.expressions) failures.push(...(await this.checkExpression(check)));
    return failures;
  }

  /** Gives the rules that failed. */
  private async evaluate(ms: number): Promise<RuleTestFailure[]> {
    for (const evaluator of this.evaluators) {
      await evaluator.evaluate(this.test.startMs + ms, 'all', new AbortController().signal);
      const failed = evaluator.rules.filter(({ health }) => health === 'err');
      if (failed.length > 0)
        return failed.map(({ rule, lastError }) =>
          failure(
            evaluator.group.file,
            `rule ${rule.name} of group ${evaluator.group.name} at ${shownTime(ms)}: ${lastError}`,
          ),
        );
    }
    return [];
  }

  private checkAlerts({ place, alertName, evalMs, expected }: AlertTest): RuleTestFailure[] {
    const rules = this.evaluators.flatMap((evaluator) => evaluator.rules).filter(({ rule }) => rule.name === alertName);
    const alerts = rules.flatMap(({ alerting }) => alerting?.states.all ?? []);
    const differences = compareAlerts(
      alertName,
      expected,
      alerts.filter(({ state }) => state === 'firing'),
    );
    if (differences.length === 0) return [];
    const pending = alerts.filter(({ state }) => state === 'pending').length;
    const why = !rules.some(({ alerting }) => alerting !== undefined)
      ? ' (no rule makes it)'
      : pending > 0
        ? ` (${pending} pending)`
        : '';
    return [failure(place, `alert ${alertName} at ${shownTime(evalMs)}${why}`, differences)];
  }

  private async checkExpression(check: ExpressionTest): Promise<RuleTestFailure[]> {
    const { place, language, expression, evalMs, expected } = check;
    const what = `${expression.trim()} at ${shownTime(evalMs)}`;
    try {
      const query = this.environment.queries[language];
      const found = await query.instant(DEFAULT_TENANT, expression, this.test.startMs + evalMs);
      const differences = compareSamples(expected, found, this.suite.isFuzzy);
      return differences.length === 0 ? [] : [failure(place, what, differences)];
    } catch (error) {
      return [failure(place, `${what}: ${(error as Error).message}`)];
    }
  }
}

const failure = (place: string, what: string, differences: readonly string[] = []): RuleTestFailure => ({
  place,
  what,
  differences,
});

function environmentOf(test: RuleTest, metrics: MemoryMetrics, features: Features): RuleEnvironment {
  const promql = new PromqlEngine(metrics.reader, { ...DEFAULT_ENGINE_OPTIONS, features });
  const logs = new MemoryLogReader(test.entries) as Pick<LogReader, 'scan'> as LogReader;
  return {
    queries: engineQueries(promql, new LogqlEngine(logs, LOG_LIMITS), LIMITS),
    languages: { promql: unexplained(promqlRules(features)), logql: unexplained(LOGQL_RULES) },
    writer: metrics.writer,
    reader: metrics.reader,
    alerts: { send: async () => undefined },
    externalUrl: test.externalUrl,
    externalLabels: () => test.externalLabels,
    times: DEFAULT_ALERT_TIMES,
    // Failures are looked for after each evaluation; a template's stands in the alert.
    logger: { info: () => undefined, warn: () => undefined },
  };
}

/** Nobody reads the top contributors of an alert here, so they are not asked for. */
const unexplained = (language: RuleLanguage): RuleLanguage => ({ ...language, contributorsOf: () => undefined });

/** Groups that are not named come first, as they stand. */
function inOrder(groups: readonly RuleGroup[], names: readonly string[]): RuleGroup[] {
  return [...groups].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}
