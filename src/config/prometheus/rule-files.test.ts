import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOGQL_RULES, promqlRules } from '../../rules/rule-language.js';
import { checkTemplate } from '../../rules/template/check-template.js';
import { YamlFile } from '../yaml-file.js';
import { type RuleFileOptions, readRuleFiles, readRules } from './rule-files.js';

const OPTIONS: RuleFileOptions = {
  language: 'promql',
  tenant: 'default',
  intervalMs: 60_000,
  queryOffsetMs: 0,
  checkExpression: promqlRules(new Set()).check,
  checkTemplate,
};

const FIXTURES = join(import.meta.dirname, 'fixtures/rules');

describe('rule files', () => {
  it('that are right are read', () => {
    const groups = readRuleFiles(['good/*.yml'], FIXTURES, OPTIONS);
    expect(groups.map(({ name, intervalMs, rules }) => [name, intervalMs, rules.length])).toEqual([
      ['critical', 15_000, 3],
      ['cost', 60_000, 2],
      ['sli', 60_000, 2],
      ['all', 30_000, 2],
      ['delayed', 60_000, 0],
      ['same names, other expressions', 60_000, 2],
    ]);
    expect(groups.map(({ queryOffsetMs }) => queryOffsetMs)).toEqual([0, 0, 0, 60_000, 120_000, 0]);
    expect(groups[3]).toMatchObject({ limit: 10, sourceTenants: ['a', 'b'], isAligned: true, tenant: 'default' });
    expect(groups[3]!.rules).toEqual([
      {
        kind: 'recording',
        name: 'job:up:sum',
        expression: 'sum by (job) (up)',
        labels: ['team', 'infra', 'tier', 'two'],
      },
      {
        kind: 'alerting',
        name: 'Down',
        expression: 'up\n  == 0\n',
        forMs: 300_000,
        keepFiringForMs: 600_000,
        labels: ['count', '3', 'severity', 'page', 'team', 'infra', 'tier', 'one'],
        annotations: ['summary', '{{ $labels.instance }} is down, {{ $value | humanizeBytes }}'],
      },
    ]);
  });

  it.each(readdirSync(join(FIXTURES, 'bad')))('bad/%s says what is wrong', (name) => {
    const path = join(FIXTURES, 'bad', name);
    const [, expected] = /^# (.*)/.exec(readFileSync(path, 'utf8'))!;
    expect(() => readRules(YamlFile.read(path), OPTIONS)).toThrow(`${name}:${expected}`);
  });

  it('of LogQL have metric queries', () => {
    const read = (expression: string) =>
      readRules(new YamlFile('logs.yml', `groups: [{name: a, rules: [{alert: A, expr: '${expression}'}]}]`), {
        ...OPTIONS,
        language: 'logql',
        checkExpression: LOGQL_RULES.check,
      });
    expect(read('sum(rate({app="x"} |= "error" [5m])) > 5')[0]!.language).toBe('logql');
    expect(() => read('{app="x"}')).toThrow('could not parse expression: a log query has no values to compare');
    expect(() => read('up == 0')).toThrow('logs.yml:1:45: groups[0].rules[0].expr: could not parse expression: parse');
  });

  it('are named by patterns', () => {
    const directory = mkdtempSync(join(tmpdir(), 'quartet-rules-'));
    try {
      for (const name of ['b.yml', 'a1.yml', 'a22.yml', 'c.txt'])
        writeFileSync(join(directory, name), `groups: [{name: ${name}}]`);
      const named = (...patterns: string[]) => readRuleFiles(patterns, directory, OPTIONS).map(({ name }) => name);
      expect(named('*.yml')).toEqual(['a1.yml', 'a22.yml', 'b.yml']);
      expect(named('a?.yml', 'a*.yml', 'c.txt')).toEqual(['a1.yml', 'a22.yml', 'c.txt']);
      expect(named('../*/b.yml')).toContain('b.yml');
      expect(named('*.json', 'none/*.yml')).toEqual([]);
      expect(() => named('missing.yml')).toThrow(`cannot read ${join(directory, 'missing.yml')}`);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
