import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/config/dialects.js';
import type { TestServer } from '../support/server.js';
import { failureOf, type Outcome, report } from './outcome.js';
import { readKnownDifferences } from './recorded-lines.js';
import { isWhole, type Selection, selectCases } from './selection.js';

const LOAD_TIMEOUT_MS = 180_000;
const GROUP_TIMEOUT_MS = 180_000;

interface Case {
  readonly id: string;
  readonly group: string;
}

/** A server of our own, where none is given, and what is asked of it. */
interface ServerOfCases<C> {
  /** Title of what is asked of it, where there are several. */
  readonly title?: string;
  readonly start: () => Promise<TestServer>;
  /** Sends the data set; `server` is the one of our own. */
  readonly load: (url: string, server: TestServer | undefined) => Promise<void>;
  /** Which cases; all where it is left out. */
  readonly answers?: (one: C) => boolean;
}

/** Recorded answers and what is needed to ask for them again. */
export interface RecordedSuite<C extends Case> {
  /** Whose answers they are: `Loki`. */
  readonly system: string;
  readonly dialect: Dialect;
  readonly selection: Selection;
  readonly cases: readonly C[];
  /** Cases whose recorded answer contradicts the documentation. */
  readonly knownDifferences: URL;
  /** Share of the cases with errors that may be worded otherwise. */
  readonly maxReworded: number;
  /** A server for some of the cases. */
  readonly servers: readonly ServerOfCases<C>[];
  readonly run: (url: string, cases: readonly C[]) => Promise<Outcome[]>;
}

/** Tests the chosen cases, each group as one. */
export function testRecorded<C extends Case>(suite: RecordedSuite<C>): void {
  const { system, selection, cases } = suite;
  const known = readKnownDifferences(suite.knownDifferences);
  describe.skipIf(!selection.enabled)(`answers recorded from ${system}`, () => {
    for (const server of suite.servers) {
      const groups = selectCases(server.answers === undefined ? cases : cases.filter(server.answers), selection);
      if (groups.size === 0) continue;
      if (server.title === undefined) testGroups(suite, server, groups, known);
      else describe(server.title, () => testGroups(suite, server, groups, known));
    }
  });
  testKnownDifferences(known, cases);
}

function testGroups<C extends Case>(
  suite: RecordedSuite<C>,
  { start, load }: ServerOfCases<C>,
  groups: ReadonlyMap<string, readonly C[]>,
  known: ReadonlyMap<string, string>,
): void {
  const { system, dialect, selection, maxReworded } = suite;
  const outcomes: Outcome[] = [];
  let server: TestServer | undefined;
  let url = selection.url ?? '';

  beforeAll(async () => {
    if (selection.url === undefined) {
      server = await start();
      url = server.url(dialect);
    }
    if (selection.load) await load(url, server);
  }, LOAD_TIMEOUT_MS);

  afterAll(async () => {
    process.stdout.write(report(outcomes, known, selection.soft));
    await server?.remove();
  });

  for (const [group, chosen] of groups) {
    it(
      `${group}: ${chosen.length} cases`,
      async () => {
        const found = await suite.run(url, chosen);
        outcomes.push(...found);
        const failed = found.filter(({ id, wrong }) => wrong !== '' && !known.has(id));
        if (failed.length > 0) throw failureOf(failed, chosen.length, 'fail', selection.verbose);
      },
      GROUP_TIMEOUT_MS,
    );
  }

  it.runIf(isWhole(selection))(`words the errors as ${system} does, in ${100 - maxReworded * 100} of 100 cases`, () => {
    const errors = outcomes.filter(({ status }) => status >= 400);
    const reworded = errors.filter(({ wrong, soft }) => wrong === '' && soft.length > 0);
    if (reworded.length > errors.length * maxReworded)
      throw failureOf(reworded, errors.length, 'word it otherwise', selection.verbose);
  });
}

/** What is known to differ must stay little, and exist. */
function testKnownDifferences(known: ReadonlyMap<string, string>, cases: readonly Case[]): void {
  describe('known differences', () => {
    it('are at most one case in a hundred, and name cases that exist', () => {
      expect(known.size).toBeLessThanOrEqual(cases.length / 100);
      const ids = new Set(cases.map(({ id }) => id));
      expect([...known.keys()].filter((id) => !ids.has(id))).toEqual([]);
    });
  });
}
