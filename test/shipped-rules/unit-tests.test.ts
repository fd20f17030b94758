import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRuleTests } from '../../src/app/checking/test-rules.js';
import { enabledFeatures } from '../../src/app/features.js';
import { TESTS } from './shipped.js';

const NO_FEATURES = enabledFeatures([], () => undefined).promql;

const isForPromtool = (file: string) => !file.startsWith('logs-');

/** It looks at days, which takes promtool 10 s. */
const LONG = ['slo-month.yml'];
const isFull = process.env.QUARTET_TEST_FULL === '1';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe.each(readdirSync(TESTS))('%s', (file) => {
  const path = join(TESTS, file);

  it('holds', { timeout: 240_000 }, async () => {
    const tests = openRuleTests(path, { features: NO_FEATURES, run: [] });
    expect(tests.warnings).toEqual([]);
    const failures = [];
    for await (const outcome of tests.outcomes()) failures.push(...outcome.failures);
    expect(failures).toEqual([]);
  });

  it('holds for promtool too', { timeout: 240_000 }, ({ skip }) => {
    skip(!isForPromtool(file), 'promtool knows nothing of log rules');
    skip(!isFull && LONG.includes(file), 'in npm run test:full');
    skip(!hasPromtool, 'promtool is not installed');
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', path], { encoding: 'utf8' });
    expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});
