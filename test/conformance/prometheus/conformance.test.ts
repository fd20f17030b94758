import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../support/server.js';
import { failureOf, type Outcome, report } from '../outcome.js';
import { readKnownDifferences } from '../recorded-lines.js';
import { isWhole, selectCases } from '../selection.js';
import { configurationOf, FLAG_SETS, type FlagSetName } from './flag-sets.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, type RecordedCase, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';
import { prometheusSelectionFrom } from './selection.js';

const MAX_REWORDED = 0.05;
const LOAD_TIMEOUT_MS = 180_000;
const GROUP_TIMEOUT_MS = 180_000;

const selection = prometheusSelectionFrom(process.env);
const cases = readCases();
const known = readKnownDifferences(KNOWN_DIFFERENCES);

describe.skipIf(!selection.enabled)('answers recorded from Prometheus', () => {
  for (const flags of selection.flagSets) {
    const own = cases.filter((one) => one.flags === flags);
    const groups = selectCases(own, selection);
    if (groups.size > 0) describe(`flags ${flags}`, () => testGroups(flags, groups));
  }
});

describe('known differences', () => {
  it('are at most one case in a hundred, and name cases that exist', () => {
    expect(known.size).toBeLessThanOrEqual(cases.length / 100);
    const ids = new Set(cases.map(({ id }) => id));
    expect([...known.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});

function testGroups(flags: FlagSetName, groups: ReadonlyMap<string, readonly RecordedCase[]>): void {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-conformance-'));
  const outcomes: Outcome[] = [];
  let server: TestServer | undefined;
  let url = selection.url ?? '';

  beforeAll(async () => {
    if (selection.url === undefined) {
      server = await startServer(flags, directory);
      url = server.url('prometheus');
    }
    if (selection.load) await loadDataset(url);
  }, LOAD_TIMEOUT_MS);

  afterAll(async () => {
    process.stdout.write(report(outcomes, known, selection.soft));
    await server?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  for (const [group, chosen] of groups) {
    it(
      `${group}: ${chosen.length} cases`,
      async () => {
        const found = await runCases(url, chosen);
        outcomes.push(...found);
        const failed = found.filter(({ id, wrong }) => wrong !== '' && !known.has(id));
        if (failed.length > 0) throw failureOf(failed, chosen.length, 'fail', selection.verbose);
      },
      GROUP_TIMEOUT_MS,
    );
  }

  it.runIf(isWhole(selection))('words the errors as Prometheus does, in 95 of 100 cases', () => {
    const errors = outcomes.filter(({ status }) => status >= 400);
    const reworded = errors.filter(({ wrong, soft }) => wrong === '' && soft.length > 0);
    if (reworded.length > errors.length * MAX_REWORDED)
      throw failureOf(reworded, errors.length, 'word it otherwise', selection.verbose);
  });
}

function startServer(flags: FlagSetName, directory: string): Promise<TestServer> {
  const file = join(directory, 'prometheus.yml');
  writeFileSync(file, configurationOf(flags));
  const { features } = FLAG_SETS[flags];
  const enable = features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`];
  return TestServer.start({ args: [`--prometheus-config=${file}`, ...enable] });
}
