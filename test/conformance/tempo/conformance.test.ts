import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../support/server.js';
import { failureOf, type Outcome, report } from '../outcome.js';
import { readKnownDifferences } from '../recorded-lines.js';
import { isWhole, selectCases, selectionFrom } from '../selection.js';
import { loadDataset } from './load-dataset.js';
import { KNOWN_DIFFERENCES, readCases } from './recorded-case.js';
import { runCases } from './run-cases.js';

const MAX_REWORDED = 0.1;
const LOAD_TIMEOUT_MS = 180_000;
const GROUP_TIMEOUT_MS = 180_000;

const selection = selectionFrom(process.env, 'tempo');
const cases = readCases();
const known = readKnownDifferences(KNOWN_DIFFERENCES);

describe.skipIf(!selection.enabled)('answers recorded from Tempo', () => {
  const outcomes: Outcome[] = [];
  let server: TestServer | undefined;
  let url = selection.url ?? '';

  beforeAll(async () => {
    if (selection.url === undefined) {
      server = await TestServer.start();
      url = server.url('tempo');
    }
    if (selection.load) await loadDataset(server?.url('otlpHttp') ?? process.env.QUARTET_CONFORMANCE_OTLP ?? '');
  }, LOAD_TIMEOUT_MS);

  afterAll(async () => {
    process.stdout.write(report(outcomes, known, selection.soft));
    await server?.remove();
  });

  for (const [group, chosen] of selectCases(cases, selection)) {
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

  it.runIf(isWhole(selection))('words the errors as Tempo does, in 90 of 100 cases', () => {
    const errors = outcomes.filter(({ status }) => status >= 400);
    const reworded = errors.filter(({ wrong, soft }) => wrong === '' && soft.length > 0);
    if (reworded.length > errors.length * MAX_REWORDED)
      throw failureOf(reworded, errors.length, 'word it otherwise', selection.verbose);
  });
});

describe('known differences', () => {
  it('are at most one case in a hundred, and name cases that exist', () => {
    expect(known.size).toBeLessThanOrEqual(cases.length / 100);
    const ids = new Set(cases.map(({ id }) => id));
    expect([...known.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});
