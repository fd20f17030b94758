import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './quartet-process.js';

const tests = new URL('../rules-cli/fixtures/tests/', import.meta.url).pathname;
const configs = new URL('../rules-cli/fixtures/config/', import.meta.url).pathname;

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'quartet-rules-cli-'));
});

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

describe('quartet test rules', () => {
  it('says what passed and what failed, and writes a report', async () => {
    const args = ['--junit', 'report.xml', `${tests}good/machines.yml`, `${tests}failing/exact.yml`];
    const { code, stdout, stderr } = await run(['test', 'rules', ...args], { cwd });
    expect(stdout).toContain('good/machines.yml\n  SUCCESS: 2 tests\n');
    expect(stderr).toMatch(
      /^ {2}FAILED:\n {4}the last bit:\n {6}\S+exact\.yml:9:9: sum_over_time.*\n {8}- \{\} 0\.3\n/,
    );
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('tests="1" failures="1"');
  });

  it('exits with 0 when all pass, and with 1 for a file that is none', async () => {
    expect((await run(['test', 'rules', '--run', 'down', `${tests}good/machines.yml`], { cwd })).code).toBe(0);
    const bad = await run(['test', 'rules', `${tests}bad/unknown-key.yml`], { cwd });
    expect(bad).toMatchObject({ code: 1, stderr: expect.stringContaining('did you mean rule_files?') });
  });
});

describe('quartet check', () => {
  it('looks at what a file names', async () => {
    const good = await run(['check', `${configs}good.yml`], { cwd });
    expect(good).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('SUCCESS: 4 rules found') });
    const bad = await run(['check', `${configs}good.yml`, `${configs}bad-rule-file.yml`], { cwd });
    expect(bad).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not parse expression[\s\S]*\n1 problem\n$/),
    });
  });

  it('looks at the rules that the configuration names', async () => {
    writeFileSync(join(cwd, 'quartet.yaml'), `lokiRules: ${tests}good/log-alerts.yml\n`);
    const { code, stdout } = await run(['check', 'quartet.yaml'], { cwd });
    expect(stdout).toContain('log-alerts.yml: SUCCESS: 2 rules found (LogQL)');
    expect(code).toBe(0);
  });

  it('says whom an alert would reach', async () => {
    const file = new URL('../../src/config/fixtures/originals/alertmanager.yml', import.meta.url).pathname;
    const { code, stdout } = await run(['check', file, '--labels', 'severity=critical,service=x'], { cwd });
    expect(stdout).toMatch(/^oncall: by .*\ncritical: by .*\n$/);
    expect(code).toBe(0);
  });
});

it('quartet rules backfill says what it needs', async () => {
  const backfill = (...args: string[]) => run(['rules', 'backfill', ...args], { cwd });
  writeFileSync(join(cwd, 'alerts.yml'), 'groups: [{name: g, rules: [{alert: A, expr: up}]}]\n');
  writeFileSync(join(cwd, 'records.yml'), 'groups: [{name: g, rules: [{record: r, expr: up}]}]\n');
  for (const [args, message] of [
    [['--rules', 'records.yml'], "required option '--start <TIME>' not specified"],
    [['--rules', 'alerts.yml', '--start', '1h'], 'alerts.yml: no recording rule to backfill; alerts are about now'],
    [['--rules', 'records.yml', '--start', 'noon'], '--start noon is no time'],
    [['--rules', 'records.yml', '--start', '1h', '--end', '2h'], '--end must lie after --start'],
    [['--rules', 'records.yml', '--start', '1h', '--step', 'x'], '--step x is not a duration'],
  ] as const) {
    const { code, stderr } = await backfill(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  }
  const unreachable = await backfill('--rules', 'records.yml', '--start', '1h', '--url', 'http://127.0.0.1:1');
  expect(unreachable).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot reach http://127.0.0.1:1') });
});
