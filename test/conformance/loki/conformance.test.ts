import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { TestServer } from '../../support/server.js';
import { readKnownDifferences } from '../recorded-lines.js';
import { selectCases, selectionFrom } from '../selection.js';
import { testKnownDifferences, testRecorded } from '../suite.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases, SETTINGS } from './recorded-case.js';
import { runCases } from './run-cases.js';

const selection = selectionFrom(process.env, 'loki');
const cases = readCases();
const known = readKnownDifferences(KNOWN_DIFFERENCES);

describe.skipIf(!selection.enabled)('answers recorded from Loki', () => {
  testRecorded({
    system: 'Loki',
    dialect: 'loki',
    selection,
    groups: selectCases(cases, selection),
    known,
    maxReworded: 0.1,
    start: () => TestServer.start({ args: [`--loki-config=${fileURLToPath(SETTINGS)}`] }),
    load: loadDataset,
    run: runCases,
  });
});

testKnownDifferences(known, cases);
