import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { TestServer } from '../../support/server.js';
import { readKnownDifferences } from '../recorded-lines.js';
import { selectCases } from '../selection.js';
import { testKnownDifferences, testRecorded } from '../suite.js';
import { configurationOf, FLAG_SETS, type FlagSetName } from './flag-sets.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';
import { prometheusSelectionFrom } from './selection.js';

const selection = prometheusSelectionFrom(process.env);
const cases = readCases();
const known = readKnownDifferences(KNOWN_DIFFERENCES);

describe.skipIf(!selection.enabled)('answers recorded from Prometheus', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-conformance-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  for (const flags of selection.flagSets) {
    const own = cases.filter((one) => one.flags === flags);
    const groups = selectCases(own, selection);
    if (groups.size === 0) continue;
    describe(`flags ${flags}`, () => {
      testRecorded({
        system: 'Prometheus',
        dialect: 'prometheus',
        selection,
        groups,
        known,
        maxReworded: 0.05,
        start: () => startServer(flags, directory),
        load: loadDataset,
        run: runCases,
      });
    });
  }
});

testKnownDifferences(known, cases);

function startServer(flags: FlagSetName, directory: string): Promise<TestServer> {
  const file = join(directory, `${flags}.yml`);
  writeFileSync(file, configurationOf(flags));
  const { features } = FLAG_SETS[flags];
  const enable = features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`];
  return TestServer.start({ args: [`--prometheus-config=${file}`, ...enable] });
}
