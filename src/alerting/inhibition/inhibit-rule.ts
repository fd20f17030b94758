import type { Matcher } from '../matchers/matcher.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule */
export interface InhibitRule {
  readonly sourceMatchers: readonly Matcher[];
  readonly targetMatchers: readonly Matcher[];
  /** Labels in which both alerts agree; one that is missing is empty. */
  readonly equal: readonly string[];
}
