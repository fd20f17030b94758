import { TestServer } from '../../support/server.js';
import { selectionFrom } from '../selection.js';
import { testRecorded } from '../suite.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';

testRecorded({
  system: 'Tempo',
  dialect: 'tempo',
  selection: selectionFrom(process.env, 'tempo'),
  cases: readCases(),
  knownDifferences: KNOWN_DIFFERENCES,
  maxReworded: 0.1,
  servers: [
    {
      start: () => TestServer.start(),
      load: (_, server) => loadDataset(server?.url('otlpHttp') ?? process.env.QUARTET_CONFORMANCE_OTLP ?? ''),
    },
  ],
  run: runCases,
});
