import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/config/dialects.js';
import type { TestServer } from '../support/server.js';
import { failureOf, type Outcome, report } from './outcome.js';
import { isWhole, type Selection } from './selection.js';

const LOAD_TIMEOUT_MS = 180_000;
const GROUP_TIMEOUT_MS = 180_000;

interface Case {
  readonly id: string;
  readonly group: string;
}

/** Recorded answers and what is needed to ask for them again. */
export interface RecordedSuite<C extends Case> {
  /** Whose answers they are: `Loki`. */
  readonly system: string;
  readonly dialect: Dialect;
  readonly selection: Selection;
  readonly groups: ReadonlyMap<string, readonly C[]>;
  readonly known: ReadonlyMap<string, string>;
  /** Share of the cases with errors that may be worded otherwise. */
  readonly maxReworded: number;
  /** A server of our own, where none is given. */
  readonly start: () => Promise<TestServer>;
  /** Sends the data set; `server` is the one of our own. */
  readonly load: (url: string, server: TestServer | undefined) => Promise<void>;
  readonly run: (url: string, cases: readonly C[]) => Promise<Outcome[]>;
}

/** Tests the groups, each as one, against one server. To be called within a `describe`. */
export function testRecorded<C extends Case>(suite: RecordedSuite<C>): void {
  const { system, dialect, selection, groups, known, maxReworded } = suite;
  const outcomes: Outcome[] = [];
  let server: TestServer | undefined;
  let url = selection.url ?? '';

  beforeAll(async () => {
    if (selection.url === undefined) {
      server = await suite.start();
      url = server.url(dialect);
    }
    if (selection.load) await suite.load(url, server);
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
export function testKnownDifferences(known: ReadonlyMap<string, string>, cases: readonly Case[]): void {
  describe('known differences', () => {
    it('are at most one case in a hundred, and name cases that exist', () => {
      expect(known.size).toBeLessThanOrEqual(cases.length / 100);
      const ids = new Set(cases.map(({ id }) => id));
      expect([...known.keys()].filter((id) => !ids.has(id))).toEqual([]);
    });
  });
}
