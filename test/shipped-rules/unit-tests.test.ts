import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRuleTests } from '../../src/app/checking/test-rules.js';
import { enabledFeatures } from '../../src/app/features.js';
import { TESTS } from './shipped.js';

const NO_FEATURES = enabledFeatures([], () => undefined).promql;

/** promtool knows nothing of log rules. */
const isForPromtool = (file: string) => !file.startsWith('logs-');

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.log('promtool is not installed: what it says of the unit tests of rules is not compared');

describe.each(readdirSync(TESTS))('%s', (file) => {
  const path = join(TESTS, file);

  it('holds', { timeout: 240_000 }, async () => {
    const tests = openRuleTests(path, { features: NO_FEATURES, run: [] });
    expect(tests.warnings).toEqual([]);
    const failures = [];
    for await (const outcome of tests.outcomes()) failures.push(...outcome.failures);
    expect(failures).toEqual([]);
  });

  it.skipIf(!hasPromtool || !isForPromtool(file))('holds for promtool too', { timeout: 240_000 }, () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', path], { encoding: 'utf8' });
    expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});
