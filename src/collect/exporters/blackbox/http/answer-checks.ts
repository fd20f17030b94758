import type { HeaderMatch, HttpProbe } from '../blackbox-module.js';
import { isFound } from '../regex-checks.js';
import type { HttpAnswer } from './http-answer.js';

/** Why the headers of an answer, or its body, fail the probe by an expression; undefined where they do not. */
export function headerProblem({ headers }: HttpAnswer, probe: HttpProbe): string | undefined {
  const values = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : [value].flat();
  };
  const isMissing = (one: HeaderMatch) => values(one.header).length === 0;
  const matches = (one: HeaderMatch) => values(one.header).some((value) => isFound(one.regexp, value));
  for (const one of probe.failIfHeaderMatches) {
    if (isMissing(one) && !one.allowMissing) return `Missing required header header=${one.header}`;
    if (matches(one)) return `Header matched regular expression header=${one.header} regexp=${one.regexp}`;
  }
  for (const one of probe.failIfHeaderNotMatches) {
    if (isMissing(one) && one.allowMissing) continue;
    if (isMissing(one)) return `Missing required header header=${one.header}`;
    if (!matches(one)) return `Header did not match regular expression header=${one.header} regexp=${one.regexp}`;
  }
  return undefined;
}

export function bodyProblem(body: string, probe: HttpProbe): string | undefined {
  const matched = probe.failIfBodyMatches.find((pattern) => isFound(pattern, body));
  if (matched !== undefined) return `Body matched regular expression regexp=${matched}`;
  const missed = probe.failIfBodyNotMatches.find((pattern) => !isFound(pattern, body));
  return missed === undefined ? undefined : `Body did not match regular expression regexp=${missed}`;
}
