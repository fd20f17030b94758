import { fileURLToPath } from 'node:url';
import { TestServer } from '../../support/server.js';
import { selectionFrom } from '../selection.js';
import { testRecorded } from '../suite.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases, SETTINGS } from './recorded-case.js';
import { runCases } from './run-cases.js';

testRecorded({
  system: 'Loki',
  dialect: 'loki',
  selection: selectionFrom(process.env, 'loki'),
  cases: readCases(),
  knownDifferences: KNOWN_DIFFERENCES,
  maxReworded: 0.1,
  servers: [
    { start: () => TestServer.start({ args: [`--loki-config=${fileURLToPath(SETTINGS)}`] }), load: loadDataset },
  ],
  run: runCases,
});
