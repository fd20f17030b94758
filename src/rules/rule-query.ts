import type { Labels } from '../model/labels.js';
import type { NativeHistogram } from '../model/samples.js';
import type { Tenant } from '../model/tenant.js';
import type { RuleLanguageName } from './rule-group.js';

/** One element of what an expression yields. */
export interface RuleSample {
  readonly labels: Labels;
  readonly value: number;
  /** Where it has one, that is the value. */
  readonly histogram?: NativeHistogram | undefined;
}

/** Evaluates expressions for rules. May be called at any time and by many at once. */
export interface RuleQuery {
  /**
   * What `expression` yields at `ms`; a scalar is one sample without labels. Rejects with what the engine rejects with, and
   * with `execution` for what is neither a vector nor a scalar. `tenant` may be several (`a|b`).
   */
  instant(tenant: Tenant, expression: string, ms: number, signal?: AbortSignal): Promise<readonly RuleSample[]>;
}

export type RuleQueries = Readonly<Record<RuleLanguageName, RuleQuery>>;
