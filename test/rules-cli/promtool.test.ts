import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOriginal } from '../../src/app/checking/check-file.js';
import { openRuleTests } from '../../src/app/checking/test-rules.js';

const installed = spawnSync('promtool', ['--version']).status === 0;
if (!installed)
  process.stdout.write('skipped: verdicts beside promtool, because the Debian package prometheus is not installed\n');

const FIXTURES = join(import.meta.dirname, 'fixtures');
const RULES = join(import.meta.dirname, '../../src/config/prometheus/fixtures/rules');

/** What promtool 2.42 does not know yet, or takes although it means nothing. */
const DIFFERENT: ReadonlySet<string> = new Set([
  // Settings and notations that came later, or are ours.
  'everything.yml',
  'fuzzy.yml',
  'histograms.yml',
  'logs.yml',
  'log-alerts.yml',
  // It still takes what is gone.
  'alertmanager-version.yml',
  // It warns of the one, and takes the other as none.
  'rule-twice.yml',
  'bad-limit.yml',
  // It looks at rule files only for tests that there are.
  'bad-rules.yml',
  'missing-rules.yml',
  // Empty, or as many as memory holds.
  'interval.yml',
  'no-values.yml',
  'too-many-values.yml',
]);

const filesIn = (directory: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yml') && !DIFFERENT.has(name))
    .map((name) => join(directory, name));

const passes = async (verdict: () => Promise<boolean> | boolean): Promise<boolean> => {
  try {
    return await verdict();
  } catch {
    return false;
  }
};

const isGood = (path: string) => passes(() => checkOriginal(path, new Set()).problems.length === 0);

const testsPass = (path: string) =>
  passes(async () => {
    for await (const { failures } of openRuleTests(path, { features: new Set(), run: [] }).outcomes())
      if (failures.length > 0) return false;
    return true;
  });

const agrees = async (
  paths: readonly string[],
  command: readonly string[],
  verdict: (path: string) => Promise<boolean>,
) => {
  const verdicts = async (path: string) => ({
    path,
    theirs: spawnSync('promtool', [...command, path]).status === 0,
    ours: await verdict(path),
  });
  const all = await Promise.all(paths.map(verdicts));
  expect(all.filter(({ theirs, ours }) => theirs !== ours)).toEqual([]);
  expect(new Set(all.map(({ theirs }) => theirs)).size).toBe(2);
};

describe.skipIf(!installed)('the verdict is that of promtool', { timeout: 60_000 }, () => {
  it('check rules', () =>
    agrees([...filesIn(join(RULES, 'good')), ...filesIn(join(RULES, 'bad'))], ['check', 'rules'], isGood));

  it('check config', () =>
    agrees(
      filesIn(join(FIXTURES, 'config')).filter((path) => !path.endsWith('/rules.yml')),
      ['check', 'config'],
      isGood,
    ));

  it('test rules', () =>
    agrees(
      ['good', 'failing', 'bad']
        .flatMap((directory) => filesIn(join(FIXTURES, 'tests', directory)))
        .filter((path) => !path.endsWith('good/alerts.yml')),
      ['test', 'rules'],
      testsPass,
    ));
});
