import type { Outcome, Verdict } from '../outcome.js';
import { ask } from './ask.js';
import { judge } from './compare.js';
import type { RecordedCase } from './recorded-case.js';

/** Asks a server at `url` every case, one after the other: pushes change what later ones see. */
export async function runCases(url: string, cases: readonly RecordedCase[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const recorded of cases) {
    const { id, group, status, method, path, params, form } = recorded;
    const asked = `${method} ${path}  ${JSON.stringify(form ?? params ?? {})}`;
    outcomes.push({ id, group, status, asked, ...(await verdictOn(url, recorded)) });
  }
  return outcomes;
}

async function verdictOn(url: string, recorded: RecordedCase): Promise<Verdict> {
  try {
    const verdict = judge(recorded, await ask(url, recorded));
    const { verify } = recorded;
    if (verdict.wrong !== '' || verify === undefined) return verdict;
    const after = judge(verify, await ask(url, verify));
    return { wrong: after.wrong && `afterwards: ${after.wrong}`, soft: [...verdict.soft, ...after.soft] };
  } catch (error) {
    return { wrong: `no answer: ${(error as Error).message}`, soft: [] };
  }
}
