import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { TestServer } from '../../support/server.js';
import { testRecorded } from '../suite.js';
import { configurationOf, type FlagSetName, flagSet } from './flag-sets.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, type RecordedCase, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';
import { prometheusSelectionFrom } from './selection.js';

const directory = mkdtempSync(join(tmpdir(), 'quartet-conformance-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const selection = prometheusSelectionFrom(process.env);

testRecorded({
  system: 'Prometheus',
  dialect: 'prometheus',
  selection,
  cases: readCases(),
  knownDifferences: KNOWN_DIFFERENCES,
  maxReworded: 0.05,
  servers: selection.flagSets.map((flags) => ({
    title: `flags ${flags}`,
    start: () => startServer(flags),
    load: (url) => loadDataset(url, flagSet(flags)),
    answers: (one: RecordedCase) => one.flags === flags,
  })),
  run: runCases,
});

function startServer(flags: FlagSetName): Promise<TestServer> {
  const file = join(directory, `${flags}.yml`);
  writeFileSync(file, configurationOf(flags));
  const { features } = flagSet(flags);
  const enable = features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`];
  return TestServer.start({ args: [`--prometheus-config=${file}`, ...enable] });
}
