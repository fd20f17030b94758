import { describe } from 'vitest';
import { TestServer } from '../../support/server.js';
import { readKnownDifferences } from '../recorded-lines.js';
import { selectCases, selectionFrom } from '../selection.js';
import { testKnownDifferences, testRecorded } from '../suite.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';

const selection = selectionFrom(process.env, 'tempo');
const cases = readCases();
const known = readKnownDifferences(KNOWN_DIFFERENCES);

describe.skipIf(!selection.enabled)('answers recorded from Tempo', () => {
  testRecorded({
    system: 'Tempo',
    dialect: 'tempo',
    selection,
    groups: selectCases(cases, selection),
    known,
    maxReworded: 0.1,
    start: () => TestServer.start(),
    load: (_, server) => loadDataset(server?.url('otlpHttp') ?? process.env.QUARTET_CONFORMANCE_OTLP ?? ''),
    run: runCases,
  });
});

testKnownDifferences(known, cases);
