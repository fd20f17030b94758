import { QuartetError } from '../../model/errors.js';
import type { RuleGroup } from '../rule-group.js';
import type { RuleLimits } from './rule-limits.js';

/** Characters of the name of a namespace or a group. */
const MAX_NAME = 500;

/** Groups of one owner whatever the limits say: all of them are held in memory. */
const MOST_GROUPS = 10_000;

/**
 * Throws `invalid_argument` or `limit_exceeded` for a group that a file may have and an owner, who has `others` besides, may
 * not store.
 */
export function checkGroup(
  { tenant, file, name, sourceTenants, rules }: RuleGroup,
  others: number,
  limits: RuleLimits,
) {
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
  const { maxGroups, maxRulesPerGroup } = limits;
  if (maxRulesPerGroup > 0 && rules.length > maxRulesPerGroup) {
    const problem = `rules: there are ${rules.length}; at most ${maxRulesPerGroup} in a group (ruler_max_rules_per_rule_group)`;
    throw new QuartetError('limit_exceeded', problem);
  }
  const most = maxGroups > 0 ? Math.min(maxGroups, MOST_GROUPS) : MOST_GROUPS;
  if (others >= most) {
    const problem = `there are ${others} rule groups already; at most ${most} for a tenant (ruler_max_rule_groups_per_tenant)`;
    throw new QuartetError('limit_exceeded', problem);
  }
}
