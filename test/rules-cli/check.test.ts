import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOriginal } from '../../src/app/checking/check-file.js';
import { reachedReceivers } from '../../src/app/checking/reached-receivers.js';
import { YamlFile } from '../../src/config/yaml-file.js';

const CONFIGS = join(import.meta.dirname, 'fixtures/config');
const TESTS = join(import.meta.dirname, 'fixtures/tests/good');
const CONFIG = join(import.meta.dirname, '../../src/config');

const check = (path: string) => checkOriginal(path, new Set());

const withoutPlace = (texts: readonly string[]) => texts.map((text) => text.replace(/^\S*\/(?=[\w.-]+:)/, ''));

describe('a prometheus.yml', () => {
  it('is checked with its rules', () => {
    const { title, found, warnings, problems } = check(join(CONFIGS, 'good.yml'));
    expect([title, warnings, problems]).toEqual(['Prometheus', [], []]);
    expect(withoutPlace(found)).toEqual([
      'SUCCESS: 1 scrape job found',
      'SUCCESS: 1 rule file found',
      'rules.yml: SUCCESS: 4 rules found',
    ]);
  });

  it.each(readdirSync(CONFIGS).filter((name) => !/good|rules|secrets/.test(name)))('%s says what is wrong', (name) => {
    const [, wanted] = /^# (.*)/.exec(readFileSync(join(CONFIGS, name), 'utf8'))!;
    const { problems } = check(join(CONFIGS, name));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(wanted);
  });
});

describe('rule files', () => {
  it.each(readdirSync(join(CONFIG, 'prometheus/fixtures/rules/bad')).filter((name) => name !== 'not-yaml.yml'))(
    '%s are not good',
    (name) => {
      const path = join(CONFIG, 'prometheus/fixtures/rules/bad', name);
      // Some are not known for rule files at all.
      const problems = () => {
        try {
          return check(path).problems;
        } catch (error) {
          return [(error as Error).message];
        }
      };
      expect(problems()).toHaveLength(1);
    },
  );

  it('have warnings for what Prometheus would not do', () => {
    const { found, warnings, problems } = check(join(CONFIG, 'prometheus/fixtures/rules/good/everything.yml'));
    expect([found, problems]).toEqual([['SUCCESS: 4 rules found'], []]);
    expect(withoutPlace(warnings)).toEqual([
      'everything.yml: duplicate rule: Down{}; might cause inconsistency while recording expressions',
      'everything.yml:27:20: humanizeBytes is not in Prometheus; there write {{ … | humanize1024 }}B',
    ]);
  });

  it('of LogQL are known by their expressions', () => {
    expect(check(join(TESTS, 'log-alerts.yml')).found).toEqual(['SUCCESS: 2 rules found (LogQL)']);
    expect(check(join(TESTS, 'alerts.yml')).found).toEqual(['SUCCESS: 4 rules found']);
  });

  it('of unit tests are told from others', () => {
    expect(check(join(TESTS, 'machines.yml'))).toMatchObject({
      title: 'unit tests of rules',
      found: ['SUCCESS: 2 tests found; quartet test rules runs them'],
    });
  });
});

describe('an alertmanager.yml', () => {
  const path = join(CONFIG, 'fixtures/originals/alertmanager.yml');

  it('is counted', () => {
    expect(check(path)).toMatchObject({
      found: ['SUCCESS: 5 receivers, 4 routes below the root, 1 inhibit rule, 1 time interval, 0 template files found'],
      problems: [],
    });
  });

  it.each([
    // A Saturday, when the office is closed.
    ['category=cost', ['cost: by {} → {category="cost"}; group {}; after 10s', 'muted now by office']],
    ['service="postgres-1", other=x', ['database: by {} → {service=~', 'group {service="postgres-1"}']],
    ['severity=critical', ['oncall: by', 'critical: by']],
    ['severity=info', ['default: by {};']],
  ])('says whom %s would reach', (labels, texts) => {
    const said = reachedReceivers(YamlFile.read(path), labels, Date.UTC(2026, 10, 21)).join('\n');
    for (const text of texts) expect(said).toContain(text);
  });

  it('refuses what are no labels', () => {
    for (const labels of ['', 'severity', 'a=b,c', 'a="b'])
      expect(() => reachedReceivers(YamlFile.read(path), labels, 0)).toThrow('labels are written severity=critical');
  });
});
