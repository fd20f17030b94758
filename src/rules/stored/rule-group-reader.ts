import type { Tenant } from '../../model/tenant.js';
import type { RuleGroup, RuleLanguageName } from '../rule-group.js';

/** Whose groups they are. A tenant's groups of two languages do not know each other. */
export interface RuleGroupOwner {
  readonly tenant: Tenant;
  readonly language: RuleLanguageName;
}

/** A group that was read. */
interface ReadRuleGroup {
  /** Its `file` is the namespace. */
  readonly group: RuleGroup;
  /** What the text said, as plain data. */
  readonly plain: unknown;
}

/**
 * Reads the YAML text of one group, checked as strictly as a rule file. Throws `invalid_argument` for the first mistake, with
 * its line and column.
 */
export type RuleGroupReader = (text: string, owner: RuleGroupOwner, namespace: string) => ReadRuleGroup;
