import type { RecordChecks } from '../blackbox-module.js';
import { isFound } from '../regex-checks.js';

/** Why these records fail the probe; undefined where they do not. */
export function recordProblem(records: readonly string[], checks: RecordChecks): string | undefined {
  for (const pattern of checks.failIfMatches) {
    if (records.some((record) => isFound(pattern, record))) return `a record matches ${pattern}`;
  }
  for (const pattern of checks.failIfAllMatch) {
    if (records.length > 0 && records.every((record) => isFound(pattern, record)))
      return `all records match ${pattern}`;
  }
  for (const pattern of checks.failIfNotMatches) {
    if (records.some((record) => !isFound(pattern, record))) return `a record does not match ${pattern}`;
  }
  for (const pattern of checks.failIfNoneMatches) {
    if (!records.some((record) => isFound(pattern, record))) return `no record matches ${pattern}`;
  }
  return undefined;
}
