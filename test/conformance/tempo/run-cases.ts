import type { Outcome, Verdict } from '../outcome.js';
import { ask } from './ask.js';
import { judge } from './compare.js';
import type { RecordedCase } from './recorded-case.js';

/** Requests under way at once. */
const CONCURRENCY = 4;

/** Asks a server at `url` every case. */
export async function runCases(url: string, cases: readonly RecordedCase[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = cases.entries();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const [at, recorded] of waiting) {
        const { id, group, status, method, path, params, requestBody } = recorded;
        const asked = `${method} ${path}  ${JSON.stringify(params ?? requestBody ?? {})}`;
        outcomes[at] = { id, group, status, asked, ...(await verdictOn(url, recorded)) };
      }
    }),
  );
  return outcomes;
}

async function verdictOn(url: string, recorded: RecordedCase): Promise<Verdict> {
  try {
    return judge(recorded, await ask(url, recorded));
  } catch (error) {
    return { wrong: `no answer: ${(error as Error).message}`, soft: [] };
  }
}
