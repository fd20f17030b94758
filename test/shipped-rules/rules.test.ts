import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ALERTS, RULES, TESTS } from './shipped.js';

const SEVERITIES = ['none', 'info', 'warning', 'critical'];

/** Its silence is what is told of, by somebody else. */
const ALWAYS_FIRING = 'Watchdog';
const CATEGORIES =
  'service performance slo database cache host container cost llm mcp airtable queue saga frontend security probe platform'.split(
    ' ',
  );

interface AlertCheck {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

interface TestFile {
  readonly tests: readonly { readonly alert_rule_test: readonly AlertCheck[] }[];
}

const CHECKS = readdirSync(TESTS).flatMap((file) =>
  (parse(readFileSync(join(TESTS, file), 'utf8')) as TestFile).tests.flatMap((test) => test.alert_rule_test),
);

const names = (rules: readonly { readonly alert?: string; readonly record?: string }[]) =>
  rules.map(({ alert, record }) => alert ?? record);

it('no name comes twice', () => {
  for (const rules of [RULES, ALERTS]) expect(names(rules)).toEqual([...new Set(names(rules))]);
});

it('names of groups are unique', () => {
  const groups = new Map(RULES.map(({ group, file }) => [`${file} ${group}`, group]));
  expect([...groups.values()].sort()).toEqual([...new Set(groups.values())].sort());
});

it('recorded series are named by level, metric and operation', () => {
  for (const { record } of RULES) if (record !== undefined) expect(record).toMatch(/^[a-z_]+:[a-z_]+:[a-z0-9_]+$/);
});

describe.each(ALERTS.map((rule) => ({ ...rule, alert: rule.alert })))('$alert', (rule) => {
  it('is labelled for routes', () => {
    expect(SEVERITIES).toContain(rule.labels.severity);
    expect(CATEGORIES).toContain(rule.labels.category);
  });

  it('tells what happens and where to read on', () => {
    const { summary, description, ...links } = rule.annotations;
    expect(summary).not.toBe('');
    expect(description).toContain('{{');
    expect(description).not.toMatch(/\{\{ *\$value *\}\}/);
    expect(links).toEqual({
      runbook_url: `docs/runbooks/${rule.alert}.md`,
      dashboard_url: expect.stringMatching(/^\/d\/[a-z]+$/),
    });
  });

  it('is seen to be silent and to fire', () => {
    const checks = CHECKS.filter(({ alertname }) => alertname === rule.alert).map(
      ({ exp_alerts: { length } }) => length,
    );
    if (rule.alert !== ALWAYS_FIRING) expect(checks).toContain(0);
    expect(Math.max(...checks)).toBeGreaterThan(0);
  });
});
