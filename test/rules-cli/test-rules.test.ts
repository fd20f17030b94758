import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRuleTests, type RuleTestOutcome } from '../../src/app/checking/test-rules.js';
import { junitReport } from '../../src/cli/test-rules/junit.js';

const FIXTURES = join(import.meta.dirname, 'fixtures/tests');

const filesIn = (directory: string) => readdirSync(join(FIXTURES, directory)).filter((name) => name.endsWith('.yml'));

async function outcomes(path: string, run: readonly string[] = []): Promise<RuleTestOutcome[]> {
  const all: RuleTestOutcome[] = [];
  const tests = openRuleTests(join(FIXTURES, path), { features: new Set(), run });
  for await (const outcome of tests.outcomes()) all.push(outcome);
  return all;
}

/** What a file says in the comments that it begins with. */
function comments(path: string): string[] {
  const lines = readFileSync(join(FIXTURES, path), 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, end).map((line) => line.slice(2));
}

describe('good tests pass:', () => {
  it.each(filesIn('good').filter((name) => !name.endsWith('alerts.yml')))('%s', async (name) => {
    const found = await outcomes(join('good', name));
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap(({ failures }) => failures)).toEqual([]);
  });
});

describe('failing tests say what they found:', () => {
  it.each(filesIn('failing'))('%s', async (name) => {
    const failures = (await outcomes(join('failing', name))).flatMap((outcome) => outcome.failures);
    const said = failures.flatMap(({ what, differences }) => [what, ...differences.map((line) => `  ${line}`)]);
    const wanted = comments(join('failing', name));
    expect(said).toHaveLength(wanted.length);
    for (const [i, line] of said.entries()) expect(line).toContain(wanted[i]!.replaceAll('\\', ''));
    for (const { place } of failures) expect(place).toMatch(/\.(yml:\d+:\d+|rules)$/);
  });
});

describe('bad files give one clear error:', () => {
  it.each(filesIn('bad'))('%s', (name) => {
    const [wanted] = comments(join('bad', name));
    const open = () => openRuleTests(join(FIXTURES, 'bad', name), { features: new Set(), run: [] });
    expect(open).toThrow(/^\d/.test(wanted!) ? `${name}:${wanted}` : wanted);
  });
});

it('runs the tests that are asked for', async () => {
  const names = async (...run: string[]) =>
    (await outcomes('good/machines.yml', run)).map((outcome) => outcome.test.name);
  expect(await names('^it goes')).toEqual(['it goes on firing for a while']);
  expect(await names('^it', 'is down$')).toHaveLength(2);
  expect(() => openRuleTests(join(FIXTURES, 'good/machines.yml'), { features: new Set(), run: ['('] })).toThrow(
    '--run (: not a regular expression (RE2)',
  );
});

it('reports as JUnit does, with what XML cannot hold escaped', async () => {
  const report = junitReport([
    { path: 'a.yml', outcomes: await outcomes('failing/exact.yml'), error: undefined },
    { path: 'b<&".yml', outcomes: [], error: 'line\nand \u0001' },
  ]);
  expect(
    report.replaceAll(/time="[\d.]+"/g, 'time=""').replaceAll(/[^>\n]*exact\.yml/g, 'exact.yml'),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="a.yml" tests="1" failures="1" errors="0">
    <testcase name="the last bit" classname="a.yml" time="">
      <failure message="sum_over_time(tenths[5m]) at 1m">exact.yml:9:9
sum_over_time(tenths[5m]) at 1m
- {} 0.3
+ {} 0.30000000000000004</failure>
    </testcase>
  </testsuite>
  <testsuite name="b&lt;&amp;&quot;.yml" tests="1" failures="0" errors="1">
    <testcase name="reading" classname="b&lt;&amp;&quot;.yml"><error message="line&#10;and \ufffd"/></testcase>
  </testsuite>
</testsuites>
`);
});
