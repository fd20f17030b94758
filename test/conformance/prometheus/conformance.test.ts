import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../support/server.js';
import { configurationOf, FLAG_SETS, type FlagSetName } from './flag-sets.js';
import { loadDataset } from './load-dataset.js';
import { readCases, readKnownDifferences } from './recorded-case.js';
import { describeOutcome, type Outcome, runCases } from './run-cases.js';
import { selectCases, selectionFrom } from './selection.js';

const MAX_REWORDED = 0.05;
const SHOWN_WITHOUT_VERBOSE = 10;
const LOAD_TIMEOUT_MS = 180_000;
const GROUP_TIMEOUT_MS = 180_000;

const selection = selectionFrom(process.env);
const cases = readCases();
const known = readKnownDifferences();

describe.skipIf(!selection.enabled)('answers recorded from Prometheus', () => {
  for (const flags of selection.flagSets) {
    const groups = selectCases(cases, flags, selection);
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

function testGroups(flags: FlagSetName, groups: ReturnType<typeof selectCases>): void {
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
    report(outcomes);
    await server?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  for (const [group, chosen] of groups) {
    it(
      `${group}: ${chosen.length} cases`,
      async () => {
        const found = await runCases(url, chosen);
        outcomes.push(...found);
        const failed = found.filter(({ recorded, wrong }) => wrong !== '' && !known.has(recorded.id));
        if (failed.length > 0) throw failureOf(failed, chosen.length, 'fail');
      },
      GROUP_TIMEOUT_MS,
    );
  }

  const isWhole = selection.groups.length === 0 && selection.ids.length === 0;
  it.runIf(isWhole)('words the errors as Prometheus does, in 95 of 100 cases', () => {
    const errors = outcomes.filter(({ recorded }) => recorded.status >= 400);
    const reworded = errors.filter(({ wrong, soft }) => wrong === '' && soft.length > 0);
    if (reworded.length > errors.length * MAX_REWORDED) throw failureOf(reworded, errors.length, 'word it otherwise');
  });
}

function startServer(flags: FlagSetName, directory: string): Promise<TestServer> {
  const file = join(directory, 'prometheus.yml');
  writeFileSync(file, configurationOf(flags));
  const { features } = FLAG_SETS[flags];
  const enable = features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`];
  return TestServer.start({ args: [`--prometheus-config=${file}`, ...enable] });
}

/** An error that shows its message alone: where it was thrown says nothing. */
function failureOf(failed: readonly Outcome[], total: number, what: string): Error {
  const error = new Error(`${failed.length} of ${total} cases ${what}\n${list(failed)}`);
  error.stack = error.message;
  return error;
}

function list(outcomes: readonly Outcome[]): string {
  const shown = selection.verbose ? outcomes : outcomes.slice(0, SHOWN_WITHOUT_VERBOSE);
  const rest = outcomes.length - shown.length;
  return [...shown.map(describeOutcome), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
}

/** Totals by group, and what was asked to be shown, for who reads the run. */
function report(outcomes: readonly Outcome[]): void {
  const groups = [...new Set(outcomes.map(({ recorded }) => recorded.group))];
  const rows = groups.map((group) => {
    const own = outcomes.filter(({ recorded }) => recorded.group === group);
    const wrong = own.filter((outcome) => outcome.wrong !== '');
    const expected = wrong.filter(({ recorded }) => known.has(recorded.id)).length;
    const soft = own.filter((outcome) => outcome.soft.length > 0).length;
    return [group, own.length - wrong.length, wrong.length - expected, expected, soft] as const;
  });
  const sum = (column: 1 | 2 | 3 | 4) => rows.reduce((total, row) => total + row[column], 0);
  const table = [['group', 'passed', 'failed', 'known', 'soft'], ...rows, ['all', sum(1), sum(2), sum(3), sum(4)]];
  const softly = selection.soft ? outcomes.filter(({ wrong, soft }) => wrong === '' && soft.length > 0) : [];
  const lines = [
    ...softly.map((outcome) => `soft ${describeOutcome(outcome)}`),
    ...table.map(([group, ...counts]) => String(group).padEnd(20) + counts.map((n) => String(n).padStart(8)).join('')),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
