import { dirname } from 'node:path';
import { RE2JS } from 're2js';
import { ConfigError } from '../../config/config-error.js';
import { ruleFilePaths } from '../../config/prometheus/rule-file-paths.js';
import { readRuleTestFile } from '../../config/prometheus/rule-test-file.js';
import { YamlFile } from '../../config/yaml-file.js';
import type { Features } from '../../promql/features.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import { LOGQL_RULES } from '../../rules/rule-language.js';
import { readMetricLabels } from '../../rules/unit-test/metric-labels.js';
import { readOneHistogram, readSeriesValues } from '../../rules/unit-test/read-notation.js';
import type { RuleTest, RuleTestFile } from '../../rules/unit-test/rule-test.js';
import { type RuleTestFailure, runRuleTest } from '../../rules/unit-test/run-rule-test.js';
import { readRuleFile } from './read-rule-file.js';
import { languageOfRules } from './rule-file-language.js';

export interface RuleTestOptions {
  readonly features: Features;
  /** RE2: only tests whose names one of these finds; none: all. */
  readonly run: readonly string[];
}

/** How one test ended. */
export interface RuleTestOutcome {
  readonly test: RuleTest;
  readonly failures: readonly RuleTestFailure[];
  readonly seconds: number;
}

/** The tests of a file, to be run one after another. */
export interface RuleTests {
  readonly groups: readonly RuleGroup[];
  /** What should not be so although nothing fails for it. */
  readonly warnings: readonly string[];
  outcomes(): AsyncGenerator<RuleTestOutcome>;
}

const NOTATIONS = {
  readLabels: readMetricLabels,
  readValues: readSeriesValues,
  readHistogram: readOneHistogram,
};

/** Reads a file of unit tests of rules and the rule files that it names. Throws `ConfigError` for the first mistake. */
export function openRuleTests(path: string, { features, run }: RuleTestOptions): RuleTests {
  const file = readRuleTestFile(YamlFile.read(path), NOTATIONS);
  const warnings: string[] = [];
  const groups = groupsOf(file, dirname(path), features, warnings);
  const isWanted = nameFilter(run);
  const { evaluationIntervalMs, groupOrder, isFuzzy } = file;
  return {
    groups,
    warnings,
    async *outcomes() {
      for (const test of file.tests) {
        if (!isWanted(test.name)) continue;
        const started = performance.now();
        const failures = await runRuleTest(test, { evaluationIntervalMs, groupOrder, isFuzzy, groups, features });
        yield { test, failures, seconds: (performance.now() - started) / 1000 };
      }
    },
  };
}

/** Throws `ConfigError` where the file is no file of unit tests. Gives how many tests it has. */
export const checkRuleTests = (file: YamlFile): number => readRuleTestFile(file, NOTATIONS).tests.length;

function groupsOf(file: RuleTestFile, directory: string, features: Features, warnings: string[]): RuleGroup[] {
  const read = (patterns: readonly string[], isLogs: boolean) =>
    patterns.flatMap((pattern) => {
      const paths = ruleFilePaths([pattern], directory);
      if (paths.length === 0) warnings.push(`rule_files: no file matches ${pattern}`);
      return paths.flatMap((path) => {
        const rules = YamlFile.read(path);
        return readRuleFile(rules, isLogs ? LOGQL_RULES : languageOfRules(rules, features), file.evaluationIntervalMs);
      });
    });
  return [...read(file.ruleFiles, false), ...read(file.logRuleFiles, true)];
}

function nameFilter(expressions: readonly string[]): (name: string) => boolean {
  const compiled = expressions.map((text) => {
    try {
      return RE2JS.compile(text);
    } catch (error) {
      throw new ConfigError(`--run ${text}: not a regular expression (RE2): ${(error as Error).message}`);
    }
  });
  return (name) => compiled.length === 0 || compiled.some((one) => one.matcher(name).find());
}
