import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openRuleTests, type RuleTestOutcome } from '../../app/checking/test-rules.js';
import { enabledFeatures } from '../../app/features.js';
import { ConfigError } from '../../config/config-error.js';
import { type FileReport, junitReport } from './junit.js';

export interface TestRulesOptions {
  readonly run?: readonly string[];
  readonly junit?: string;
  readonly debug?: boolean;
  readonly enableFeature?: readonly string[];
}

/** `quartet test rules FILE...`: runs unit tests of rules and prints what failed; 1 when something did. */
export async function testRules(paths: readonly string[], options: TestRulesOptions): Promise<number> {
  const names = (options.enableFeature ?? []).flatMap((text) => text.split(','));
  const features = enabledFeatures(names, (message) => console.error(message)).promql;
  const reports: FileReport[] = [];
  for (const path of paths) {
    console.log(`Unit Testing:  ${path}`);
    const report = await runFile(path, { ...options, features });
    reports.push(report);
    print(report);
  }
  if (options.junit !== undefined) writeFileSync(options.junit, junitReport(reports));
  return reports.some(hasFailed) ? 1 : 0;
}

async function runFile(
  path: string,
  { run = [], debug = false, features }: TestRulesOptions & Pick<Parameters<typeof openRuleTests>[1], 'features'>,
): Promise<FileReport> {
  const outcomes: RuleTestOutcome[] = [];
  try {
    const tests = openRuleTests(resolve(path), { features, run });
    for (const warning of tests.warnings) console.error(`  WARNING: ${warning}`);
    if (debug)
      console.log(`  DEBUG: ${tests.groups.length} groups, ${tests.groups.flatMap((one) => one.rules).length} rules`);
    for await (const outcome of tests.outcomes()) {
      outcomes.push(outcome);
      if (debug) console.log(`  DEBUG: ${described(outcome)}`);
    }
    return { path, outcomes, error: undefined };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { path, outcomes, error: error.message };
  }
}

function described({ test, failures, seconds }: RuleTestOutcome): string {
  const result = failures.length === 0 ? 'passed' : `${failures.length} failed`;
  const input = `${test.series.length} series and ${test.entries.length} log entries`;
  const checks = `${test.alerts.length} checks of alerts, ${test.expressions.length} of expressions`;
  return `${test.name}: ${input}; ${checks}; ${result} in ${seconds.toFixed(3)} s`;
}

const hasFailed = ({ error, outcomes }: FileReport): boolean =>
  error !== undefined || outcomes.some(({ failures }) => failures.length > 0);

function print(report: FileReport): void {
  if (!hasFailed(report)) {
    const count = report.outcomes.length;
    console.log(`  SUCCESS: ${count} ${count === 1 ? 'test' : 'tests'}\n`);
    return;
  }
  console.error('  FAILED:');
  if (report.error !== undefined) console.error(`    ${report.error}`);
  for (const { test, failures } of report.outcomes) {
    if (failures.length > 0) console.error(`    ${test.name}:`);
    for (const { place, what, differences } of failures) {
      console.error(`      ${place === '' ? '' : `${place}: `}${what}`);
      for (const difference of differences) console.error(`        ${difference}`);
    }
  }
  console.error('');
}
