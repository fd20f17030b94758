import { formatDuration } from '../../lib/duration.js';
import { QuartetError } from '../../model/errors.js';
import type { RuleGroup } from '../rule-group.js';
import { mostGroupsOf, mostRules, type StoredRuleLimits } from './rule-limits.js';

/** Characters of the name of a namespace or a group. */
const MAX_NAME = 500;

/** Groups of one owner whatever the limits say: all of them are held in memory. */
const MOST_GROUPS = 10_000;

/**
 * Throws `invalid_argument` or `limit_exceeded` for a group that a file may have and an owner may not store. `others` are the
 * namespaces of the owner's other groups.
 */
export function checkGroup(
  { tenant, file, name, sourceTenants, rules, intervalMs }: RuleGroup,
  others: readonly string[],
  limits: StoredRuleLimits,
): void {
  if (file === '') throw new QuartetError('invalid_argument', 'a namespace must be provided in the request');
  for (const [what, text] of Object.entries({ namespace: file, name })) {
    if (text.length > MAX_NAME)
      throw new QuartetError('invalid_argument', `${what}: has ${text.length} characters; at most ${MAX_NAME}`);
  }
  if (rules.length === 0)
    throw new QuartetError('invalid_argument', 'rules: there are none; delete a group that is no longer needed');
  // Files are the operator's; here anyone could read what belongs to another tenant.
  const other = sourceTenants.find((one) => one !== tenant);
  if (other !== undefined) {
    const problem = `source_tenants: a group that is not in a file reads its own tenant's data, not that of ${JSON.stringify(other)}`;
    throw new QuartetError('invalid_argument', problem);
  }
  const leastMs = limits.rulerMinRuleEvaluationInterval ?? 0;
  if (intervalMs < leastMs) {
    const [least, actual] = [leastMs, intervalMs].map(formatDuration);
    throw new QuartetError(
      'limit_exceeded',
      `per-user minimum rule evaluation interval (limit: ${least} actual: ${actual}) not reached; set interval: ${least} or more`,
    );
  }
  check('rules per rule group', rules.length, mostRules(limits, file));
  const own = mostGroupsOf(limits, file);
  const counted = own === undefined ? others : others.filter((namespace) => namespace === file);
  check('rule groups', counted.length + 1, own ?? limits.rulerMaxRuleGroupsPerTenant);
  check('rule groups', others.length + 1, MOST_GROUPS);
}

/** The words of Mimir and Loki, by which people search for the setting. */
function check(what: string, actual: number, most: number): void {
  if (actual <= most) return;
  throw new QuartetError('limit_exceeded', `per-user ${what} limit (limit: ${most} actual: ${actual}) exceeded`);
}
