import { request } from 'undici';
import type { Outcome, Verdict } from '../outcome.js';
import { judge } from './compare.js';
import type { RecordedCase } from './recorded-case.js';

const AT_ONCE = 4;

/** Asks a server at `url` every case, a few at once; outcomes stand in the order of the cases. */
export async function runCases(url: string, cases: readonly RecordedCase[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const next = cases.entries();
  const work = async () => {
    for (const [i, recorded] of next) {
      const { id, group, status } = recorded;
      outcomes[i] = { id, group, status, asked: askedOf(recorded), ...(await verdictOn(url, recorded)) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function verdictOn(url: string, recorded: RecordedCase): Promise<Verdict> {
  try {
    const { status, text } = await ask(url, recorded);
    return judge(recorded, status, text);
  } catch (error) {
    return { wrong: `no answer: ${(error as Error).message}`, soft: [] };
  }
}

async function ask(url: string, recorded: RecordedCase): Promise<{ status: number; text: string }> {
  const { method, path, params, raw, headers = {} } = recorded;
  const form = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString();
  const isForm = method === 'POST' && raw === undefined;
  const asked = isForm || raw !== undefined || form === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${form}`;
  const answer = await request(url + asked, {
    method: method as 'GET',
    headers: { ...headers, ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    body: isForm ? form : (raw ?? null),
  });
  return { status: answer.statusCode, text: await answer.body.text() };
}

const askedOf = ({ method, path, params }: RecordedCase): string =>
  `${method} ${path}  ${params.map(([name, value]) => `${name}=${value}`).join(' & ')}`;
